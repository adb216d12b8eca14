"""The contact sheet, on which every figure is looked at: complete, sound, and honest about what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import figures as script
from built import BuiltPage, classes, text_of
from figure_files import FIGURES


def sheet(path: Path) -> BuiltPage:
    page = BuiltPage("contact-sheet.html", path.read_bytes())
    assert page.errors == ()
    return page


def test_shows_animation_pair_still_strip_and_map(tmp_path: Path) -> None:
    target = tmp_path / "sheet.html"
    slugs = ["squat", "wall-sit", "skater-jump"]
    assert script.main([*slugs, "--folder", str(FIGURES["squat"].parent), "--html", str(target)]) == 0
    page = sheet(target)
    articles = page.all("article")
    assert [article.get("id") for article in articles] == slugs
    assert len(page.ids) == len(set(page.ids))
    for article in articles:
        pictures = [css for element in article.iter() for css in classes(element) if css in ("fig", "lw-map")]
        assert pictures == ["fig"] * (3 + 9) + ["lw-map"], article.get("id")
        assert text_of(article)


def test_problems_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With file and line; the other figures are shown all the same."""
    for slug in ("squat", "wall-sit"):
        shutil.copy(FIGURES[slug], tmp_path)
    broken = tmp_path / "squat.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("keys:", "kyes:"), encoding="utf-8")
    target = tmp_path / "sheet.html"
    assert script.main(["--folder", str(tmp_path), "--html", str(target)]) == 1
    assert f"{broken}:" in capsys.readouterr().out
    assert [article.get("id") for article in sheet(target).all("article")] == ["wall-sit"]


def test_a_slug_that_does_not_exist_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main(["no-such", "--folder", str(FIGURES["squat"].parent), "--html", str(tmp_path / "sheet.html")]) == 1
    assert "there is no no-such.yml" in capsys.readouterr().err
