"""Pages before any site generator gets them: their bodies and words, and text that must not become markup.

After a change of a template: `pytest tests/test_pages.py --bless`, and read the difference of `tests/golden/` as a runner would.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

import markup
from built import BuiltSite, text_of
from legwork import site
from legwork.catalogue import content, urls
from legwork.catalogue.content import Content
from legwork.catalogue.lookups import NO_KIT
from legwork.catalogue.models import Dose, Source
from legwork.pages import bibtex, render, words
from legwork.pages.page import Page
from legwork.pages.views import equipment, matrix
from legwork.pages.views.site import Site, kit_words
from legwork.routines import clock
from legwork.routines.solve_all import solve_all
from overlays import copy_of_mini
from project import make_project
from rendering import first_page
from samples import exercise

GOLDEN = Path(__file__).resolve().parent / "golden"

SHOWN = (
    urls.HOME,
    urls.index("exercise"),
    urls.entry("exercise", "squat"),
    urls.entry("exercise", "line-hop"),
    urls.index("muscle"),
    urls.entry("muscle", "soleus"),
    urls.index("equipment"),
    urls.entry("equipment", "dumbbells"),
    urls.no_kit(),
    urls.index("pattern"),
    urls.entry("pattern", "squat"),
    urls.index("care"),
    urls.entry("care", "sore-achilles"),
    urls.entry("care", "sore-knee"),
    urls.index("source"),
    urls.entry("source", "nunez2019"),
    urls.UNKNOWN,
    urls.MATRIX,
    urls.FINDER,
    urls.API,
)
"""A page of each kind, and two exercises: one with every field, and one with hardly any."""


@pytest.fixture(scope="session")
def pages(mini: Content) -> dict[str, Page]:
    """Every page of the miniature by its address."""
    return {page.url: page for page in site.pages(Site.of(mini, solve_all(mini.catalogue)))}


def _site(found: Content) -> Site:
    return Site.of(found, solve_all(found.catalogue))


# Golden pages


_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
"""Pictures are left out: they have tests of their own, and nobody reads their paths."""


def _golden(url: str) -> Path:
    return GOLDEN / f"{url.strip('/') or 'index'}.html"


@pytest.mark.parametrize("url", SHOWN)
def test_golden(url: str, pages: dict[str, Page], bless: bool) -> None:
    """The body of a page equals the approved one."""
    body = _PICTURE.sub("<svg></svg>", pages[url].body)
    if bless:
        _golden(url).parent.mkdir(parents=True, exist_ok=True)
        _golden(url).write_text(body, encoding="utf-8")
    assert body == _golden(url).read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_page() -> None:
    assert set(GOLDEN.rglob("*.html")) == {_golden(url) for url in SHOWN}


def test_every_kind_of_page_has_a_golden_file(pages: dict[str, Page]) -> None:
    """Routines and plans have tests of their own, and change with the solver; the page of rules changes with every rule."""
    shown = {(page.kind, page.url.count("/")) for url, page in pages.items() if url in SHOWN}
    assert {(page.kind, page.url.count("/")) for page in pages.values()} - shown <= {("routine", 2), ("plan", 2), ("checks", 1)}


# What all pages hold to


def test_bodies_are_valid_html(pages: dict[str, Page]) -> None:
    for page in pages.values():
        root = markup.fragment(page.body)
        assert len(list(root.iter("h1"))) == 1, page.url
        in_forms = {h for form in root.iter("form") for h in form.iter("h2")}
        headings = [
            (h.get("id"), text_of(h).removesuffix(" ".join(text_of(n) for n in h.iter("span"))).strip())
            for h in root.iter("h2")
            if h not in in_forms
        ]
        assert [(h.id, h.title) for h in page.toc] == headings, page.url


def test_titles_descriptions_and_search_entries_are_plain_text(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for text in (page.title, page.description, page.search.title, *page.search.names, *page.search.also):
            assert text, page.url
        for text in (page.title, page.description, page.search.text, *page.search.names, *page.search.also):
            assert not re.search(r"\]\(|\*\w|&\w+;|<\w", text), (page.url, text)
            assert text == " ".join(text.split()), (page.url, text)
        assert len(page.description) <= 160, page.url


def test_missing_fields_leave_no_empty_elements(pages: dict[str, Page]) -> None:
    """An entry without a field has no heading, no label and no empty list for it."""
    for page in (page for page in pages.values() if page.kind not in ("routine", "plan")):
        root = markup.fragment(page.body)
        filled = {part for part in root.iter() if "data-part" in part.attrib}  # by the finder's script
        filled |= {inner for part in filled if part.tag == "template" for inner in part.iter()}
        for element in set(root.iter()) - filled:
            if element.tag in ("h2", "h3", "p", "li", "dd", "dt", "a", "td") and not list(element):
                kept = element.tag == "td" or element.get("class") == "lw-rows__more"  # cells of a grid
                assert text_of(element) or kept, (page.url, tostring(element))
            if element.tag in ("ul", "ol", "dl", "nav", "tbody"):
                assert list(element), (page.url, tostring(element))
        assert "None" not in re.sub(r">None</a>", "", page.body), page.url


def test_an_exercise_with_few_fields_has_few_sections(pages: dict[str, Page]) -> None:
    ids = {heading.id for heading in pages[urls.entry("exercise", "line-hop")].toc}
    assert ids == {"dose", "steps", "cautions", "ladder", "why", "sources"} | ({"alternatives"} & ids)
    assert "Also called" in pages[urls.entry("exercise", "squat")].body
    assert "Also called" not in pages[urls.entry("exercise", "single-leg-squat")].body


# Text stays text


ODD = """R&D "fast" 'n <3 usually easy > hard"""
"""Text that the checks allow."""
EVIL = """x"><script>a(1)</script><img onerror=a(1)>'"""
"""Text that the checks forbid. Pages must be safe without them."""
MARKS = {
    "catalogue/exercises/squat.yml": [
        "name: Squat", "aliases: [demi-plié, air squat]", "summary: The *basic* bend of hips and knees, for thighs that last.",
        "text: Clear a square meter & put your weights beside it.", "- Stand with your feet hip-width apart.",
        "Heels stay 'glued'", "fault: Heels lift.", "fix: Push them **out** over the little toes.", "text: Go half as deep.",
        "note: Light weights.", "when: Three sets of 15 without a wobble.", "claim: They usually need no kit.",
    ],
    "catalogue/muscles.yml": ["name: Quadriceps", "group: Quads", "role: Straightens the knee and brakes it on landing."],
    "catalogue/equipment.yml": ["name: Dumbbells", "two full bottles", "aliases: [hand weights]"],
    "catalogue/patterns.yml": ["name: Leg swing", "summary: A loose leg swings from the hip."],
    "catalogue/care.yml": ["name: My knee is sore", "advice: Bend it less; hold instead of moving.", "- The knee is swollen."],
    "catalogue/sources.yml": [
        "title: The Runner's Handbook", "container-title: Journal of Examples", "note: The page bears no date.",
        "finding: Twelve weeks of squats made 20 runners stronger; their 5 km times did not change.", "family: O'Hara",
        "limits: A small group of men < 40 years.",
    ],
}  # fmt: skip
"""The place of each kind of text in the miniature. It is replaced by text that tries to become markup."""


def _replace_texts(folder: Path, text: str) -> int:
    """Replace every marked text by `text` with a number, and return how many there are."""
    number = 0
    for path, lines in MARKS.items():
        file = folder / path
        written = file.read_text(encoding="utf-8")
        for line in lines:
            assert written.count(line) == 1, f"{path}: {line!r} stands there {written.count(line)} times"
            number += 1
            written = written.replace(line, _yaml(line, f"{text} {number}§"))
        file.write_text(written, encoding="utf-8")
    return number


def _yaml(line: str, text: str) -> str:
    """Return the line with `text`, quoted, as its value, or as the only item of its list."""
    quoted = json.dumps(text, ensure_ascii=False)
    key, colon, value = line.partition(": ")
    if colon:
        return f"{key}: [{quoted}]" if value.startswith("[") else f"{key}: {quoted}"
    return f"- {quoted}" if line.startswith("- ") else quoted if line == "two full bottles" else quoted[1:-1]


def test_markup_in_any_text_is_shown_as_text(tmp_path: Path) -> None:
    """No element and no attribute comes from the catalogue, not even from text that the checks would refuse."""
    folder = copy_of_mini(tmp_path)
    number = _replace_texts(folder, EVIL)
    found = content.read(folder / "catalogue", folder / "docs", root=folder)
    assert sum("holds HTML" in problem.message for problem in found.problems) >= number
    seen = set()
    for page in site.pages(Site.of(found, solve_all(found.catalogue))):
        root = markup.fragment(page.body)
        for element in root.iter():
            assert element.tag not in ("script", "iframe"), page.url
            assert element.tag != "img" or (page.url == urls.FINDER and element.get("loading") == "lazy"), page.url
            assert not [name for name in element.attrib if name.startswith("on")], (page.url, element.attrib)
            assert not str(element.get("href")).startswith("javascript:"), page.url
        seen |= {int(n) for n in re.findall(r"a\(1\)>' (\d+)§", text_of(root))}
    assert seen == set(range(1, number + 1)), "some texts are not shown at all"


@pytest.mark.slow
def test_odd_but_allowed_text_survives_the_whole_build(tmp_path: Path) -> None:
    """Quotes, ampersands and angle brackets, from the heading to the page's description and the data."""
    project = make_project(tmp_path)
    number = _replace_texts(project.folder, ODD)
    done = project.build()
    assert done.returncode == 0, done.stderr
    built = BuiltSite.read(project.site)
    assert [error for page in built.pages.values() for error in page.errors] == []
    squat = built.pages["exercises/squat/"]
    name = f"{ODD} 1§"
    assert text_of(squat.all("h1")[0]) == name
    assert text_of(squat.head("title")[0]).startswith(name)
    assert squat.meta("description") == f"{ODD} 3§"
    shown = " ".join(text_of(page.root) for page in built.pages.values())
    assert {n for n in range(1, number + 1) if f"{ODD} {n}§" in shown} == set(range(1, number + 1))
    assert name in _columns(built)["title"]
    (record,) = [
        r for r in json.loads((built.folder / "api/exercises.json").read_text(encoding="utf-8")) if r["slug"] == "squat"
    ]
    assert (record["name"], record["summary"]) == (name, f"{ODD} 3§")


def _columns(built: BuiltSite) -> dict[str, Any]:
    """The search's columns."""
    manifest = json.loads((built.folder / "search/manifest.json").read_text(encoding="utf-8"))
    columns: dict[str, Any] = manifest["pages"]
    return columns


# Equipment: all that an exercise needs


def _catalogue_of(tmp_path: Path, required: str) -> Content:
    """The miniature, with other equipment for its squat."""
    folder = copy_of_mini(tmp_path)
    file = folder / "catalogue/exercises/squat.yml"
    written = (
        file.read_text(encoding="utf-8")
        .replace("required: []", f"required: [{required}]")
        .replace("optional: [dumbbells]", "optional: []")
    )
    file.write_text(written, encoding="utf-8")
    return content.read(folder / "catalogue", folder / "docs", root=folder)


def _cells(found: Content) -> dict[str, set[str]]:
    """Return the cells of the matrix, with the exercises behind each."""
    root = markup.fragment(first_page(matrix.matrix_page(_site(found))).body)
    return {
        section.get("id", ""): {(a.get("href") or "").split("/")[-2] for li in section.iter("li") for a in li.iter("a")}
        for section in root.iter("section")
    }


@pytest.mark.parametrize(
    ("required", "listed_under"),
    [
        ("", {NO_KIT}),
        ("wall", {NO_KIT}),
        ("step", {"step"}),
        ("step, dumbbells", {"step", "dumbbells"}),
        ("step, wall", {"step"}),
    ],
)
def test_an_exercise_is_listed_under_everything_it_needs(required: str, listed_under: set[str], tmp_path: Path) -> None:
    """An exercise with two pieces is listed under both; one with only given pieces, or none, under no kit; one with an owned piece never there."""
    cells = _cells(_catalogue_of(tmp_path, required))
    assert {cell.partition("--")[2] for cell, slugs in cells.items() if "squat" in slugs} == listed_under
    assert {cell.partition("--")[0] for cell, slugs in cells.items() if "squat" in slugs} == {
        "quadriceps",
        "gluteus-maximus",
        "soleus",
    }


def test_given_equipment_has_no_column(mini: Content) -> None:
    assert not [cell for cell in _cells(mini) if cell.endswith("--wall")]


def test_the_no_kit_page_lists_exercises_without_owned_equipment(tmp_path: Path) -> None:
    for required, listed in (("", True), ("wall", True), ("step", False), ("wall, step", False)):
        found = _catalogue_of(tmp_path / (required or "nothing"), required)
        assert ("exercises/squat/" in first_page(equipment.no_kit_page(_site(found))).body) is listed, required


def test_kit_is_put_into_a_few_words(tmp_path: Path) -> None:
    for required, said in (("", "No kit"), ("step", "Step"), ("step, dumbbells", "Step + dumbbells")):
        found = _catalogue_of(tmp_path / (required or "nothing"), required)
        assert kit_words(found.catalogue, found.catalogue.exercises["squat"]) == said


# Words


@pytest.mark.parametrize(("pair", "said"), [((8, 12), "8–12"), ((10, 10), "10"), ((0, 0), "0")])
def test_spans(pair: tuple[int, int], said: str) -> None:
    assert words.span(pair) == said


def _dose(**fields: Any) -> Dose:
    return Dose.model_validate(fields)


@pytest.mark.parametrize(
    ("laterality", "dose", "said"),
    [
        ("bilateral", {"reps": (8, 12)}, "8–12 reps"),
        ("bilateral", {"reps": 1}, "1 rep"),
        ("unilateral", {"reps": 8}, "8 reps per side"),
        ("alternating", {"reps": 8}, "8 reps per side"),
        ("alternating", {"reps": 8, "per": "total"}, "8 reps"),
        ("bilateral", {"hold": (20, 30)}, "20–30 s hold"),
        ("unilateral", {"hold": 30}, "30 s hold per side"),
        ("bilateral", {"distance": (20, 40)}, "20–40 m"),
        ("bilateral", {"duration": 30}, "30 s"),
        ("bilateral", {"reps": (5, 6), "duration": (20, 40)}, "5–6 × 20–40 s"),
    ],
)
def test_amounts_mention_sides_if_sides_count(laterality: str, dose: dict[str, Any], said: str) -> None:
    sample = exercise(laterality=laterality, doses={"beginner": dose})
    assert sample.doses.beginner
    assert words.amount(sample, sample.doses.beginner) == said


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((60, 60), "1 min"),
        ((95, 220), "1½–3½ min"),
        ((10, 20), "½ min"),
        ((30, 44), "½ min"),
        ((46, 90), "1–1½ min"),
        ((0, 0), "½ min"),
        ((570, 640), "9½–11 min"),
        ((600, 600), "10 min"),
        ((599, 3600), "10–60 min"),
    ],
)
def test_minutes_are_rounded_to_halves_below_ten(pair: tuple[int, int], said: str) -> None:
    assert words.minutes(pair) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ("3-0-1-0", "3 s down, 1 s up"),
        ("3-1-2-4", "3 s down, 1 s pause, 2 s up, 4 s hold"),
        ("0-0-1-0", "1 s up"),
        (None, ""),
    ],
)
def test_tempo_in_words(numbers: str | None, said: str) -> None:
    assert words.tempo(_dose(reps=10, tempo=numbers)) == said


@pytest.mark.parametrize(("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_in_words(parts: list[str], said: str) -> None:
    assert words.join(parts) == said


def test_a_list_may_end_in_another_word() -> None:
    assert words.join(["a", "b", "c"], "or") == "a, b or c"


def _source(**fields: Any) -> Source:
    return Source.model_validate({"slug": "s", "type": "book", "title": "A title", "strength": "book", **fields})


BERG = {"family": "Berg", "given": "Anna L."}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"author": ({"family": "Blagrove"},), "issued": 2018}, "Blagrove 2018"),
        ({"author": ({"family": "Blagrove"}, BERG), "issued": 2018}, "Blagrove 2018"),
        ({"author": ({"literal": "Running Club"},)}, "Running Club"),
        ({"issued": 2015}, "A title 2015"),
        ({}, "A title"),
        ({"title": "Leg Workouts for Runners: A Very Long Strength Training Guide"}, "Leg Workouts for Runners: A Very Long …"),
    ],
)
def test_short_citations(fields: dict[str, Any], said: str) -> None:
    assert words.short_citation(_source(**fields)) == said


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (BERG, "Berg AL"),
        ({"family": "Meira", "given": "Erik-P. J."}, "Meira EPJ"),
        ({"family": "Dijk", "given": "Joost", "non-dropping-particle": "van"}, "van Dijk J"),
        ({"family": "Berg", "given": "A.", "suffix": "Jr."}, "Berg A Jr."),
        ({"family": "Kim"}, "Kim"),
        ({"literal": "Running Club"}, "Running Club"),
    ],
)
def test_people_have_the_form_of_a_reference_list(person: dict[str, str], said: str) -> None:
    assert words.people(_source(author=(person,)).author) == said
    assert words.people(_source(author=(person, BERG)).author) == f"{said}, Berg AL"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"container-title": "Sports Medicine", "issued": 2018, "volume": 48, "issue": 5, "page": "1117-1149"},
            "Sports Medicine. 2018;48(5):1117-1149.",
        ),
        ({"container-title": "J", "issued": 2018, "issue": 5, "number": "e7"}, "J. 2018;(5):e7."),
        ({"container-title": "J", "volume": 48}, "J. 48."),
        ({"editor": (BERG,), "publisher": "Press", "edition": 2, "issued": 2015}, "In: Berg AL, ed. 2nd ed. Press; 2015."),
        ({"editor": (BERG, BERG), "edition": 12, "publisher": "Press"}, "In: Berg AL, Berg AL, eds. 12th ed. Press."),
        ({"edition": "revised"}, "revised ed."),
        ({"publisher": "Press"}, "Press."),
        ({}, ""),
    ],
)
def test_references(fields: dict[str, Any], said: str) -> None:
    assert words.reference(_source(**fields)) == said


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "@book{s,"),
        ({"type": "chapter", "container-title": "B"}, "  booktitle = {B}"),
        ({"type": "webpage", "container-title": "Site"}, "  howpublished = {Site}"),
        ({"type": "thesis", "publisher": "A University"}, "  school = {A University}"),
        ({"type": "report", "number": 7}, "  number = {7}"),
        ({"type": "article-journal", "number": "e7", "issue": 2}, "  pages = {e7}"),
        ({"page": "101-110"}, "  pages = {101--110}"),
        ({"page": "CPG1-CPG95"}, "  pages = {CPG1--CPG95}"),
        ({"title": "50% of {runners} & C_1"}, "  title = {{50\\% of runners \\& C\\_1}}"),
        ({"author": (BERG, {"literal": "Club & Co"})}, "  author = {Berg, Anna L. and {Club \\& Co}}"),
        (
            {"author": ({"family": "Dijk", "given": "J.", "non-dropping-particle": "van", "suffix": "Jr."},)},
            "  author = {van Dijk, Jr., J.}",
        ),
        ({"URL": "https://example.org/{a}_b"}, "  url = {https://example.org/%7Ba%7D_b}"),
    ],
    ids=str,
)
def test_bibtex(fields: dict[str, Any], line: str) -> None:
    written = bibtex.entry(_source(**fields))
    assert line in [one.removesuffix(",") if one.startswith(" ") else one for one in written.split("\n")]
    assert written.count("{") == written.count("}")


# The dose table's figures, worked out by hand


def test_the_time_of_a_dose_is_correct(mini: Content) -> None:
    """Squat, beginner: 20 s of set-up, 2 sets of 8 to 12 reps of 4 s, one rest of 45 to 60 s: 129 to 176 s."""
    squat = mini.catalogue.exercises["squat"]
    assert squat.doses.beginner
    assert clock.span(squat, squat.doses.beginner) == (20 + 2 * 8 * 4 + 45, 20 + 2 * 12 * 4 + 60)
    assert words.minutes((129, 176)) == "2–3 min"


# Addresses


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "index.md"),
        ("matrix/", "matrix/index.md"),
        ("exercises/", "exercises/index.md"),
        ("exercises/squat/", "exercises/squat.md"),
    ],
)
def test_addresses_become_file_paths(url: str, file: str) -> None:
    assert urls.source_uri(url) == file


@pytest.mark.parametrize(
    ("page", "root"), [("", "./"), ("exercises/", "../"), ("exercises/squat/", "../../"), ("guides/one-guide/", "../../")]
)
def test_links_are_relative(page: str, root: str) -> None:
    to = urls.Links.of(page)
    assert to.entry("muscle", "soleus") == f"{root}muscles/soleus/"
    assert to.index("care") == f"{root}care/"
    assert to.resolve("exercise:squat") == f"{root}exercises/squat/"
    assert to.resolve("/guides/one-guide/#jumps") == f"{root}guides/one-guide/#jumps"
    assert to.resolve("source:convention") == f"{root}sources/#convention"
    assert to.resolve("https://example.org/a?b=c") == "https://example.org/a?b=c"


# Templates


def test_a_missing_value_is_an_error_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html.j2").write_text("<h1>{{ view.name }}</h1>\n{{ view.nothing.at_all }}\n")
    environment = render._environment(render.Templates.read().version)
    monkeypatch.setattr(environment, "loader", render.FileSystemLoader(tmp_path))
    monkeypatch.setattr(environment, "cache", None)
    with pytest.raises(Exception, match="nothing") as caught:
        render.Templates.read().fill("page.html.j2", "", {"name": "x"}, {})
    assert render.failing_line(caught.value) == f"{tmp_path / 'page.html.j2'}:2"


def test_an_error_outside_templates_has_no_file_and_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 / 0
    assert render.failing_line(caught.value) is None


def test_headings_become_the_table_of_contents() -> None:
    body = '<h1>A</h1>\n<h2 id="a">One &amp; <em>two</em> <span class="lw-count">3</span></h2><h2>No id</h2><h2 id="b">B</h2>'
    assert [(h.id, h.title) for h in render.headings(body)] == [("a", "One & two"), ("b", "B")]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Short.", "Short."),
        ("a" * 160, "a" * 160),
        ("word " * 40, ("word " * 31).strip() + "…"),
        ("*Emphasis* and [a link](muscle:soleus).", "Emphasis and a link."),
    ],
)
def test_descriptions_are_cut_at_a_word(text: str, cut: str) -> None:
    assert render._cut(text) == cut
