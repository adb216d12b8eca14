"""Mutants: a file of a catalogue or a guide with something done to it, by a source of chance."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ATOMS = (
    "", "~", "null", "true", "no", "0", "1", "-1", "-0.0", "1.5", "7", "100000", "999999999999999999", "-999999999999999999",
    "9223372036854775808", "0x7fffffffffffffff", "1e308", "-1e308", "1e400", "1e-320", ".nan", ".inf", "-.inf", "1:30",
    "2026-11-20", "2026-02-30", "0001-01-01", "9999-12-31", "''", "' '", '"\\0"', '"\\ud800"', '"\\n\\n"', '"\\u202e"', '"\\u200b"',
    "é", "ǅ", "İ", "ß", "脚", "🏃‍♀️", "<b>x</b>", '"&lt;script&gt;"', "'[x](javascript:1)'", "'[x](muscle:nobody)'", "'[x](https://)'",
    "'[x](//[)'", "'[[[]]]('", "'*_*_'", "'{{ 1 }}'", "'{% x %}'", "'%s %(x)s {0} {x}'", "../x", "convention", "slug",
    "[]", "[~]", "[[]]", "[1, 2, 3]", "[3, 1]", "[a, a]", "[.nan, 1]", "[1e308, 1e308]", "[0, 0, 0, 0]",
    "{}", "{a: {}}", "{slug: x}", "{'': ~}", "{x: 1, y: 2}", "{reps: 1e308}", "!!str x", "&a x", "*a", "|", "> x",
)  # fmt: skip
"""What is put in the place of a value, as it is written."""

LONG = ("x" * 5_000, "word " * 2_000, "'" + "*a_" * 3_000 + "'", "'" + "[a](b) " * 1_500 + "'", "9" * 400, "[" * 40, "[" + "1, " * 3_000 + "1]",
        "'" + "[" * 3_000 + "'", "'" + "`" * 2_001 + "'", "'" + "<" * 3_000 + "'", "1e" + "9" * 30, "0x" + "f" * 200)  # fmt: skip

MARKS = (
    "[x](muscle:nobody)", "[](exercise:wall-sit)", "[x](source:)", "[x](javascript:1)", "[x]: data:x", "[x](x.md#y)", "[x](/)", "[x](../..)",
    "[x](<a b>)", "[x](", "![x](x.png)", "![x](//x)", "[^1]", "[[x]]", "<b>", "<!--", "</p>", "<https://x.org>", "<x@y.org>", "&#106;", "&lt;", "&",
    "*a **b", "__x_", "`", "``", "```", "~~~", "```html", "{: #x .y z=1 }", "{: onclick=x }", "{:", "{ #main }", "!!! note", "??? x", "???+ \"x\"",
    "!!! x \"y\"", ": x", "1. ", "- ", "* * *", "---", "===", "# ", "#", "# x {#__x}", "> ", "    ", "\t", "|", "| a |\n|---|\n| b |", "|:-:|", "\\",
    "\u202e", "\u200b", "\u2028", "\x0c", "\0", "脚", "lеg", "*[x]: y", "[TOC]", "{{ x }}", "{% x %}", "wzxhzdk:0", "\x02klzzwxh:0001\x03", "x: y", "tags: 1",
)  # fmt: skip
"""What is put into a guide: Markdown, what is no Markdown, and stand-ins of the library that turns it into HTML."""

LONG_MARKS = (
    ">" * 3_000, "> " * 500, "[" * 3_000, "![" * 2_000, "*a_" * 3_000, "`" * 2_001, "- " * 1_500, "[a](b) " * 1_500, "[](" * 1_500, "<" * 3_000, "&" * 3_000,
    "|a" * 2_000 + "\n" + "|-" * 2_000, "\n".join("    " * i + "- x" for i in range(120)), "\n".join("    " * i + "!!! x" for i in range(120)),
    "#" * 3_000, "{:" * 1_500, "{: " + "a=b " * 1_500 + "}", "\\" * 3_000, "1. " * 1_000, "\n: x" * 500, "\n\n    x" * 1_000, "(" * 3_000, "x\n" * 3_000,
    "**" * 2_000, "_x" * 3_000, "[x]: y\n" * 1_000, "x " * 20_000, "[x][" * 1_500, "<a" * 2_000, "\n".join(">" * i + " x" for i in range(150)),
)  # fmt: skip

SIGNS = (":", ": ", "- ", "[", "]", "{", "}", '"', "'", "#", " #", "&a ", "*a", "!", "|", ">", "%", "@", "`", "\t", "\0", "\x85", "\ufeff", "\r")  # fmt: skip


@dataclass(frozen=True)
class Sound:
    """A file that nothing is wrong with: its text, and where its keys and values stand in it, or the words of a guide."""

    name: str
    text: str
    keys: tuple[tuple[int, int], ...]
    values: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, name: str, text: str) -> Sound:
        keys: list[tuple[int, int]] = []
        values: list[tuple[int, int]] = []
        if name.endswith(".md"):
            return cls(name, text, (), tuple(found.span() for found in re.finditer(r"\S+", text)))
        stack = [yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
        while stack:
            node = stack.pop()
            start, end = node.start_mark.index, node.end_mark.index
            values.append((start, start + len(text[start:end].rstrip())))
            if isinstance(node, yaml.MappingNode):
                keys += [(key.start_mark.index, key.end_mark.index) for key, _ in node.value]
                stack += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                stack += node.value
        return cls(name, text, tuple(keys), tuple(values))


SHARES = {"catalogue/exercises": 9, "catalogue/routines": 3, "catalogue/plans": 2, "catalogue": 4, "docs": 2}
"""How many of twenty mutants are of a file below a folder; what lies in `catalogue` itself are vocabularies."""


MOVES = "catalogue/moved.yml"
SETTINGS = "catalogue/policy.yml"


@dataclass(frozen=True)
class Pool:
    """What mutants are made from: the sound files by folder, every key, and every id."""

    sounds: tuple[Sound, ...]
    folders: tuple[tuple[Sound, ...], ...]
    """As many times over as their share is."""
    keys: tuple[str, ...]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, root: Path) -> Pool:
        """The pool of the catalogue and the guides in a folder."""
        files = sorted([*(root / "catalogue").rglob("*.yml"), *(root / "docs").rglob("*.md")])
        texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}
        texts.setdefault(MOVES, _moves([path.stem for path in files if path.parent.name == "exercises"]))
        sounds = tuple(Sound.of(name, text) for name, text in texts.items())
        by_folder: dict[str, list[Sound]] = {folder: [] for folder in SHARES}
        for sound in sounds:
            by_folder[next(folder for folder in SHARES if sound.name.startswith(f"{folder}/"))].append(sound)
        folders = tuple(tuple(by_folder[folder]) for folder, share in SHARES.items() for _ in range(share) if by_folder[folder])
        keys = sorted({sound.text[start:end] for sound in sounds for start, end in sound.keys})
        return cls(sounds, folders, tuple(keys), (*(path.stem for path in files), *keys))


def _moves(exercises: list[str]) -> str:
    """Lines for pages that have moved, for a catalogue of which none has."""
    lines = [f"exercise:once-{slug}: exercise:{slug}" for slug in exercises[:5]]
    return "\n".join([*lines, "/guides/once/: /exercises/", f"care:once: exercise:{exercises[0]}", "/once/there/: /", ""])


def mutant(pool: Pool, chance: random.Random) -> tuple[str, bytes]:
    """The name of a file, and what has become of it."""
    sound = chance.choice(chance.choice(pool.folders))
    kind = chance.randrange(10)
    if sound.name.endswith(".md") and kind < 7:
        raw = _changed_words(sound, pool, chance).encode("utf-8", "surrogatepass")
    elif kind < 6:
        raw = _changed_nodes(sound, pool, chance).encode("utf-8", "surrogatepass")
    elif kind < 8 and sound.keys:
        raw = _changed_data(sound, pool, chance).encode("utf-8", "surrogatepass")
    elif kind < 9:
        raw = _changed_lines(sound.text, chance).encode("utf-8", "surrogatepass")
    else:
        raw = _changed_bytes(sound.text.encode(), chance)
    return sound.name, raw


def _value(pool: Pool, chance: random.Random) -> str:
    """A value of any sort: an atom, an id, something from anywhere in the catalogue, or something long."""
    kind = chance.randrange(20)
    if kind < 9:
        return chance.choice(ATOMS)
    if kind < 13:
        return chance.choice(pool.ids)
    if kind < 19:
        other = chance.choice(pool.sounds)
        start, end = chance.choice(other.values)
        return other.text[start : min(end, start + 3_000)]
    return chance.choice(LONG)


def _changed_nodes(sound: Sound, pool: Pool, chance: random.Random) -> str:
    """One to three places of the text changed, the rest left as an editor wrote it."""
    text = sound.text
    for start, end in sorted((_place(sound, chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))), reverse=True):
        old = text[start:end]
        action = chance.randrange(8)
        if action < 4:
            new = _value(pool, chance)
        elif action == 4:
            new = ""
        elif action == 5:
            new = f"{old}, {old}"
        elif action == 6:
            new = re.sub(r"\d+(\.\d+)?", lambda found: _number(found[0], chance), old)
        else:
            new = chance.choice(pool.keys)
        text = text[:start] + new + text[end:]
    return text


def _place(sound: Sound, chance: random.Random) -> tuple[int, int]:
    return chance.choice(sound.keys if sound.keys and chance.randrange(6) == 0 else sound.values)


def _number(old: str, chance: random.Random) -> str:
    """Another number in its place, near or far."""
    near = float(old) * chance.choice((0.5, 0.9, 1.1, 2, 10)) + chance.choice((-1, 0, 0, 1))
    return chance.choice((old, "0", f"-{old}", f"{near:g}", str(round(near)), "1e308", f"{old}000000"))


def _changed_data(sound: Sound, pool: Pool, chance: random.Random) -> str:
    """The file written anew, with one to three parts deleted, renamed, moved, doubled, swapped or replaced."""
    data: Any = yaml.load(sound.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for _ in range(chance.randint(1, 3)):
        places = list(_places(data))
        if not places:
            break
        (container, key), (other, place) = chance.choice(places), chance.choice(places)
        action = chance.choice(("delete", "replace", "rename", "copy", "swap", "double"))
        if action == "replace":
            container[key] = chance.choice(
                (None, True, 0, -1, 10**17, 1e300, float("nan"), "", "x" * 500, [], [None], {}, {"a": {}})
            )
        elif action == "delete":
            del container[key]
        elif action == "rename" and isinstance(container, dict):
            container[chance.choice((*pool.keys, "", "\u200b", str(key).upper(), 1, None))] = container.pop(key)
        elif action == "double" and isinstance(container, list):
            container.insert(key, container[key])
        elif action == "swap":
            container[key], other[place] = other[place], container[key]
        else:
            other[place] = container[key]
        data = _copied(data)
    style = chance.choice((None, True, False))
    return str(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=style, width=200))


def _changed_words(sound: Sound, pool: Pool, chance: random.Random) -> str:
    """A guide with one to three words replaced or followed by something, at times as a line or a block of its own."""
    text = sound.text
    for start, end in sorted((chance.choice(sound.values) for _ in range(chance.choice((1, 1, 2, 3)))), reverse=True):
        kind = chance.randrange(20)
        if kind < 13:
            new = chance.choice(MARKS)
        elif kind < 15:
            new = chance.choice(LONG_MARKS)
        elif kind < 17:
            new = f"[{chance.choice(('', 'x', '*'))}]({chance.choice(('exercise', 'source', 'muscle', 'care', 'x'))}:{chance.choice(pool.ids)})"
        else:
            new = _value(pool, chance)
        before, after = chance.choice((("", ""), (" ", " "), ("\n", "\n"), ("\n\n", "\n\n"), ("\n\n", " "), ("", "\n")))
        text = text[: chance.choice((start, end))] + before + new + after + text[end:]
    return text


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes equal parts out each time."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _copied(data: Any, depth: int = 0) -> Any:
    """The data without shared parts; something moved into itself ends after a few rounds."""
    if depth > 20:
        return "deep"
    if isinstance(data, dict):
        return {key: _copied(value, depth + 1) for key, value in data.items()}
    return [_copied(value, depth + 1) for value in data] if isinstance(data, list) else data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in some data with every key or index in it."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], (dict, list)):
            yield from _places(data[key])


def _changed_lines(text: str, chance: random.Random) -> str:
    """The text with one to three lines deleted, doubled, swapped, indented, cut off or given a stray sign."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randint(0, len(line))
        stray = line[:cut] + chance.choice(SIGNS) + line[cut:]
        changes = ([""], [line, line], [lines[other]], [f"  {line}"], [line[1:]], [stray], [stray], [line, "---"], [line[:cut]])
        lines[at : at + 1] = chance.choice(changes)
    return "\n".join(lines[: chance.randint(1, len(lines))] if chance.randrange(8) == 0 else lines)


def _changed_bytes(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to three of them changed, and now and then cut off."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 3)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed)) if chance.randrange(5) == 0 else len(changed)])
