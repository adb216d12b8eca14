"""Pictures on the built site: every exercise moves on its page, every muscle has its map, and lists show stills."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import BuiltPage, BuiltSite, classes, text_of
from legwork.catalogue import urls
from legwork.catalogue.catalogue import Catalogue
from legwork.catalogue.content import Content
from legwork.catalogue.models import Exercise
from legwork.figures import Drawing, musclemap
from legwork.figures.svg import SPRITE
from legwork.pages import pictures
from project import make_project

pytestmark = pytest.mark.slow

ADDRESS = "https://runner.example/legwork/"


@pytest.fixture(scope="module")
def catalogue(real: Content) -> Catalogue:
    return real.catalogue


def drawing(exercise: Exercise) -> Drawing:
    """Return the pictures of an exercise that has a figure."""
    posed = pictures.picture_spec(exercise)
    assert posed
    return pictures.draw(posed)


def exercise_pages(built: BuiltSite, catalogue: Catalogue) -> Iterator[tuple[str, BuiltPage]]:
    return ((slug, built.pages[urls.entry("exercise", slug)]) for slug in catalogue.exercises)


def local(element: ET.Element) -> str:
    """An element's name without its namespace; the parser gives that to the outermost of a picture only."""
    return str(element.tag).rpartition("}")[2]


def svgs(root: ET.Element, css_class: str) -> list[ET.Element]:
    return [element for element in root.iter() if local(element) == "svg" and css_class in classes(element)]


def below(page: BuiltPage, css_class: str) -> list[ET.Element]:
    """Every element of a class."""
    return [element for element in page.root.iter() if css_class in classes(element)]


def words(svg: ET.Element) -> tuple[str, str]:
    """Name and description as a screen reader finds them: by the ids that the picture gives."""
    parts = {part.get("id") or "": text_of(part) for part in svg if local(part) in ("title", "desc")}
    named = f"{svg.get('aria-labelledby') or ''} {svg.get('aria-describedby') or ''}".split()
    name, description = (parts[identifier] for identifier in named)
    return name, description


# On every page


def test_every_reference_of_a_picture_is_met(built: BuiltSite) -> None:
    """What is used, painted with or named by id stands on the same page."""
    for page in built.pages.values():
        wanted: set[str] = set()
        for element in page.root.iter():
            wanted |= {i for name in ("aria-labelledby", "aria-describedby") for i in (element.get(name) or "").split()}
            if local(element) == "use":
                href = element.get("href") or ""
                assert href.startswith("#"), (page.url, href)
                wanted.add(href[1:])
            for value in element.attrib.values():
                wanted |= set(re.findall(r"url\(#([^)]+)\)", value))
        assert wanted <= set(page.ids), page.url


def test_sprites_stand_once_and_only_where_they_are_used(built: BuiltSite) -> None:
    for page in built.pages.values():
        assert page.ids.count(f"{SPRITE}thigh") == bool(below(page, "fig")), page.url
        assert len(below(page, "lw-map-sprite")) == bool(below(page, "lw-map")), page.url


def test_sprites_come_before_what_uses_them(built: BuiltSite) -> None:
    for page in built.pages.values():
        order = [css for element in page.root.iter() for css in classes(element) if css in ("lw-map-sprite", "lw-map")]
        assert order[:1] in ([], ["lw-map-sprite"]), page.url


def test_every_page_has_one_style_sheet_and_pictures_are_in_it(built: BuiltSite) -> None:
    found = set()
    for page in built.pages.values():
        sheets = [(link.get("href") or "").lstrip("./") for link in page.all("link") if link.get("rel") == "stylesheet"]
        (sheet,) = [sheet for sheet in sheets if sheet != "assets/css/noscript.css"]
        found.add(sheet)
    (sheet,) = found
    text = (built.folder / sheet).read_text(encoding="utf-8")
    places = [text.index(part) for part in (".md-header{", ".lw-map, .lw-map-sprite {", ".lw-card {")]
    assert places == sorted(places), "the theme's rules, then those of pictures, then ours, which may overrule both"
    assert ".fig-pair { display: none; }" in text


# An exercise


def test_exercise_pages_have_the_figure(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, page in exercise_pages(built, catalogue):
        (figure,) = [element for element in page.all("figure") if element.get("data-figure") is not None]
        exercise = catalogue.exercises[slug]
        (moving,), (pair,) = svgs(figure, "fig-animated"), svgs(figure, "fig-pair")
        assert len(svgs(page.root, "fig-animated")) == len(svgs(page.root, "fig-pair")) == 1, slug
        for svg in (moving, pair):
            assert svg.get("role") == "img", slug
            assert words(svg) == (exercise.name, pictures.description(exercise)), slug
        assert float(moving.get("data-seconds") or 0) > 0, slug


def test_exercise_pages_have_a_button_for_scripts_only(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, page in exercise_pages(built, catalogue):
        (button,) = [element for element in page.all("button") if "lw-figure__play" in classes(element)]
        assert (button.get("type"), button.get("hidden"), text_of(button)) == ("button", "", "Play"), slug


def test_pictures_can_be_downloaded_with_their_license(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, page in exercise_pages(built, catalogue):
        (caption,) = page.all("figcaption")
        assert page.targets([caption]) == [f"figures/{slug}.svg", f"figures/{slug}-pair.svg"]
        assert all(link.get("download") is not None for link in caption.iter("a")), slug
        assert "CC BY 4.0" in text_of(caption), slug
        drawn = drawing(catalogue.exercises[slug])
        assert (built.folder / f"figures/{slug}.svg").read_text(encoding="utf-8") == drawn.standalone
        assert (built.folder / f"figures/{slug}-pair.svg").read_text(encoding="utf-8") == drawn.standalone_pair
    files = {path.name for path in (built.folder / "figures").iterdir()}
    assert files == {f"{slug}{part}.svg" for slug in catalogue.exercises for part in ("", "-pair", "-still")}


def test_the_finders_small_pictures_stand_still(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug in catalogue.exercises:
        still = (built.folder / urls.still(slug)).read_text(encoding="utf-8")
        assert "<path" in still, slug
        assert not re.search(r"@keyframes|animation|<animate|<script", still), slug


def test_exercise_pages_have_a_map_that_says_the_muscles(built: BuiltSite, catalogue: Catalogue) -> None:
    for slug, page in exercise_pages(built, catalogue):
        (drawn,) = below(page, "lw-map")
        assert drawn.get("role") == "img", slug
        name, description = words(drawn)
        assert name.lower() == f"muscles of the {catalogue.exercises[slug].name.lower()}"
        solid, _, hatched = description.partition("Secondary")
        work = catalogue.exercises[slug].muscles
        assert _spoken(solid) == {muscle for muscle in work.primary if muscle in musclemap.MUSCLES}, slug
        assert _spoken(hatched) == {muscle for muscle in work.secondary if muscle in musclemap.MUSCLES}, slug


def _spoken(text: str) -> set[str]:
    return {muscle for muscle in musclemap.MUSCLES if re.search(rf"\b{muscle.replace('-', ' ')}\b", text)}


# Muscles, home, routines, lists


def test_muscle_pages_have_their_map(built: BuiltSite, catalogue: Catalogue) -> None:
    assert set(catalogue.muscles) <= set(musclemap.MUSCLES)
    for slug, muscle in catalogue.muscles.items():
        page = built.pages[urls.entry("muscle", slug)]
        (drawn,) = below(page, "lw-map")
        name, description = words(drawn)
        assert name == f"Where the {muscle.name.lower()} is"
        assert _spoken(description) == {slug}


def test_the_home_page_has_a_link_for_every_muscle(built: BuiltSite, catalogue: Catalogue) -> None:
    """On the map, and in a list of words beside it."""
    page = built.pages[urls.HOME]
    (drawn,) = below(page, "lw-map")
    assert drawn.get("role") == "group"
    assert drawn.get("aria-label")
    links = [a for a in drawn.iter() if local(a) == "a"]
    assert [(a.get("aria-label"), page.targets([a])) for a in links] == [
        (catalogue.muscles[slug].name, [urls.finder(muscle=slug)]) for slug in musclemap.MUSCLES
    ]
    (listed,) = below(page, "lw-bymuscle")
    beside = [url for tiles in listed.iter("ul") for url in page.targets([tiles])]
    assert sorted(beside) == sorted(urls.entry("muscle", slug) for slug in catalogue.muscles)


def test_cards_have_a_still_picture_and_no_ids(built: BuiltSite, catalogue: Catalogue) -> None:
    """A list shows many figures: they must not move, clash or be read out beside the name."""
    seen = set()
    for page in built.pages.values():
        for card in below(page, "lw-card") if page.url != urls.FINDER else ():  # there a script fills them
            (still,) = svgs(card, "fig")
            assert "fig-still" in classes(still), page.url
            assert not [element for element in still.iter() if element.get("id")], page.url
            (holder,) = [element for element in card.iter() if "lw-card__still" in classes(element)]
            assert holder.get("aria-hidden") == "true", page.url
            seen |= {url.split("/")[1] for url in page.targets([card])}
    assert seen == set(catalogue.exercises)


def test_routine_rows_have_a_still_picture(built: BuiltSite, catalogue: Catalogue) -> None:
    """And, for paper, the main part the start and end of each."""
    routines = json.loads((built.folder / "api/routines.json").read_text(encoding="utf-8"))
    assert routines
    for routine in routines:
        page = built.pages[urls.entry("routine", routine["slug"])]
        main = [line["exercise"] for line in routine["items"]]
        around = ([line["exercise"] for line in routine[part]["items"]] for part in ("warm_up", "cool_down"))
        before, after = ([slug for slug in part if slug] for part in around)
        assert _pictured(page, "lw-session__still") == [*before, *main, *after], page.url
        assert _pictured(page, "lw-session__pair") == main, page.url
        (drawn,) = below(page, "lw-map")
        solid = words(drawn)[1].partition("Secondary")[0]
        primary = {muscle for slug in main for muscle in catalogue.exercises[slug].muscles.primary}
        assert _spoken(solid) == primary & set(musclemap.MUSCLES), page.url


def _pictured(page: BuiltPage, css_class: str) -> list[str]:
    """The exercises of the rows in which something of a class holds one picture."""
    found = []
    for row in page.all("tr"):
        holders = [element for element in row.iter() if css_class in classes(element)]
        if holders:
            assert [len(svgs(holder, "fig")) for holder in holders] == [1], page.url
            found.append(page.targets([row])[0].split("/")[1])
    return found


# Link previews


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def colors_in(png: bytes) -> int:
    """How many different bytes a PNG's pixels are made of: one or two on an empty sheet."""
    at, pixels = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        pixels += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    return len(set(zlib.decompress(pixels)))


def test_without_an_address_there_is_no_preview(built: BuiltSite) -> None:
    """It needs an absolute address. The site must work without one."""
    assert [page.url for page in built.pages.values() for meta in page.all("meta") if meta.get("property") == "og:image"] == []
    assert list(built.folder.rglob("figures/*.png")) == []


def test_with_an_address_other_sites_find_a_preview(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    run = project.build(LEGWORK_SITE_URL=ADDRESS)
    assert run.returncode == 0, run.stderr
    site = BuiltSite.read(project.site)
    previews = {
        page.url: meta.get("content")
        for page in site.pages.values()
        for meta in page.all("meta")
        if meta.get("property") == "og:image"
    }
    assert previews == {"exercises/squat/": f"{ADDRESS}figures/squat.png"}, "of the miniature only the squat has a figure"
    png = (project.site / "figures/squat.png").read_bytes()
    assert png_size(png) == pictures.PREVIEW == (1200, 630)
    assert colors_in(png) > 50


def test_a_preview_is_the_same_on_every_run(catalogue: Catalogue) -> None:
    exercise = catalogue.exercises["bodyweight-squat"]
    png = pictures.preview(drawing(exercise))
    assert pictures.preview(drawing(exercise)) == png
    assert len(png) < 100 * 1024
    assert pictures.picture_spec(exercise.model_copy(update={"figure": None})) is None
