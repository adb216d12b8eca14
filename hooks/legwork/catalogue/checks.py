"""What must hold across the catalogue. A check is a named value with a scope and a plain function.

The rule is the function's docstring. A check yields ``(path, message, hint)`` for the entry it is given;
the runner adds file, line and column. `reads` names the fields it looks at: a check is passed over for
an entry in which one of them could not be read, so that one mistake is reported once.

An exception stands beside its check with the reason, and one that is no longer needed is a problem too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from legwork import figures, inline
from legwork.catalogue.catalogue import FOLDERS, KINDS, VOCABULARIES, Draft, Reading
from legwork.catalogue.fields import LEVELS, SLUG_PATTERN
from legwork.catalogue.models import CONVENTION, Demand, Entry, Exercise
from legwork.catalogue.recipes import Plan, Recipe
from legwork.catalogue.yaml_reader import Data
from legwork.guides import Guide
from legwork.inline import Reference
from legwork.problems import Path, Problem, nearest, quote

Finding = tuple[Path, str, str]
CheckFunction = Callable[[Any, "World"], Iterator[Finding]]

LINK_KINDS = frozenset(KINDS)
MAX_SLUG = 80
DEMANDS = get_args(Demand)
KIND_OF = {model: kind for kind, model in {**FOLDERS, **VOCABULARIES}.items()}
MAX_TEXT = 10_000
"""Characters of a text that are looked at. Longer ones are refused by the models, and Markdown's link rule is quadratic."""


@dataclass(frozen=True)
class Check:
    """One rule. `kinds` are the kinds of entry it is asked about."""

    name: str
    kinds: tuple[str, ...]
    reads: tuple[str, ...]
    function: CheckFunction
    exceptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        return (self.function.__doc__ or "").split("\n")[0]


class World:
    """What a check may look at besides its entry."""

    def __init__(self, reading: Reading, guides: tuple[Guide, ...]) -> None:
        self.reading = reading
        self.guides = guides

    def readable(self, slug: str, *fields: str) -> Exercise | None:
        """The exercise, if it exists and these of its fields could be read."""
        draft = self.reading.drafts["exercise"].get(slug)
        return draft.entry if draft and draft.has(fields) and isinstance(draft.entry, Exercise) else None

    @cached_property
    def owners(self) -> dict[str, dict[str, str]]:
        """By kind, the first entry that uses each name: real names before aliases, then by slug."""
        return {kind: _owners(drafts) for kind, drafts in self.reading.drafts.items()}

    @cached_property
    def used(self) -> dict[str, set[str]]:
        """By kind, the slugs that something refers to. A broken entry counts as using every word in it."""
        used: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for drafts in self.reading.drafts.values():
            for draft in drafts.values():
                _add_used(draft, used)
        for guide in self.guides:
            used["source"].update(m.reference.slug for m in guide.mentions if m.reference.kind == "source")
        return used

    @cached_property
    def unread(self) -> set[str]:
        """Kinds of which a file could not be read, guides included: nobody knows what it refers to."""
        lost = {kind for kind, drafts in self.reading.drafts.items() if any(draft.data is None for draft in drafts.values())}
        guides = {"guide"} if any(guide.problem for guide in self.guides) else set()
        return lost | guides | self.reading.unread_kinds

    @cached_property
    def pages(self) -> set[str]:
        """Addresses of the hand-written pages, from the site's root."""
        return {guide.address for guide in self.guides}


CHECKS: list[Check] = []


def check(
    name: str, *reads: str, kinds: tuple[str, ...] = ("exercise",), exceptions: Mapping[str, str] | None = None
) -> Callable[[CheckFunction], CheckFunction]:
    def register(function: CheckFunction) -> CheckFunction:
        CHECKS.append(Check(name, kinds, reads, function, exceptions or {}))
        return function

    return register


def run(reading: Reading, guides: tuple[Guide, ...] = ()) -> list[Problem]:
    """Every problem that the checks find, unsorted."""
    world = World(reading, guides)
    problems = [*_guide_problems(world)]
    for one in CHECKS:
        for kind in one.kinds:
            for draft in reading.drafts[kind].values():
                if draft.has(one.reads):
                    problems += _ask(one, draft, world)
    return problems


def _ask(one: Check, draft: Draft, world: World) -> list[Problem]:
    found = [draft.place.problem(path, message, hint) for path, message, hint in one.function(draft.entry, world)]
    reason = one.exceptions.get(draft.slug)
    if reason is None:
        return found
    if found:
        return []
    hint = f"remove '{draft.slug}' from the exceptions of check '{one.name}'"
    return [draft.place.problem((), f"an exception for this entry is no longer needed: {reason}", hint)]


# --- Names and ids


@check("slug", kinds=tuple(KINDS))
def _slug(entry: Entry, world: World) -> Iterator[Finding]:
    """A slug is lower-case words joined by single hyphens: it is part of a URL."""
    if not re.fullmatch(SLUG_PATTERN, entry.slug):
        plain = unicodedata.normalize("NFKD", entry.slug).encode("ascii", "ignore").decode()
        words = "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "front-squat"
        yield (), f"{quote(entry.slug)} is not a slug", f"rename it to '{words}'"
    elif len(entry.slug) > MAX_SLUG:
        yield (), f"slug is {len(entry.slug)} characters long; at most {MAX_SLUG} are allowed", "choose a shorter one"


def _key(name: str) -> str:
    """A name as a searcher compares it: case, hyphens and spaces do not tell two names apart."""
    return "".join(character for character in name.casefold() if character.isalnum())


@check("names-unique", "name", "aliases", kinds=("exercise", "muscle", "equipment", "pattern", "care", "routine", "plan"))
def _names_unique(entry: Any, world: World) -> Iterator[Finding]:
    """A name or alias stands for one entry of its kind only."""
    names = [(("name",), entry.name), *((("aliases", i), alias) for i, alias in enumerate(getattr(entry, "aliases", ())))]
    seen: set[str] = set()
    for path, name in names:
        if name.casefold() in seen:
            yield path, f"{quote(name)} stands twice in this entry", "remove it"
        seen.add(name.casefold())
        first = world.owners[_kind_of(entry)][_key(name)]
        if first != entry.slug:
            yield path, f"{quote(name)} already belongs to '{first}'", "a name leads to one page only"


def _kind_of(entry: Entry) -> str:
    return KIND_OF[type(entry)]


def _owners(drafts: Mapping[str, Draft]) -> dict[str, str]:
    owners: dict[str, str] = {}
    ordered: list[Any] = [drafts[slug] for slug in sorted(drafts) if drafts[slug].entry]
    names = [(draft.entry.name, draft.slug) for draft in ordered if draft.has(("name",)) and hasattr(draft.entry, "name")]
    names += [(alias, draft.slug) for draft in ordered for alias in getattr(draft.entry, "aliases", ())]
    for name, slug in names:
        owners.setdefault(_key(name), slug)
    return owners


# --- References


def _resolve(path: Path, kind: str, slug: str, world: World) -> Iterator[Finding]:
    known = world.reading.drafts[kind]
    if kind in world.reading.unread_kinds:
        return
    if slug not in known and not (kind == "source" and slug == CONVENTION):
        where = f"catalogue/{KINDS[kind]}/" if kind in FOLDERS else f"{KINDS[kind]}.yml"
        yield path, f"no {kind} '{slug[:60]}' in {where}", nearest(slug, known)


@check("references", "pattern")
def _pattern_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """The pattern is an id in patterns.yml."""
    yield from _resolve(("pattern",), "pattern", exercise.pattern, world)


@check("references", "muscles")
def _muscles_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every muscle is an id in muscles.yml."""
    for role in ("primary", "secondary"):
        for i, slug in enumerate(getattr(exercise.muscles, role)):
            yield from _resolve(("muscles", role, i), "muscle", slug, world)


@check("references", "equipment")
def _equipment_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every piece of equipment is an id in equipment.yml."""
    for role in ("required", "optional"):
        for i, slug in enumerate(getattr(exercise.equipment, role)):
            yield from _resolve(("equipment", role, i), "equipment", slug, world)


@check("references", "cautions")
def _cautions_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """`when` is an id in care.yml, `instead` an exercise, `sources` keys in sources.yml."""
    for i, caution in enumerate(exercise.cautions):
        if caution.when is not None:
            yield from _resolve(("cautions", i, "when"), "care", caution.when, world)
        if caution.instead is not None:
            yield from _resolve(("cautions", i, "instead"), "exercise", caution.instead, world)
        yield from _sources_resolve(("cautions", i, "sources"), caution.sources, world)


@check("references", "doses")
def _dose_sources_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a dose is a key in sources.yml, or `convention`."""
    for level, dose in exercise.doses.items():
        yield from _sources_resolve(("doses", level, "sources"), dose.sources, world)


@check("references", "why")
def _claim_sources_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every source of a claim is a key in sources.yml, or `convention`."""
    for i, claim in enumerate(exercise.why):
        yield from _sources_resolve(("why", i, "sources"), claim.sources, world)


@check("references", "sources", kinds=("exercise", "care"))
def _entry_sources_resolve(entry: Any, world: World) -> Iterator[Finding]:
    """Every source of an entry is a key in sources.yml, or `convention`."""
    yield from _sources_resolve(("sources",), entry.sources, world)


def _sources_resolve(path: Path, keys: tuple[str, ...], world: World) -> Iterator[Finding]:
    for i, key in enumerate(keys):
        yield from _resolve((*path, i), "source", key, world)
        if key in keys[:i]:
            yield (*path, i), f"source '{key}' stands twice", "name it once"


@check("references", "harder")
def _harder_resolves(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every harder exercise exists and is another one."""
    for i, step in enumerate(exercise.harder):
        path = ("harder", i, "exercise")
        yield from _resolve(path, "exercise", step.exercise, world)
        if step.exercise in [other.exercise for other in exercise.harder[:i]]:
            yield path, f"'{step.exercise}' stands twice", "name it once"


@check("references", "alternatives")
def _alternatives_resolve(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every alternative exists and is another exercise."""
    for i, slug in enumerate(exercise.alternatives):
        yield from _resolve(("alternatives", i), "exercise", slug, world)
        if slug == exercise.slug:
            yield ("alternatives", i), "an exercise is not its own alternative", "remove it"


@check("source-reserved", kinds=("source",))
def _source_reserved(entry: Entry, world: World) -> Iterator[Finding]:
    """`convention` is the word for coaching custom, so no source may take it for its key."""
    if entry.slug == CONVENTION:
        yield (), "'convention' is reserved for coaching custom", "choose another key, like 'smith2020'"


# --- Routines and plans


@check("references", "equipment", kinds=("routine",))
def _owned_resolves(recipe: Recipe, world: World) -> Iterator[Finding]:
    """What a runner owns are ids in equipment.yml."""
    for i, slug in enumerate(recipe.equipment):
        yield from _resolve(("equipment", i), "equipment", slug, world)


@check("references", "leave_out", kinds=("routine",))
def _leave_out_resolves(recipe: Recipe, world: World) -> Iterator[Finding]:
    """What is left out are ids in care.yml."""
    for i, slug in enumerate(recipe.leave_out):
        yield from _resolve(("leave_out", i), "care", slug, world)


@check("focus", "focus", kinds=("routine",))
def _focus_known(recipe: Recipe, world: World) -> Iterator[Finding]:
    """A focus is a demand of the patterns or an id in muscles.yml."""
    muscles = world.reading.drafts["muscle"]
    for i, focus in enumerate(recipe.focus):
        if focus not in DEMANDS and focus not in muscles and "muscle" not in world.reading.unread_kinds:
            yield ("focus", i), f"no demand or muscle '{focus[:60]}'", nearest(focus, [*DEMANDS, *muscles])


@check("references", "exercises", kinds=("routine",))
def _listed_resolve(recipe: Recipe, world: World) -> Iterator[Finding]:
    """A fixed session lists exercises that exist."""
    for i, item in enumerate(recipe.exercises):
        yield from _resolve(("exercises", i, "exercise"), "exercise", item.exercise, world)


@check("references", "sources", kinds=("routine", "plan"))
def _session_sources_resolve(entry: Any, world: World) -> Iterator[Finding]:
    """Every source of a routine or plan is a key in sources.yml, or `convention`."""
    yield from _sources_resolve(("sources",), entry.sources, world)


@check("pair", "pair", kinds=("routine",))
def _pair_mutual(recipe: Recipe, world: World) -> Iterator[Finding]:
    """The other session of the week exists, names this one in turn, and neither is a fixed session."""
    if recipe.pair is None:
        return
    yield from _resolve(("pair",), "routine", recipe.pair, world)
    draft = world.reading.drafts["routine"].get(recipe.pair)
    if recipe.pair == recipe.slug:
        yield ("pair",), "a routine is not its own pair", "name the other session of the week"
    elif draft and draft.has(("pair", "exercises")) and isinstance(draft.entry, Recipe):
        if draft.entry.pair != recipe.slug:
            yield ("pair",), f"'{recipe.pair}' does not name this routine as its pair", f"write pair: {recipe.slug} there"
        elif recipe.fixed or draft.entry.fixed:
            yield ("pair",), "a fixed session has no pair", "remove pair, or the list of exercises"


@check("micro-short", "session", "minutes", kinds=("routine",))
def _micro_short(recipe: Recipe, world: World) -> Iterator[Finding]:
    """A micro session takes at most 15 minutes (R-F2)."""
    if recipe.session == "micro" and recipe.minutes > 15:
        yield ("minutes",), f"a micro session of {recipe.minutes} minutes", "15 at most, or session: main"


@check("references", "stages", kinds=("plan",))
def _stages_resolve(plan: Plan, world: World) -> Iterator[Finding]:
    """A plan's routines exist."""
    for i, stage in enumerate(plan.stages):
        for j, slug in enumerate(stage.main):
            yield from _resolve(("stages", i, "main", j), "routine", slug, world)
        if stage.micro:
            yield from _resolve(("stages", i, "micro"), "routine", stage.micro, world)


@check("stage-weeks", "stages", kinds=("plan",))
def _stage_weeks(plan: Plan, world: World) -> Iterator[Finding]:
    """Stages follow each other from week 1 without gap or overlap."""
    expected = 1
    for i, stage in enumerate(plan.stages):
        if stage.weeks[0] != expected:
            yield ("stages", i, "weeks"), f"begins with week {stage.weeks[0]}, not {expected}", f"write [{expected}, ...]"
        expected = stage.weeks[1] + 1


# --- Muscles and equipment


@check("muscle-one-role", "muscles")
def _muscle_one_role(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A muscle stands in one role, once."""
    yield from _once(exercise.muscles.primary, exercise.muscles.secondary, ("muscles", "primary"), ("muscles", "secondary"))


@check("equipment-one-role", "equipment")
def _equipment_one_role(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A piece of equipment is required or optional, and named once."""
    kit = exercise.equipment
    yield from _once(kit.required, kit.optional, ("equipment", "required"), ("equipment", "optional"))


def _once(first: tuple[str, ...], second: tuple[str, ...], first_path: Path, second_path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, slugs in ((first_path, first), (second_path, second)):
        for i, slug in enumerate(slugs):
            if slug in seen:
                yield (*path, i), f"'{slug}' stands twice", f"keep it in one place, {first_path[-1]} or {second_path[-1]}"
            seen.add(slug)


@check("laterality", "name", "laterality")
def _laterality(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A name that says single-leg or one-leg belongs to an exercise that is not bilateral."""
    if exercise.laterality == "bilateral" and re.search(r"\b(single|one)[- ](leg|foot)", exercise.name, re.IGNORECASE):
        yield (
            ("laterality",),
            f"{quote(exercise.name)} cannot be bilateral",
            "unilateral, or alternating if sides swap each rep",
        )


# --- The ladder


@check("harder-level", "harder", "level")
def _harder_level(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A harder exercise is never of a lower level."""
    for i, step in enumerate(exercise.harder):
        target = world.readable(step.exercise, "level")
        if target and LEVELS.index(target.level) < LEVELS.index(exercise.level):
            message = f"'{step.exercise}' is {target.level}, below this exercise's {exercise.level}"
            yield ("harder", i, "exercise"), message, "turn the step round, or correct a level"


@check("harder-acyclic", "harder")
def _harder_acyclic(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Following `harder` never leads back to where it began."""
    for i, step in enumerate(exercise.harder):
        way = _way(step.exercise, exercise.slug, world)
        if way is not None and exercise.slug == min(way):  # a circle is told once, of the first exercise in it
            circle = " > ".join((exercise.slug, *way))
            yield ("harder", i, "exercise"), f"runs in a circle: {circle}", "remove the step that is not harder"


def _way(start: str, goal: str, world: World) -> list[str] | None:
    """The steps up from `start` to `goal`, if there are any; depth first, each exercise once."""
    stack, seen = [[start]], {start}
    while stack:
        way = stack.pop()
        if way[-1] == goal:
            return way
        here = world.readable(way[-1], "harder")
        for step in reversed(here.harder if here else ()):
            if step.exercise not in seen or step.exercise == goal:
                seen.add(step.exercise)
                stack.append([*way, step.exercise])
    return None


@check("alternative-related", "alternatives", "muscles", "pattern")
def _alternative_related(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Two alternatives share a primary muscle or the pattern: they do the same job."""
    for i, slug in enumerate(exercise.alternatives):
        other = world.readable(slug, "muscles", "pattern")
        if other and other.pattern != exercise.pattern and not set(other.muscles.primary) & set(exercise.muscles.primary):
            yield (
                ("alternatives", i),
                f"'{slug}' shares neither a primary muscle nor the pattern",
                "remove it: it does another job",
            )


@check("alternative-once", "alternatives")
def _alternative_once(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A pair of alternatives is written once, in one of the two files."""
    for i, slug in enumerate(exercise.alternatives):
        other = world.readable(slug, "alternatives")
        if slug in exercise.alternatives[:i]:
            yield ("alternatives", i), f"'{slug}' stands twice", "name it once"
        elif other and slug != exercise.slug and exercise.slug in other.alternatives and exercise.slug > slug:
            yield ("alternatives", i), f"'{slug}' names this exercise already", "remove it here: both pages show the pair"


# --- Doses


@check("dose-levels", "doses", "level")
def _dose_levels(exercise: Exercise, world: World) -> Iterator[Finding]:
    """There is a dose for the exercise's own level and none for a lower one."""
    given = [level for level, _ in exercise.doses.items()]
    if exercise.level not in given:
        yield ("doses",), f"no dose for the exercise's own level, {exercise.level}", f"add `{exercise.level}:` below doses"
    for level in given:
        if LEVELS.index(level) < LEVELS.index(exercise.level):
            yield (
                ("doses", level),
                f"a dose for {level}, though the exercise is {exercise.level}",
                "remove it, or lower `level`",
            )


@check("dose-hold", "doses", "contraction")
def _dose_hold(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An isometric exercise or a static stretch is dosed as a hold."""
    if exercise.contraction in ("isometric", "stretch"):
        for level, dose in exercise.doses.items():
            if dose.measure != "hold":
                message = f"contraction is {exercise.contraction}, but the dose counts {dose.measure}"
                yield ("doses", level), message, "write hold: [20, 30], in seconds"


@check("dose-sides", "doses", "laterality")
def _dose_sides(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An exercise for both legs at once has no sides to count."""
    if exercise.laterality == "bilateral":
        for level, dose in exercise.doses.items():
            if dose.per == "side":
                yield ("doses", level, "per"), "counts each side, though the exercise is bilateral", "write per: total"


@check("dose-rest", "doses")
def _dose_rest(exercise: Exercise, world: World) -> Iterator[Finding]:
    """More than one set needs a rest, even if it is zero."""
    for level, dose in exercise.doses.items():
        if dose.sets[1] > 1 and "rest" not in dose.model_fields_set:
            yield ("doses", level), "several sets and no rest", "add rest: [45, 60], in seconds; 0 for none"


@check("impact-contacts", "doses", "impact", "kind")
def _impact_contacts(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A plyometric, or impact 2 or 3, says its ground contacts per rep in every dose."""
    if exercise.impact >= 2 or exercise.kind == "plyometric":
        what = f"impact is {exercise.impact}" if exercise.impact >= 2 else "it is a plyometric"
        for level, dose in exercise.doses.items():
            if dose.contacts is None:
                yield (
                    ("doses", level),
                    f"{what}, but the dose has no contacts",
                    "add contacts: 1, or how often a foot lands in one rep",
                )


@check("impact-caution", "cautions", "impact", "kind")
def _impact_caution(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A plyometric, or impact 2 or 3, carries a caution that says avoid, modify or stop."""
    if (exercise.impact >= 2 or exercise.kind == "plyometric") and all(c.action == "note" for c in exercise.cautions):
        yield ("cautions",), "every caution of this jump is only a note", "say who should avoid it, or when to stop"


# --- Figures


@check("figure", "figure")
def _figure(exercise: Exercise, world: World) -> Iterator[Finding]:
    """A figure's poses can be reached, stand on their feet and stay above the ground."""
    if exercise.figure is not None:
        for finding in figures.lint(exercise.figure):
            yield ("figure", *finding.path), str(finding), "look at it: scripts/figures.py " + exercise.slug


# --- Cautions, claims and sources


@check("caution-source", "cautions")
def _caution_source(exercise: Exercise, world: World) -> Iterator[Finding]:
    """An avoid or modify caution has a source."""
    for i, caution in enumerate(exercise.cautions):
        if caution.action in ("avoid", "modify") and not caution.sources:
            yield ("cautions", i), f"action {caution.action} without a source", "add sources: [key], or sources: [convention]"


@check("caution-once", "cautions")
def _caution_once(exercise: Exercise, world: World) -> Iterator[Finding]:
    """One complaint is not told to avoid an exercise and to modify it."""
    avoided = {caution.when for caution in exercise.cautions if caution.action == "avoid" and caution.when}
    for i, caution in enumerate(exercise.cautions):
        if caution.action == "modify" and caution.when in avoided:
            yield ("cautions", i), f"'{caution.when}' is told to avoid this and to modify it", "keep one of the two"


@check("instead-safe", "cautions")
def _instead_safe(exercise: Exercise, world: World) -> Iterator[Finding]:
    """What is offered instead is another exercise, and not one the same complaint should avoid."""
    for i, caution in enumerate(exercise.cautions):
        path = ("cautions", i, "instead")
        other = world.readable(caution.instead, "cautions") if caution.instead else None
        if caution.instead == exercise.slug:
            yield path, "an exercise cannot stand in for itself", "name another"
        elif other and caution.when and any(c.when == caution.when and c.action == "avoid" for c in other.cautions):
            yield path, f"'{caution.instead}' is itself to be avoided with '{caution.when}'", "offer one that is safe"


@check("claim-source", "why")
def _claim_source(exercise: Exercise, world: World) -> Iterator[Finding]:
    """Every claim has a source."""
    for i, claim in enumerate(exercise.why):
        if not claim.sources:
            yield ("why", i), "a claim without a source", "add sources: [key], or sources: [convention]"


# --- Text


@check("plain-text", kinds=tuple(KINDS))
def _plain_text(entry: Entry, world: World) -> Iterator[Finding]:
    """Text holds inline Markdown only, emphasis and links that lead somewhere; never HTML."""
    for path, text in _texts(world.reading.drafts[_kind_of(entry)][entry.slug].data):
        if found := inline.forbidden(text):
            hint = "write the character itself" if found.startswith("&") else "use *emphasis* or [text](address)"
            yield path, f"holds HTML: {quote(found)}", hint
        for href in inline.links(text):
            yield from _link(path, href, world)


def _texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data[:MAX_TEXT]
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "figure":
                yield from _texts(value, (*path, key))
    elif isinstance(data, tuple):
        for i, value in enumerate(data):
            yield from _texts(value, (*path, i))


def _link(path: Path, href: str, world: World) -> Iterator[Finding]:
    if reference := Reference.parse(href, LINK_KINDS):
        yield from _resolve(path, reference.kind, reference.slug, world)
    elif href.startswith("/guides/"):
        address = href.partition("#")[0]
        if address not in world.pages:
            yield path, f"no guide at {quote(address)}", nearest(address, world.pages)
    elif not re.match(r"https?://[^/]", href):
        yield path, f"link to {quote(href)}", "a link is https://..., /guides/.../, or an entry like muscle:soleus"


# --- Nothing left over


@check("vocabulary-used", kinds=("muscle", "equipment", "pattern", "care"))
def _vocabulary_used(entry: Entry, world: World) -> Iterator[Finding]:
    """Every entry of a vocabulary is used by an exercise."""
    if entry.slug not in world.used[_kind_of(entry)] and "exercise" not in world.unread:
        yield (), f"no exercise uses {_kind_of(entry)} '{entry.slug}'", "remove it until one does"


@check("source-cited", kinds=("source",))
def _source_cited(entry: Entry, world: World) -> Iterator[Finding]:
    """Every source is cited by an exercise, a care entry, another text or a guide."""
    if entry.slug not in world.used["source"] and not world.unread - {"source"}:
        yield (), f"nothing cites source '{entry.slug}'", "cite it or remove it"


def _add_used(draft: Draft, used: dict[str, set[str]]) -> None:
    entry, texts = draft.entry, dict(_texts(draft.data))
    if not draft.complete:
        for slugs in used.values():
            slugs.update(texts.values())
    elif isinstance(entry, Exercise):
        used["muscle"].update(entry.muscles.primary, entry.muscles.secondary)
        used["equipment"].update(entry.equipment.required, entry.equipment.optional)
        used["pattern"].add(entry.pattern)
        used["care"].update(caution.when for caution in entry.cautions if caution.when)
        used["source"].update(entry.cited())
    else:
        used["source"].update(getattr(entry, "sources", ()))
    used["source"].update(slug for text in texts.values() for slug in inline.cited(text))


# --- Guides


def _guide_problems(world: World) -> Iterator[Problem]:
    """Every link from a guide to an entry leads to one."""
    for guide in world.guides:
        if guide.problem:
            yield guide.problem
        for mention in guide.mentions:
            kind, slug = mention.reference.kind, mention.reference.slug
            for _, message, hint in _resolve((), kind, slug, world):
                yield Problem(guide.shown, mention.line, mention.column, "", message, hint)


def names() -> Counter[str]:
    """Every check's name, and how many functions carry it."""
    return Counter(one.name for one in CHECKS)
