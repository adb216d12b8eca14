"""What the finder's facets choose: worked out by the real index in a real browser, held against the catalogue."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite
from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Judgments, Verdict, judgments
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import Exercise
from legwork.routines.solve_all import Routines
from legwork.text.slugs import slug_of

pytestmark = pytest.mark.browser

Values = dict[str, list[str]]

_IN_THE_BROWSER = """async ([root, argument]) => {
    const load = name => import(new URL(`assets/js/search/${name}.js`, root))
    const [{open}, {Choice}, {Bits}] = await Promise.all([load("index"), load("choice"), load("bits")])
    const {pages} = await open(new URL(root))
    const choose = (values, text = null) => new Choice(pages, new Map(Object.entries(values)), text)
    const addresses = bits => [...bits].map(page => pages.url(page).slice(root.length))
    return (WORK)(argument)
}"""


@dataclass(frozen=True)
class Browse:
    """The browser's half."""

    page: Page
    root: str

    def run(self, work: str, argument: Any = None) -> Any:
        """What a function gives for an argument; it may use `pages`, `choose(values, text)` and `addresses(bits)`."""
        return self.page.evaluate(_IN_THE_BROWSER.replace("WORK", work), [self.root, argument])

    def results(self, *choices: Values) -> list[set[str]]:
        found = self.run("choices => choices.map(values => addresses(choose(values).result()))", choices)
        return [set(addresses) for addresses in found]

    def result(self, **values: list[str]) -> set[str]:
        return self.results(values)[0]


@pytest.fixture(scope="module")
def browse(browser: Browser, server: str) -> Iterator[Browse]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    yield Browse(page, server)
    context.close()


@pytest.fixture(scope="module")
def catalogue(real: Content) -> Catalogue:
    return real.catalogue


@pytest.fixture(scope="module")
def judged(catalogue: Catalogue) -> Judgments:
    return judgments(catalogue)


def _url(exercise: Exercise) -> str:
    return urls.entry("exercise", exercise.slug)


def _where(catalogue: Catalogue, condition: Callable[[Exercise], bool]) -> set[str]:
    return {_url(exercise) for exercise in catalogue.exercises.values() if condition(exercise)}


def _exercises(found: set[str]) -> set[str]:
    """Those of some addresses that are an exercise's page."""
    return {url for url in found if url.startswith("exercises/") and url != "exercises/"}


def _routines(found: set[str]) -> set[str]:
    return {url for url in found if url.startswith("routines/") and url != "routines/"}


_LEFT = (Verdict.FINE, Verdict.MODIFY)


def _judged(judged: Judgments, complaint: str, *verdicts: Verdict) -> set[str]:
    return {urls.entry("exercise", slug) for verdict in verdicts for slug in judged.with_verdict(complaint, verdict)}


# What one owns


def _owned(catalogue: Catalogue) -> list[str]:
    return [slug for slug, tool in catalogue.equipment.items() if not tool.given]


def test_with_any_kit_of_up_to_three_things_one_can_do_what_is_shown(
    browse: Browse, catalogue: Catalogue, routines: Routines
) -> None:
    """And is shown all one can do: what needs nothing, what needs one thing, never what needs one thing more.

    A routine can be done if every exercise in it can be, warm-up and cool-down included.
    """
    given = {slug for slug, tool in catalogue.equipment.items() if tool.given}
    needs = {_url(exercise): set(exercise.equipment.required) - given for exercise in catalogue.exercises.values()}
    for slug, routine in routines.by_slug.items():
        parts = {urls.entry("exercise", line.exercise) for line in routine.rows if line.exercise}
        needs[urls.entry("routine", slug)] = set().union(*(needs[part] for part in parts))
    kits = [kit for size in range(4) for kit in itertools.combinations(_owned(catalogue), size)]
    places = browse.run("() => Array.from({length: pages.size}, (_, page) => pages.url(page).slice(root.length))")
    shown = browse.run("kits => kits.map(kit => [...choose({kit}).result()])", [kit or [NO_KIT] for kit in kits])
    wrong = [
        (kit, found ^ possible)
        for kit, pages in zip(kits, shown, strict=True)
        if (found := {places[page] for page in pages}) != (possible := {url for url, need in needs.items() if need <= {*kit}})
    ]
    assert wrong[:5] == []
    assert len(kits) > 1000
    assert len({len(pages) for pages in shown}) > 20, "hardly any kit makes a difference"


def test_one_of_two_things_needed_is_not_enough(browse: Browse, catalogue: Catalogue) -> None:
    squat = urls.entry("exercise", "barbell-back-squat")
    assert set(catalogue.exercises["barbell-back-squat"].equipment.required) == {"barbell", "squat-rack"}
    barbell, rack, both = browse.results({"kit": ["barbell"]}, {"kit": ["squat-rack"]}, {"kit": ["barbell", "squat-rack"]})
    assert squat not in barbell and squat not in rack
    assert squat in both


def test_owning_more_takes_nothing_away(browse: Browse, catalogue: Catalogue) -> None:
    nothing, step, all_of_it = browse.results({"kit": [NO_KIT]}, {"kit": ["step"]}, {"kit": _owned(catalogue)})
    assert nothing < step < all_of_it
    assert _exercises(all_of_it) == _where(catalogue, lambda _: True)


# Muscles


def test_a_muscle_is_found_in_any_role_or_only_where_it_comes_first(browse: Browse, catalogue: Catalogue) -> None:
    for muscle in catalogue.muscles:
        any_role, first = browse.results({"muscle": [muscle]}, {"muscle": [muscle], "role": ["primary"]})
        primary = _where(catalogue, lambda e, m=muscle: m in e.muscles.primary)
        secondary = _where(catalogue, lambda e, m=muscle: m in e.muscles.secondary)
        assert _exercises(first) == primary, muscle
        assert _exercises(any_role) == primary | secondary, muscle


def test_a_group_is_all_its_muscles(browse: Browse, catalogue: Catalogue) -> None:
    groups: dict[str, list[str]] = {}
    for slug, muscle in catalogue.muscles.items():
        groups.setdefault(slug_of(muscle.group), []).append(slug)
    for group, muscles in groups.items():
        by_group, by_muscles = browse.results({"group": [group]}, {"muscle": muscles})
        assert by_group == by_muscles, group
        assert _exercises(by_group), group


def test_a_muscle_role_without_a_muscle_filters_nothing(browse: Browse) -> None:
    everything, primary = browse.results({}, {"role": ["primary"]})
    assert everything == primary


# What hurts


def test_what_is_fine_or_to_be_changed_under_a_complaint_is_left(browse: Browse, judged: Judgments) -> None:
    """What nobody has judged is left out like what the complaint forbids."""
    for complaint in judged.by_care:
        assert _exercises(browse.result(care=[complaint])) == _judged(judged, complaint, *_LEFT), complaint


def test_verdicts_are_those_of_the_build(browse: Browse, judged: Judgments) -> None:
    names = {
        "fine": Verdict.FINE, "modify": Verdict.MODIFY, "avoid": Verdict.AVOID, "unjudged": Verdict.NOT_JUDGED,
    }  # fmt: skip
    for complaint in judged.by_care:
        found = browse.run(
            """care => Object.fromEntries(Object.entries(choose({care: [care]}).verdicts())
                .map(([name, set]) => [name, addresses(set)]))""",
            complaint,
        )
        for name, verdict in names.items():
            assert _exercises(set(found[name])) == _judged(judged, complaint, verdict), (complaint, name)


def test_what_is_withheld_can_be_asked_for(browse: Browse, judged: Judgments) -> None:
    found, withheld = browse.run(
        """() => {
            const choice = new Choice(pages, new Map([["care", ["achilles-pain"]], ["kind", ["exercise"]]]), null, {withheld: true})
            return [addresses(choice.result()), Object.values(choice.withheld()).flatMap(addresses)]
        }"""
    )
    assert set(found) == _judged(judged, "achilles-pain", *Verdict)
    assert set(withheld) == _judged(judged, "achilles-pain", Verdict.AVOID, Verdict.NOT_JUDGED)
    assert set(withheld)


def test_under_two_complaints_all_is_as_bad_as_under_the_worse(browse: Browse) -> None:
    one, other, both = browse.results(
        {"care": ["achilles-pain"]}, {"care": ["knee-front-pain"]}, {"care": ["achilles-pain", "knee-front-pain"]}
    )
    assert both == one & other
    assert both < one and both < other


def test_a_routine_with_one_exercise_to_avoid_is_taken_out(browse: Browse, judged: Judgments, routines: Routines) -> None:
    """So is one with an exercise that nobody has judged; one that was made for the complaint stays."""
    for complaint in ("knee-front-pain", "calf-strain", "pregnancy"):
        found = browse.result(care=[complaint], kind=["routine"])
        sound = {
            urls.entry("routine", slug)
            for slug, routine in routines.by_slug.items()
            if complaint in routine.recipe.leave_out
            or judged.all_of(complaint, [line.exercise for line in routine.rows if line.exercise]) in _LEFT
        }
        assert found == sound, complaint
        assert 0 < len(sound) < len(routines.by_slug)


# The other facets


PLAIN: dict[str, Callable[[Exercise], str]] = {
    "level": lambda e: e.level,
    "pattern": lambda e: e.pattern,
    "impact": lambda e: str(e.impact),
    "sort": lambda e: e.kind,
    "sides": lambda e: e.laterality,
}


@pytest.mark.parametrize("facet", PLAIN)
def test_a_plain_facet_takes_any_of_its_values(facet: str, browse: Browse, catalogue: Catalogue) -> None:
    get = PLAIN[facet]
    values = sorted({get(exercise) for exercise in catalogue.exercises.values()})
    for chosen in (*([value] for value in values), values[:2], values):
        assert _exercises(browse.result(**{facet: chosen})) == _where(catalogue, lambda e, c=chosen: get(e) in c), chosen


def test_kinds_of_page(browse: Browse, built: BuiltSite) -> None:
    everything, exercises, both = browse.results({}, {"kind": ["exercise"]}, {"kind": ["muscle", "care"]})
    assert everything == set(built.pages) - {"404.html"}
    assert exercises == _exercises(set(built.pages))
    assert both == {url for url in built.pages if url.startswith(("muscles/", "care/")) and url.count("/") == 2}


def test_facets_narrow_each_other(browse: Browse, catalogue: Catalogue, judged: Judgments) -> None:
    found = browse.result(
        muscle=["hamstrings"], kit=["stability-ball"], level=["beginner", "intermediate"], care=["hamstring-strain"]
    )
    given = {slug for slug, tool in catalogue.equipment.items() if tool.given}
    expected = _where(
        catalogue,
        lambda e: (
            "hamstrings" in (*e.muscles.primary, *e.muscles.secondary)
            and set(e.equipment.required) - given <= {"stability-ball"}
            and e.level in ("beginner", "intermediate")
            and judged.of("hamstring-strain", e.slug).verdict in _LEFT
        ),
    )
    assert _exercises(found) == expected
    assert expected


@pytest.mark.parametrize(
    "facet", ["muscle", "group", "kit", "level", "pattern", "sort", "impact", "sides", "kind", "care", "role"]
)
def test_a_value_that_is_not_there_breaks_nothing(facet: str, browse: Browse) -> None:
    """Addresses are shared, and slugs that they hold may not be in this catalogue."""
    assert browse.result(**{facet: ["no-such-thing"]}) <= browse.result()


# Counts


CHOICES: list[Values] = [
    {},
    {"muscle": ["soleus"]},
    {"muscle": ["soleus", "hamstrings"], "role": ["primary"]},
    {"group": ["glutes"], "level": ["beginner"]},
    {"kit": ["step", "dumbbells"], "care": ["achilles-pain"]},
    {"kit": [NO_KIT], "impact": ["0"], "kind": ["exercise", "routine"]},
    {"pattern": ["squat"], "sides": ["unilateral"], "sort": ["strength"]},
    {"level": ["advanced"], "impact": ["0"], "muscle": ["toe-extensors"]},
]


@pytest.mark.parametrize("values", CHOICES, ids=lambda values: "+".join(values) or "nothing")
def test_counts_are_what_choosing_gives(values: Values, browse: Browse) -> None:
    """What a box counts: the pages if it is the one of its facet that is chosen, those of other facets left as they are.

    What one owns and what hurts add up; a role narrows the muscles chosen.
    """
    wrong = browse.run(
        """values => {
            const choice = choose(values)
            const of = facet => facet === "group" ? Object.keys(pages.names.group) : facet === "kind" ? pages.kinds.map(k => k.name)
                : facet === "role" ? ["primary"] : facet === "muscle" ? Object.keys(pages.names.muscle)
                : facet === "kit" ? [...pages.columns.kit.ids, "none"] : pages.columns[facet === "care" ? "avoid" : facet].ids
            const wrong = []
            for (const facet of ["muscle", "group", "role", "kit", "level", "care", "pattern", "impact", "sort", "sides", "kind"]) {
                const counts = choice.counts(facet, of(facet))
                for (const value of of(facet)) {
                    let next
                    if (["kit", "care", "role"].includes(facet)) next = choice.of(facet).includes(value) ? choice : choice.toggled(facet, value)
                    else if (["muscle", "group"].includes(facet)) next = choice.without("muscle").without("group").toggled(facet, value)
                    else next = choice.without(facet).toggled(facet, value)
                    const count = [...next.result()].length
                    if (count !== counts.get(value)) wrong.push([facet, value, count, counts.get(value)])
                }
            }
            return wrong
        }""",
        values,
    )
    assert wrong == []


def test_words_typed_narrow_the_counts_too(browse: Browse) -> None:
    counts, all_counts = browse.run(
        """() => {
            const text = pages.ofKind.get("exercise")
            const values = pages.kinds.map(kind => kind.name)
            return [choose({}, text), choose({})].map(choice => Object.fromEntries(choice.counts("kind", values)))
        }"""
    )
    assert {kind for kind, count in counts.items() if count} == {"exercise"}
    assert counts["exercise"] == all_counts["exercise"] > 0
    assert sum(all_counts.values()) > counts["exercise"]


# Ways out of nothing


EMPTY: list[Values] = [
    {"level": ["beginner"], "impact": ["3"], "muscle": ["toe-extensors"]},
    {"kit": [NO_KIT], "pattern": ["knee-flexion"], "level": ["beginner"], "sides": ["alternating"]},
    {"kind": ["muscle"], "level": ["beginner"]},
    {"kind": ["source"], "level": ["beginner"], "impact": ["0"], "sort": ["stretch"], "care": ["achilles-pain"]},
]


@pytest.mark.parametrize("values", EMPTY, ids=lambda values: "+".join(values))
def test_an_empty_result_offers_the_fewest_choices_to_drop(values: Values, browse: Browse) -> None:
    """What each way drops leads to as many pages as it says; nothing less would do; the way to most pages comes first.

    What hurts is nothing to give up.
    """
    assert browse.result(**values) == set()
    ways = browse.run("values => choose(values).loosened()", values)
    assert ways
    fewest = len(ways[0]["drop"])
    assert {len(way["drop"]) for way in ways} == {fewest}
    assert [way["count"] for way in ways] == sorted((way["count"] for way in ways), reverse=True)
    left = browse.results(*(_dropped(values, way["drop"]) for way in ways))
    assert [len(found) for found in left] == [way["count"] for way in ways]
    given = [{"facet": facet, "value": value} for facet, chosen in values.items() for value in chosen if facet != "care"]
    fewer = [_dropped(values, drop) for drop in itertools.combinations(given, fewest - 1)]
    assert browse.results(*fewer) == [set() for _ in fewer]


def _dropped(values: Values, drop: Any) -> Values:
    gone = {(one["facet"], one["value"]) for one in drop}
    return {facet: [v for v in chosen if (facet, v) not in gone] for facet, chosen in values.items()}


def test_words_that_nothing_answers_can_be_given_up(browse: Browse) -> None:
    ways = browse.run("() => choose({level: ['beginner']}, pages.columns.level.none).loosened()")
    assert [way["drop"] for way in ways] == [[{"facet": "q", "value": ""}]]


def test_without_choices_there_is_nothing_to_drop(browse: Browse) -> None:
    assert browse.run("() => [choose({}).given(), choose({}).loosened()]") == [[], []]


# Sets of bits


def test_sets_of_any_size_count_and_list_what_is_in_them(browse: Browse) -> None:
    wrong = browse.run(
        """async () => {
            const {Bits, union} = await load("bits")
            const wrong = []
            for (const size of [1, 31, 32, 33, 64, 100]) {
                const all = new Bits(size, true), some = new Bits(size)
                const places = Array.from({length: size}, (_, i) => i).filter(i => i % 3 === 0 || i === size - 1)
                places.forEach(place => some.add(place))
                const rest = all.without(some)
                const same = (bits, wanted) => JSON.stringify([...bits]) === JSON.stringify(wanted) && bits.count() === wanted.length
                const others = Array.from({length: size}, (_, i) => i).filter(i => !places.includes(i))
                if (!same(all, [...places, ...others].sort((a, b) => a - b))) wrong.push([size, "all"])
                if (!same(some, places)) wrong.push([size, "some"])
                if (!same(rest, others)) wrong.push([size, "rest"])
                if (!same(union(size, [some, rest]), [...all])) wrong.push([size, "union"])
                if (!same(some.and(rest), [])) wrong.push([size, "and"])
                if (places.some(place => !some.has(place)) || others.some(place => some.has(place))) wrong.push([size, "has"])
                if (new Bits(size, true).remove(size - 1).has(size - 1)) wrong.push([size, "remove"])
            }
            return wrong
        }"""
    )
    assert wrong == []
