"""A made-up catalogue of any size, the same for the same size and vocabularies on every machine.

The five vocabularies are copies of the real ones. Exercises stand in ladders of 15 or more that share a primary
muscle. Each writes 8 relations: the next two rungs as `harder`, 3 `alternatives`, 3 `instead`; the top two rungs of a
ladder, with fewer above them, write more alternatives. An exercise has 5-7 steps, 3 cues, 3 mistakes, 4 cautions,
a dose for its own level and every higher one, and 2 claims.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from bench import words
from legwork.catalogue.catalogue import KINDS, VOCABULARIES
from legwork.catalogue.models import CONVENTION
from legwork.text.fields import LEVELS

LADDER = 15
"""Rungs of a ladder, at least. Alternatives lie 3 to 7 rungs apart, so in 15 no pair is written from both sides."""
MIN_SIZE = 2 * LADDER
MAX_SIZE = words.NAME_COUNT
RELATIONS = 8
SEED = 1

_OTHER_LINK = re.compile(rf"\]\((?!https?://|(?:{'|'.join(VOCABULARIES)}):)[^)\s]+\)")
"""A link to what a made-up catalogue has not got: real exercises and guides."""
_SIDES = ("bilateral", "unilateral", "alternating")
_CONTRACTIONS = ("dynamic", "eccentric", "dynamic", "isometric", "mixed", "plyometric", "dynamic")

Record = dict[str, Any]


def write(folder: Path, size: int, real: Path, *, pictures: bool = False) -> None:
    """Write a catalogue of `size` exercises, with the vocabularies of the catalogue in `real`, into `folder`.

    With `pictures`, each has the figure of a real exercise, which is drawn anew for its name and muscles.
    """
    (folder / "exercises").mkdir(parents=True)
    vocabularies = _copy_vocabularies(folder, size, real)
    figures = cycle(_figures(real)) if pictures else None
    for slug, record in _exercises(size, vocabularies):
        if figures:
            record["figure"] = next(figures)
        (folder / "exercises" / f"{slug}.yml").write_text(_dump(record), encoding="utf-8")


def _figures(real: Path) -> list[Record]:
    """The figures of the real exercises, by the order of their files."""
    records = (_load(path.read_text(encoding="utf-8")) for path in sorted((real / "exercises").glob("*.yml")))
    return [record["figure"] for record in records if "figure" in record]


def _load(text: str) -> Record:
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - both are safe


def _dump(record: Record) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(record, Dumper=dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=1000))


def _copy_vocabularies(folder: Path, size: int, real: Path) -> dict[str, list[str]]:
    """Copy each vocabulary, with links to exercises and guides redirected to made-up exercises. Return the ids by kind."""
    numbers = cycle(range(size))
    ids = {}
    for kind in VOCABULARIES:
        text = _relinked((real / f"{KINDS[kind]}.yml").read_text(encoding="utf-8"), numbers)
        if kind == "care":
            text = _dump(_judged(_load(text)))
        (folder / f"{KINDS[kind]}.yml").write_text(text, encoding="utf-8")
        entries = _load(text)
        ids[kind] = list(entries)
    ids["measured"] = [key for key, source in entries.items() if source["strength"] not in ("book", "article")]
    return ids


def _relinked(text: str, numbers: Iterator[int]) -> str:
    """The text of a vocabulary with its links led to made-up exercises: a complaint's, to some that are fine with it."""
    head, *entries = re.split(r"^(?=[a-z0-9-]+:$)", text, flags=re.MULTILINE)
    found = [head]
    for place, entry in enumerate(entries):
        fine = _fine(place, len(entries))
        found.append(_OTHER_LINK.sub(lambda _, fine=fine: f"](exercise:{_slug(fine[next(numbers) % len(fine)])})", entry))
    return "".join(found)


def _judged(care: Record) -> Record:
    """The complaints with made-up exercises in place of real ones. No demand waits: made-up exercises make any."""
    for place, entry in enumerate(care.values()):
        entry.pop("not_now", None)
        entry["instead"] = [_slug(number) for number in _fine(place, len(care))]
        entry["back"] = [{name: step[name] for name in ("do", "until") if name in step} for step in entry.get("back", ())]
    return care


def _avoided(number: int, complaints: int) -> int:
    """Return the number of the complaint that leaves out exercise `number`. The next two change it."""
    return number % complaints


def _fine(complaint: int, complaints: int) -> list[int]:
    """Exercises of the first two ladders that a complaint neither leaves out nor changes."""
    return [n for n in range(MIN_SIZE) if complaint not in [_avoided(n + i, complaints) for i in range(3)]]


def _slug(number: int) -> str:
    return words.name(number)[0].lower().replace(" ", "-")


def _exercises(size: int, ids: dict[str, list[str]]) -> Iterator[tuple[str, Record]]:
    ladders = size // LADDER
    for ladder in range(ladders):
        members = range(size * ladder // ladders, size * (ladder + 1) // ladders)
        for number in members:
            yield _slug(number), _exercise(number, members, _turned(ids["muscle"], ladder), ids)


def _turned(items: list[str], by: int) -> list[str]:
    """`items` in a circle, beginning at number `by`."""
    start = by % len(items)
    return items[start:] + items[:start]


def _exercise(number: int, ladder: range, muscles: list[str], ids: dict[str, list[str]]) -> Record:
    chance = random.Random(f"{SEED} {number}")  # noqa: S311 - for text, not for secrets
    name, aliases = words.name(number)
    rung = number - ladder.start
    level = rung * len(LEVELS) // len(ladder)
    contraction = _CONTRACTIONS[number % len(_CONTRACTIONS)]
    jumps = contraction == "plyometric"
    laterality = _SIDES[number % len(_SIDES)]
    tools = _turned(ids["equipment"], number)
    working = [muscles[0], *_turned(muscles[1:], number)[:4]]
    sources = _turned(ids["source"], 4 * number)[:4]
    harder = ladder[rung + 1 : rung + 3]
    cautions = _cautions(chance, number, ids["care"])
    instead = sum("instead" in caution for caution in cautions)
    alternatives = [ladder[(rung + 3 + i) % len(ladder)] for i in range(RELATIONS - instead - len(harder))]
    called = f"{name.lower()} {number}"
    faults = words.several(chance, "fault", 3, 3, called)
    return {
        "name": name,
        "aliases": list(aliases),
        "summary": words.say(chance, "summary"),
        "pattern": ids["pattern"][number % len(ids["pattern"])],
        "kind": "plyometric" if jumps else "strength",
        "level": LEVELS[level],
        "laterality": laterality,
        "contraction": contraction,
        "impact": 2 if jumps else 0,
        "phases": ["plyometric"] if jumps else ["main", "finisher"],
        "muscles": {"primary": working[:2], "secondary": working[2:]},
        "equipment": {"required": [] if number % 2 else tools[1:2], "optional": tools[:1]},
        "setup": {"seconds": 10 + 5 * (number % 3), "text": words.say(chance, "setup")},
        "steps": words.several(chance, "step", 5, 7, called),
        "cues": words.several(chance, "cue", 3, 3),
        "mistakes": [{"fault": fault, "fix": words.say(chance, "fix", called)} for fault in faults],
        "cautions": cautions,
        "doses": {LEVELS[i]: _dose(chance, i, contraction, sources[i]) for i in range(level, len(LEVELS))},
        "harder": [{"exercise": _slug(other), "when": words.say(chance, "test")} for other in harder],
        "alternatives": [_slug(other) for other in alternatives],
        "why": [
            {"claim": words.say(chance, "claim"), "sources": [source]} for source in _turned(ids["measured"], 2 * number)[:2]
        ],
        "sources": sources,
        "reviewed": "2026-01-01",
    }


def _cautions(chance: random.Random, number: int, care: list[str]) -> list[Record]:
    """One complaint to avoid this with and two to change it for, each with something fine to do; one for everyone."""
    found: list[Record] = []
    for i, action in enumerate(("avoid", "modify", "modify")):
        complaint = _avoided(number + i, len(care))
        fine = [other for other in _fine(complaint, len(care)) if other != number]
        instead = fine[number % len(fine)]
        text = words.say(chance, "caution")
        found.append(
            {"when": care[complaint], "action": action, "text": text, "instead": _slug(instead), "sources": [CONVENTION]}
        )
    return [*found, {"action": "stop", "text": words.say(chance, "stop")}]


def _dose(chance: random.Random, level: int, contraction: str, source: str) -> Record:
    dose: Record = {"sets": [2, 3 + level]}
    if contraction == "isometric":
        dose["hold"] = [20 + 5 * level, 30 + 10 * level]
    elif contraction == "plyometric":
        dose |= {"reps": [3 + level, 5 + level], "rep_seconds": 3, "contacts": 1}
    else:
        dose |= {"reps": [8 + level, 12 + 2 * level], "tempo": f"{2 + level}-0-1-{level % 2}"}
    return {
        **dose,
        "rest": [45 + 15 * level, 60 + 30 * level],
        "note": words.say(chance, "note"),
        "sources": [source, CONVENTION],
    }
