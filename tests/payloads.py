"""A catalogue into every field of which a stranger wrote the same thing: the miniature, and one entry of each kind for a payload."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from overlays import MINI

FILE = Path(__file__).resolve().parent / "payloads.yml"
FAMILIES: Mapping[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
PAYLOADS = [payload for family in FAMILIES.values() for payload in family]
PLAIN = "Plain words"
"""What stands in the place of a payload where pages are compared."""
CUE, NOTE = 60, 120


def slug(number: int) -> str:
    return f"p{number}"


def _mini(file: str) -> Any:
    return yaml.safe_load((MINI / "catalogue" / file).read_text(encoding="utf-8"))


_SQUAT, _SHORT, _PLAN = _mini("exercises/squat.yml"), _mini("routines/short.yml"), _mini("plans/two-runs.yml")


def entries(number: int, text: str) -> dict[str, Any]:
    """One entry of each kind, `text` in each of its free fields. Names end in something of their own."""
    own = slug(number)
    name, alias, finds = f"{text} n{number}z", f"{text} a{number}z", [f"{text} f{number}z"]
    person = {"family": text, "given": text, "suffix": text, "non-dropping-particle": text}
    source: dict[str, Any] = {
        "type": "article-journal", "title": text, "author": [person, {"literal": text}], "editor": [{"literal": text}],
        "issued": 2020, "container-title": text, "edition": text, "volume": text, "issue": text, "number": text, "page": text,
        "publisher": text, "publisher-place": text, "ISBN": text, "note": text, "strength": "trial", "finding": text,
        "limits": text,
    }  # fmt: skip
    doi = f"10.5555/{''.join(text.split())}"
    if len(doi) <= 80:
        source["DOI"] = doi
    exercise = {
        "name": name, "aliases": [alias], "finds": finds, "summary": text, "pattern": own, "kind": "strength", "level": "advanced",
        "laterality": "bilateral", "contraction": "dynamic", "impact": 0, "phases": ["main"], "muscles": {"primary": [own]},
        "equipment": {"required": [own]}, "setup": {"seconds": 10, "text": text}, "steps": [text, text, text],
        "cues": [text if len(text) <= CUE else "x"], "mistakes": [{"fault": text, "fix": text}],
        "cautions": [
            {"when": own, "action": "avoid", "text": text, "sources": [own]},
            {
                "when": "sore-achilles", "action": "modify", "text": text, "sources": [own],
                "limit": {"depth": text if len(text) <= NOTE else "x"},
            },
        ],
        "doses": {"advanced": {"sets": 2, "reps": 8, "rest": 60, "note": text, "sources": [own]}},
        "harder": [{"exercise": "single-leg-squat", "when": text}], "why": [{"claim": text, "sources": [own]}],
        "sources": [own], "figure": copy.deepcopy(_SQUAT["figure"]), "reviewed": "2026-11-20",
    }  # fmt: skip
    routine = copy.deepcopy(_SHORT) | {"name": name, "summary": text, "changes": [text]}
    for exception in routine["exceptions"]:
        exception["reason"] = text
    return {
        "exercise": exercise,
        "muscle": {"name": name, "group": text, "aliases": [alias], "finds": finds, "role": [text], "region": "calf-lower"},
        "equipment": {"name": name, "where": "home", "substitutes": [text], "aliases": [alias], "finds": finds},
        "pattern": {"name": name, "finds": finds, "slot": 3, "demand": "knee", "summary": [text]},
        "care": {
            "kind": "complaint",
            "where": "knee",
            "tissue": "joint",
            "clearance": text,
            "name": name,
            "aliases": [alias],
            "finds": finds,
            "advice": [text],
            "timeline": {"text": text, "sources": [own]},
            "relief": [text],
            "stop": [text],
            "red_flags": [own],
            "reviewed": "2026-11-20",
            "back": [{"do": text, "until": text}, {"do": text}],
            "sources": [own],
        },
        "flag": {"urgency": "today", "text": text, "finds": finds},
        "source": source,
        "routine": routine,
        "plan": copy.deepcopy(_PLAN) | {"name": name, "summary": text, "sources": [own]},
    }


def _among_minis(exercise: dict[str, Any]) -> dict[str, Any]:
    """The exercise with references to the miniature's own entries alone."""
    exercise = copy.deepcopy(exercise)
    for part in (*exercise["cautions"], *exercise["doses"].values(), *exercise["why"], exercise):
        part["sources"] = ["handbook"]
    exercise["cautions"][0]["when"] = "sore-knee"
    return exercise | {"pattern": "squat", "muscles": {"primary": ["soleus"]}, "equipment": {"required": ["hill"]}}


_FILES = {
    "muscle": "muscles",
    "equipment": "equipment",
    "pattern": "patterns",
    "care": "care",
    "flag": "flags",
    "source": "sources",
}
_FOLDERS = {"exercise": "exercises", "routine": "routines", "plan": "plans"}


def write(catalogue: Path, payloads: Iterable[tuple[int, str]], every: int = 1) -> None:
    """Adds entries to a copy of the miniature's catalogue: an exercise for each payload, the other kinds for each `every`th."""
    vocabularies = {kind: _mini(f"{name}.yml") for kind, name in _FILES.items()}
    for place, (number, text) in enumerate(payloads):
        for kind, entry in entries(number, text).items():
            if place % every:
                if kind != "exercise":
                    continue
                entry = _among_minis(entry)
            if kind in _FILES:
                vocabularies[kind][slug(number)] = entry
            else:
                (catalogue / _FOLDERS[kind] / f"{slug(number)}.yml").write_text(as_yaml(entry), encoding="utf-8")
    for kind, name in _FILES.items():
        (catalogue / f"{name}.yml").write_text(as_yaml(vocabularies[kind]), encoding="utf-8")


def as_yaml(value: Any) -> str:
    return yaml.safe_dump(json.loads(json.dumps(value, default=str)), allow_unicode=False, sort_keys=False, width=10_000)


def guide(number: int, text: str) -> str:
    """A hand-written page that has a payload wherever Markdown, MkDocs and the theme look for something."""
    line = " ".join(text.split())
    return f"""---
{as_yaml({"title": text, "description": text, "tags": [text], "author": text, "template": text, "icon": text, "status": text})}---

# {line} n{number}z

{line}

## {line}

- {line}
- [{line}](one-guide.md) [x]({line}) [x](one-guide.md "{line}") ![{line}](x.png) ![x]({line})

| {line} | x |
|:------|--:|
| x | {line} |

> {line}

!!! note "{line}"
    {line}

{text}

[x][{line}] [y][r]

[r]: {line}
"""


def untitled(number: int, text: str) -> str:
    """A page whose name in the navigation comes from its heading."""
    return f"# {' '.join(text.split())} u{number}z\n\n## {' '.join(text.split())}\n\nx\n"
