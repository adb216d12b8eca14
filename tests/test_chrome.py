"""The theme around generated pages: rendered once and filled in, it gives the same bytes as rendered for each page."""

from __future__ import annotations

from pathlib import Path

import pytest

import site_build
from built import BuiltSite, tree, unchanged_environment
from legwork.theme.chrome import Chrome, Filling, Heading
from project import make_project


def _theme(filling: Filling) -> str:
    """A small theme that leaves out missing values."""
    items = "".join(f'<li><a href="#{h.id}">{h.title}</a></li>' for h in filling.toc)
    edit = f'<a href="{filling.edit_url}">Edit</a>' if filling.edit_url else ""
    skip = f'<a href="#{filling.toc[0].id}">Skip</a>' if filling.toc else ""
    return f"<title>{filling.title}</title>{skip}<ul>{items}</ul>{edit}{filling.title}<main>{filling.content}</main>"


def _filling(number: int, headings: int, *, edit: bool) -> Filling:
    toc = tuple(Heading(f"h{i}-of-{number}", f"Heading {i} of {number}") for i in range(headings))
    return Filling(f"Page {number}", "", "", f"edit/{number}" if edit else "", "", "", f"<h1>lwslot-title- {number}</h1>", toc)


def test_every_filling_gives_what_the_theme_prints() -> None:
    chrome = Chrome()
    fillings = [
        _filling(number, headings, edit=edit) for number in (1, 2) for headings in (0, 1, 2, 5) for edit in (True, False)
    ]
    assert [chrome.page("", filling, _theme) for filling in fillings] == [_theme(filling) for filling in fillings]


def test_the_theme_is_rendered_once_for_each_shape() -> None:
    asked = []

    def theme(filling: Filling) -> str:
        asked.append(filling)
        return _theme(filling)

    chrome = Chrome()
    for number in range(5):
        for shape in ("wide", "narrow"):
            chrome.page(shape, _filling(number, 3, edit=True), theme)
    assert len(asked) == 2


@pytest.mark.slow
def test_the_whole_site_equals_one_rendered_page_by_page(
    root: Path, built: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Chrome, "page", lambda self, shape, filling, render: render(filling))
    with unchanged_environment():
        assert site_build.build_into(root / "mkdocs.yml", tmp_path / "site")
    assert tree(tmp_path / "site") == tree(built.folder)


def test_a_site_with_an_address_equals_one_rendered_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Canonical addresses and previews are on pages only if the site has an address."""
    project = make_project(tmp_path)
    with unchanged_environment():
        monkeypatch.setenv("LEGWORK_SITE_URL", "https://legs.test/")
        monkeypatch.chdir(tmp_path)
        assert site_build.build_into(project.config, tmp_path / "once")
        monkeypatch.setattr(Chrome, "page", lambda self, shape, filling, render: render(filling))
        assert site_build.build_into(project.config, tmp_path / "each")
    pages = tree(tmp_path / "once")
    assert pages == tree(tmp_path / "each")
    assert b'rel="canonical"' in pages["exercises/squat/index.html"]
