"""What a query says of complaints and facets: phrases held against a plain search for them, and what a complaint then lets be seen.

Whoever types what hurts sees its page first, then what is fine, then what to change, marked; never what to leave out.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browsing import HeaderSearch, answers
from legwork.catalogue import urls
from legwork.catalogue.content import Content
from legwork.catalogue.judgments import Judgments, Verdict, judgments
from legwork.catalogue.models import Care
from legwork.routines.solve_all import Routines
from legwork.search.phrases import emergencies, phrases
from legwork.search.terms import SORE, terms

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
FIRST = 20
"""Results that are looked at."""
MARKS = {"modify": "Change it: see its cautions", "unjudged": "Not judged", "avoid": "Leave it out"}


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(server)
    yield opened
    context.close()


def _names(care: Care) -> tuple[str, ...]:
    return (care.name, *care.aliases, *care.finds)


# Phrases in a query


_FIND = """async ([root, data, queries]) => {
    const load = name => import(new URL(`assets/js/search/${name}.js`, root))
    const [{Phrases}, {terms}] = await Promise.all([load("said"), load("terms")])
    const phrases = new Phrases(data)
    return queries.map(query => {
        const asked = terms(query)
        const meant = asked.map(({word, term}) => phrases.vocabulary.has(word) ? [term, word] : [term])
        const unfinished = query.endsWith(" ") ? -1 : asked.length - 1
        return phrases.find(asked, meant, {unfinished, known: term => phrases.vocabulary.has(term)})
            .map(({key, start, end, asks}) => [key, start, end, asks ?? false])
    })
}"""
Found = list[list[Any]]
"""Each phrase found: the complaint, its first word and the one after its last, and whether it only asks."""


def _turned(phrase: str) -> str:
    """A phrase that ends with pain, beginning with it, and the other way round."""
    words = phrase.split(" ")
    if words[-1] == "pain":
        return " ".join(["pain", *words[:-1]])
    return " ".join([*words[1:], "pain"]) if words[0] == "pain" else phrase


def _plainly(query: str, owners: dict[str, tuple[str, bool]]) -> Found:
    """The phrases in a query by trying every run of words, the longest first, and of these the first."""
    words = terms(query)
    runs = sorted(itertools.combinations(range(len(words) + 1), 2), key=lambda run: (run[0] - run[1], run[0]))
    found: Found = []
    for start, end in runs:
        owner = owners.get(" ".join(words[start:end]))
        if owner and all(end <= other[1] or other[2] <= start for other in found):
            found.append([owner[0], start, end, owner[1]])
    return sorted(found, key=lambda one: one[1])


def test_phrases_are_found_as_a_plain_search_finds_them(page: Page, server: str, real: Content) -> None:
    """In queries made of phrases, of parts of them and of other words, in any order."""
    sets, asks = phrases(real.catalogue)
    owners: dict[str, tuple[str, bool]] = {}
    for asking, complaints in ((False, sets), (True, asks)):
        owners |= {phrase: (slug, asking) for slug, found in complaints.items() for phrase in found}
    for slug, found in sets.items():
        for phrase in found:
            owners.setdefault(_turned(phrase), (slug, False))
    owners = {phrase: owner for phrase, owner in owners.items() if " ".join(terms(phrase)) == phrase}
    chance = random.Random(7)
    known = sorted(owners)
    said_aloud = {
        word
        for words in ("no without low quiet only bodyweight left", "beginner intermediate advanced right both")
        for word in words.split()
    }
    loose = sorted({word for phrase in known for word in phrase.split(" ")} - said_aloud)
    queries = [f"{phrase} " for phrase in known]
    for _ in range(2000):
        parts = [chance.choice(known) if chance.random() < 0.5 else chance.choice(loose) for _ in range(chance.randint(1, 4))]
        queries.append(f"{' '.join(parts)} ")
    queries = [query for query in queries if said_aloud.isdisjoint(query.split())]
    got: list[Found] = page.evaluate(_FIND, [server, {"sets": sets, "asks": asks, "help": []}, queries])
    wrong = {
        query: (plain, found) for query, found in zip(queries, got, strict=True) if found != (plain := _plainly(query, owners))
    }
    assert len(queries) > 2500
    assert dict(itertools.islice(wrong.items(), 5)) == {}


_MADE_UP = {
    "sets": {
        "shin": ["shin splint", "tibia pain"], "achilles": ["achille pain", "achille tendinopathy"],
        "heel": ["achille heel pain", "plantar fasciiti"], "ill": ["reds"],
    },
    "asks": {"calf": ["soleus"]},
    "help": ["chest pain", "calf swelling pain"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("shin splints and a sore achilles ", ["shin", "achilles"]),
        ("sore achilles heel ", ["heel"]),  # pain may be named first, and the longest phrase wins
        ("painful left achilles ", ["achilles"]),
        ("achilles left pain ", ["achilles"]),
        ("soleus ", ["calf?"]),
        ("red ", []),
        ("reds ", ["ill"]),
        ("plantar fasc", ["heel"]),  # begun, and there is only one that begins so
        ("plantar fasc ", []),  # but a word that is ended is what it is
        ("fasciitis plantar", []),
        ("achilles t", ["achilles"]),
        ("achilles", []),  # two begin so
        ("achilles hu", ["achilles"]),
        ("planta", ["heel"]),
        ("plant", []),  # too short alone
        ("chest pain and shin splints ", ["help", "shin"]),
        ("the of", []),
        ("", []),
    ],
)
def test_phrases_in_a_query(query: str, found: list[str], page: Page, server: str) -> None:
    (got,) = page.evaluate(_FIND, [server, _MADE_UP, [query]])
    assert [f"{key}?" if asks else key for key, _, _, asks in got] == found


def test_every_word_for_pain_may_be_begun() -> None:
    assert {"hurting", "sore", "aching"} <= SORE


# What is shown


@pytest.fixture(scope="module")
def judged(real: Content) -> Judgments:
    return judgments(real.catalogue)


def _verdict(judged: Judgments, routines: Routines, care: str, url: str) -> Verdict | None:
    """What an exercise or a routine is under a complaint; None for other pages."""
    folder, _, slug = url.rstrip("/").partition("/")
    if folder == "exercises" and slug:
        return judged.of(care, slug).verdict
    if folder == "routines" and slug:
        routine = routines.by_slug[slug]
        made = care in routine.recipe.leave_out
        return Verdict.FINE if made else judged.all_of(care, [line.exercise for line in routine.rows if line.exercise])
    return None


def _wrong(judged: Judgments, routines: Routines, care: str, shown: list[tuple[str, str]]) -> list[str]:
    """What a runner with a complaint should not see so, of pages with their marks."""
    faults = [] if shown and shown[0][0] == urls.entry("care", care) else ["its page is not the first"]
    for url, mark in shown[:FIRST]:
        verdict = _verdict(judged, routines, care, url)
        if verdict in (Verdict.AVOID, Verdict.NOT_JUDGED):
            faults.append(f"{url} is shown: {verdict}")
        elif (verdict is Verdict.MODIFY) != (mark == "modify"):
            faults.append(f"{url} is marked {mark or 'in no way'}: {verdict}")
    return faults


def test_no_word_for_what_hurts_lists_what_to_leave_out(
    page: Page, real: Content, judged: Judgments, routines: Routines
) -> None:
    """All complaints by all that they are called. A word that is also a muscle's name asks; the page is among the first."""
    _, asks = phrases(real.catalogue)
    urgent = set(emergencies(real.catalogue))
    typed = [
        (slug, name)
        for slug, care in real.catalogue.care.items()
        for name in _names(care)
        if " ".join(terms(name)) not in urgent
    ]
    wrong = {}
    asking = set()
    for (slug, name), answer in zip(typed, answers(page, [name for _, name in typed], FIRST), strict=True):
        if answer.asks == [slug] and not answer.said:
            asking.add(" ".join(terms(name)))
            faults = [] if urls.entry("care", slug) in answer.shown[:3] else ["its page is not among the first"]
        else:
            faults = _wrong(judged, routines, slug, [(url, answer.marks.get(url, "")) for url in answer.shown])
            faults += [] if answer.said == [f"care {slug}"] else [f"says {answer.said}"]
        if faults:
            wrong[name] = faults
    assert len(typed) > 1000
    assert wrong == {}
    assert asking == {phrase for found in asks.values() for phrase in found}


def test_a_red_flag_in_the_query_shows_no_exercise(page: Page, real: Content) -> None:
    """The page of all such signs is the first, beside a complaint too."""
    words = [word for flag in real.catalogue.flags.values() for word in flag.finds]
    assert words
    for word, answer in zip(words, answers(page, words), strict=True):
        assert answer.first == [urls.index("flag")], word
        assert [
            url for url in answer.found if url.startswith(("exercises/", "routines/", "plans/")) and url.count("/") == 2
        ] == []
    (both,) = answers(page, ["calf strain chest pain"])
    assert both.first == [urls.index("flag"), urls.entry("care", "calf-strain")]
    assert [url for url in both.found if url.startswith(("exercises/", "routines/", "plans/")) and url.count("/") == 2] == []


def test_what_hurts_orders_what_is_shown(page: Page, routines: Routines) -> None:
    """Its page, sessions made for it, what is fine, what is to be changed, then whatever else the words find."""
    (answer,) = answers(page, ["calf strain"])
    made = [
        urls.entry("routine", slug) for slug, routine in routines.by_slug.items() if "calf-strain" in routine.recipe.leave_out
    ]
    assert answer.first == [urls.entry("care", "calf-strain")]
    assert sorted(answer.found[: len(made)]) == sorted(made)
    ranks = []
    for url in answer.found[len(made) :]:
        training = url.startswith(("exercises/", "routines/")) and url.count("/") == 2
        ranks.append(("modify" if url in answer.marks else "fine") if training else "other")
    assert ranks == sorted(ranks, key=["fine", "modify", "other"].index)
    assert set(ranks) == {"fine", "modify", "other"}
    assert not [url for url in answer.found if url.startswith("plans/")]


def test_the_rest_of_the_words_is_searched_among_what_is_left(page: Page) -> None:
    both, alone = answers(page, ["sore achilles squat", "sore achilles"])
    training = [url for url in both.found if url.startswith(("exercises/", "routines/"))]
    assert both.rest == ["squat"]
    assert urls.entry("exercise", "bodyweight-squat") in training[:3]
    assert set(training) < set(alone.found)


def test_words_that_nothing_left_has_are_given_up(page: Page) -> None:
    alone, unknown, unmet = answers(page, ["dvt", "dvt xyzzy", "calf strain depth jump hop skip"])
    assert unknown.missing == ["xyzzy"] and unknown.shown == alone.shown
    assert unmet.unmet and unmet.first == [urls.entry("care", "calf-strain")] and unmet.found


def test_with_two_complaints_an_exercise_must_be_left_by_both(page: Page, judged: Judgments, routines: Routines) -> None:
    (answer,) = answers(page, ["shin splints and sore achilles"])
    assert answer.first == [urls.entry("care", slug) for slug in ("shin-bone-pain", "achilles-pain")]
    for url in answer.found:
        verdicts = {_verdict(judged, routines, slug, url) for slug in ("shin-bone-pain", "achilles-pain")}
        assert not verdicts & {Verdict.AVOID, Verdict.NOT_JUDGED}, url
        assert (Verdict.MODIFY in verdicts) == (answer.marks.get(url) == "modify"), url


_BY_FINDER = """async queries => {
    const form = document.querySelector("[data-finder]")
    const shown = []
    for (const query of queries) {
        location.replace(`#q=${encodeURIComponent(query)}`)
        while (form.dataset.answered !== query) await new Promise(done => setTimeout(done))
        shown.push([...form.querySelectorAll(".lw-card")].map(card =>
            [card.querySelector("h3 a").pathname.slice(1), card.querySelector(".lw-card__mark").textContent]))
    }
    return shown
}"""
_BY_HEADER = """async queries => {
    const dialog = document.querySelector("dialog.lw-search"), box = dialog.querySelector("input")
    const shown = []
    for (const query of queries) {
        box.value = query
        box.dispatchEvent(new Event("input"))
        while (dialog.dataset.answered !== query) await new Promise(done => setTimeout(done))
        shown.push([...dialog.querySelectorAll("[role=option]")].map(option =>
            [option.pathname.slice(1), option.querySelector(".lw-search__mark")?.textContent ?? ""]))
    }
    return shown
}"""


@pytest.mark.parametrize("where", ["finder", "header"])
def test_cards_and_suggestions_show_no_more_and_are_marked(
    where: str, page: Page, server: str, real: Content, judged: Judgments, routines: Routines
) -> None:
    """Each complaint by its name and one other word for it, in the finder and in the box at the top."""
    typed = [(slug, name) for slug, care in real.catalogue.care.items() for name in (care.name, *care.aliases[:1])]
    page.goto(f"{server}{urls.FINDER}")
    if where == "header":
        HeaderSearch(page, f"{server}{urls.FINDER}")
    shown: list[list[tuple[str, str]]] = page.evaluate(
        _BY_FINDER if where == "finder" else _BY_HEADER, [name for _, name in typed]
    )
    marks = {text: mark for mark, full in MARKS.items() for text in (full, full.partition(":")[0])}
    wrong = {
        name: faults
        for (slug, name), cards in zip(typed, shown, strict=True)
        if (faults := _wrong(judged, routines, slug, [(url, marks.get(mark, mark)) for url, mark in cards]))
    }
    assert wrong == {}
    assert any(mark for cards in shown for _, mark in cards)


TYPED = {
    "calf strain": "calf-strain",
    "my achilles is sore": "achilles-pain",
    "achiles tendonitis": "achilles-pain",
    "plantar fasc": "plantar-heel-pain",
    "runner's knee squat": "knee-front-pain",
}


def test_typed_on_a_phone_into_the_box_at_the_top(
    page: Page, server: str, judged: Judgments, routines: Routines, real: Content
) -> None:
    search = HeaderSearch(page, server)
    for words, care in TYPED.items():
        search.ask(words)
        shown = search.options.evaluate_all(
            "options => options.map(o => [o.pathname.slice(1), o.querySelector('.lw-search__mark') ? 'modify' : ''])"
        )
        assert _wrong(judged, routines, care, [(url, mark) for url, mark in shown]) == [], words
        name = real.catalogue.care[care].name
        expect(search.dialog.get_by_role("button", name=f"Remove {name}")).to_be_in_viewport()
        expect(search.dialog.get_by_role("status")).to_contain_text(re.compile(r"Not shown: \d+ to leave out"))
        assert search.dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_typed_on_a_phone_into_the_finder(
    page: Page, server: str, judged: Judgments, routines: Routines, real: Content
) -> None:
    page.goto(f"{server}{urls.FINDER}")
    box = page.get_by_role("searchbox", name="Words")
    for words, care in TYPED.items():
        box.fill("")
        box.press_sequentially(words)
        expect(page.locator("[data-finder]")).to_have_attribute("data-answered", words)
        cards = page.locator("[data-finder] .lw-card")
        shown = cards.evaluate_all(
            "cards => cards.map(c => [c.querySelector('h3 a').pathname.slice(1), c.querySelector('.lw-card__mark').dataset.verdict])"
        )
        assert _wrong(judged, routines, care, [(url, mark) for url, mark in shown]) == [], words
        expect(page.get_by_role("button", name=f"Remove {real.catalogue.care[care].name}")).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


# What hurts is told to no host


def test_no_request_carries_what_hurts(browser: Browser, server: str) -> None:
    """Typed into either box, chosen, opened by an address of today or taken back: it stands in fragments alone."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))
    page.goto(f"{server}{urls.FINDER}#care=groin-pain&q=sore+achilles")
    expect(page.locator("[data-finder]")).to_have_attribute("data-answered", "sore achilles")
    page.get_by_role("button", name="Remove My Achilles is sore").click()
    expect(page.get_by_role("button", name="Remove My groin hurts")).to_be_visible()
    page.get_by_role("searchbox", name="Words").fill("calf strain")
    expect(page.locator("[data-finder]")).to_have_attribute("data-answered", "calf strain")
    page.get_by_role("searchbox", name="Words").press("Enter")
    page.locator("[data-part=first] a").last.click()
    page.wait_for_url("**/care/**")
    search = HeaderSearch(page, server)
    search.ask("calf strain xyzzy")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{urls.FINDER}#**")
    expect(page.locator("[data-finder]")).to_have_attribute("data-answered", "calf strain xyzzy")
    page.wait_for_load_state("networkidle")
    queries = [request.url for request in asked if urlsplit(request.url).query or request.post_data]
    words = re.compile("achilles|groin|strain|xyzzy")
    told = {text for request in asked for text in (urlsplit(request.url).path, request.headers.get("referer", ""))}
    context.close()
    assert queries == []
    assert {urlsplit(text).path for text in told if words.search(text)} == {"/care/calf-strain/"}  # the page that was opened


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("?care=calf-strain", "#care=calf-strain"),
        ("?q=wall+sit", "#q=wall+sit"),
        ("?muscle=soleus&care=calf-strain&q=raise&level=beginner", "?muscle=soleus&level=beginner#care=calf-strain&q=raise"),
    ],
)
def test_old_addresses_are_read_once_and_rewritten(old: str, today: str, page: Page, server: str) -> None:
    page.goto("about:blank")
    before = page.evaluate("history.length")
    page.goto(f"{server}{urls.FINDER}{old}")
    page.wait_for_url(f"{server}{urls.FINDER}{today}")
    assert page.evaluate("history.length") == before + 1
    expect(page.locator("[data-finder] [role=status]")).to_contain_text(re.compile(r"^[1-9]\d* results?"))
    state = parse_qs(urlsplit(page.url).fragment)
    assert page.get_by_role("searchbox", name="Words").input_value() == state.get("q", [""])[0]
    if "care" in state:
        expect(page.locator("input[name=care][value=calf-strain]")).to_be_checked()


def test_the_finder_is_open_when_a_link_chooses_what_hurts(page: Page, server: str) -> None:
    """And back and forward bring each state again."""
    page.goto(f"{server}{urls.FINDER}#q=squat")
    form = page.locator("[data-finder]")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chips).to_have_text(["“squat”"])
    page.evaluate(
        """() => { const link = document.createElement("a"); link.href = "#care=calf-strain"; document.body.append(link); link.click() }"""
    )
    expect(chips).to_have_text(["I have pulled my calf"])
    expect(form).to_have_attribute("data-answered", "")
    page.go_back()
    expect(chips).to_have_text(["“squat”"])
    page.go_forward()
    expect(chips).to_have_text(["I have pulled my calf"])
    page.evaluate("location.hash = '#found'")  # a place on the page is no state
    expect(chips).to_have_text(["I have pulled my calf"])
    page.wait_for_url(f"{server}{urls.FINDER}#care=calf-strain")


def test_the_box_at_the_top_leads_to_the_finder_that_is_open(page: Page, server: str) -> None:
    search = HeaderSearch(page, f"{server}{urls.FINDER}")
    search.ask("calf strain")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}{urls.FINDER}#q=calf+strain")
    expect(search.dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Remove I have pulled my calf")).to_be_visible()


# What is taken back, and what is shown on demand


def test_a_removed_complaint_is_searched_as_words_until_the_query_changes(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=calf+strain")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chips).to_have_text(["I have pulled my calf"])
    box = page.locator("input[name=care][value=calf-strain]")
    expect(box).to_be_checked()
    chips.first.click()
    expect(chips).to_have_text(["“calf strain”"])
    expect(box).not_to_be_checked()
    expect(page.locator("[data-part=first] li")).to_have_count(0)
    page.reload()
    expect(chips).to_have_text(["“calf strain”"])
    page.get_by_role("searchbox", name="Words").press("End")
    page.keyboard.type("s")
    expect(chips).to_have_text(["I have pulled my calf"])


def test_a_complaint_removed_in_the_header_box(page: Page, server: str) -> None:
    search = HeaderSearch(page, server)
    search.ask("calf strain squat")
    remove = search.dialog.get_by_role("button", name="Remove I have pulled my calf")
    remove.click()
    expect(remove).to_have_count(0)
    expect(search.box).to_be_focused()
    expect(search.dialog.locator(".lw-search__mark")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}{urls.FINDER}#q=calf+strain+squat&not=calf-strain")
    expect(page.get_by_role("list", name="Chosen").get_by_role("button")).to_have_text(["“calf strain squat”"])


def test_the_words_beside_a_complaint_have_a_chip_of_their_own(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=squats+for+my+calf+strain")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chips).to_have_text(["“squats”", "I have pulled my calf", "Clear all"])
    chips.first.click()
    expect(chips).to_have_text(["I have pulled my calf"])
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("calf strain")


def test_what_is_withheld_is_shown_on_demand_last_and_marked(page: Page, server: str, judged: Judgments) -> None:
    page.goto(f"{server}{urls.FINDER}?kind=exercise#care=calf-strain")
    note = page.locator("[data-part=care]")
    counts = judged.count("calf-strain")
    kept = f"Not shown: {counts[Verdict.AVOID]} to leave out"
    kept += f", {counts[Verdict.NOT_JUDGED]} that nobody has judged" if counts[Verdict.NOT_JUDGED] else ""
    expect(note).to_contain_text(kept)
    expect(note).to_contain_text(f"{counts[Verdict.MODIFY]} of those below want a change")
    before = counts[Verdict.FINE] + counts[Verdict.MODIFY]
    expect(page.locator("[data-part=count]")).to_have_text(f"{before} results")
    note.get_by_role("button", name="Show them").click()
    expect(page.locator("[data-part=count]")).to_have_text(f"{sum(counts.values())} results")
    cards = page.locator("[data-part=results] > li")
    expect(cards.nth(before).get_by_role("link")).to_be_focused()
    while page.locator("[data-part=more]").is_visible():
        page.locator("[data-part=more]").click()
    marks = cards.locator(".lw-card__mark").all_text_contents()
    assert set(marks[:before]) == {"", MARKS["modify"]}
    assert [marks.count(MARKS[name]) for name in ("modify", "unjudged", "avoid")] == [
        counts[verdict] for verdict in (Verdict.MODIFY, Verdict.NOT_JUDGED, Verdict.AVOID)
    ]
    note.get_by_role("button", name="Hide them").click()
    expect(page.locator("[data-part=count]")).to_have_text(f"{before} results")


def test_a_muscles_name_asks_whether_it_hurts(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=soleus")
    page.locator("[data-part=asks]").get_by_role("button", name="I have pulled my calf").click()
    expect(page.locator("input[name=care][value=calf-strain]")).to_be_checked()
    expect(page.locator("[data-part=asks]")).to_be_hidden()
    page.wait_for_url(f"{server}{urls.FINDER}#care=calf-strain&q=soleus")


def test_with_a_complaint_that_leaves_nothing_its_page_stands_there(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=dvt")
    expect(page.locator("[data-part=count]")).to_have_text("0 results")
    expect(page.locator("[data-part=first]").get_by_role("link")).to_have_attribute("href", f"{server}care/leg-blood-clot/")
    expect(page.locator("[data-part=nothing]")).to_contain_text("Read the page above")
    assert page.locator("[data-part=ways] button").all_inner_texts() == ["Clear everything"]


# Facets said aloud, and words that nobody knows


def test_a_facet_in_the_query_gets_a_chip_and_a_checkbox(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=beginner+squat+without+equipment")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    expect(chips).to_have_text(["“squat”", "No equipment", "Beginner", "Clear all"])
    box = page.locator("input[name=kit][value=none]")
    expect(box).to_be_checked()
    step = page.locator("input[name=kit][value=step]")
    step.evaluate("box => box.click()")  # to own something, after words that say one owns nothing
    expect(chips).to_have_text(["“squat without equipment”", "I have: step", "Beginner", "Clear all"])
    expect(box).not_to_be_checked()


def test_words_that_nobody_knows_are_named(page: Page, server: str) -> None:
    page.goto(f"{server}{urls.FINDER}#q=squat+xylophone")
    status = page.locator("[data-finder] [role=status]")
    expect(status).to_have_text(re.compile(r"^[1-9]\d* results?No page has “xylophone”; searched without it\.$"))
    search = HeaderSearch(page, server)
    search.ask("squat xylophone")
    expect(search.dialog.get_by_role("status")).to_have_text(
        re.compile(r"^[1-9]\d* pages\. No page has “xylophone”; searched without it$")
    )


# Order by muscle


def test_exercises_that_train_a_muscle_first_come_first(page: Page, server: str, real: Content) -> None:
    """And a card says where the muscle works along."""
    page.goto(f"{server}{urls.FINDER}?muscle=hamstrings&kind=exercise")
    expect(page.locator("[data-part=count]")).to_have_text(re.compile(r"^\d+ results$"))
    while page.locator("[data-part=more]").is_visible():
        page.locator("[data-part=more]").click()
    cards = page.locator("[data-part=results] > li").evaluate_all(
        "cards => cards.map(card => [card.querySelector('h3 a').pathname.split('/')[2], card.textContent.includes('also works hamstrings')])"
    )
    exercises = real.catalogue.exercises
    first = ["hamstrings" in exercises[slug].muscles.primary for slug, _ in cards]
    assert first == sorted(first, reverse=True)
    assert [along for _, along in cards] == [not trained for trained in first]
    levels = ("beginner", "intermediate", "advanced")
    for some in (True, False):
        rows = [
            (levels.index(exercises[slug].level), exercises[slug].name.casefold())
            for (slug, _), trained in zip(cards, first, strict=True)
            if trained is some
        ]
        assert len(rows) > 5 and rows == sorted(rows)
