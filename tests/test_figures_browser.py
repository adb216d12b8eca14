"""Figures in Chromium: they play when told to, once; they pause; they keep still where motion is unwanted."""

from __future__ import annotations

from typing import Any

import pytest

from figure_files import drawn
from legwork import figures

pytestmark = pytest.mark.browser
RUNNING = "document.getAnimations().filter(a => a.playState === 'running').length"
PAUSED = "document.getAnimations().filter(a => a.playState === 'paused').length"


def page(browser: Any, slug: str, **settings: Any) -> Any:
    drawing = drawn(slug)
    tab = browser.new_page(**settings)
    body = f"{figures.sprite()}<main>{drawing.animated}{drawing.pair}</main>"
    tab.set_content(f"<!doctype html><style>{figures.stylesheet()}</style>{body}")
    return tab


@pytest.mark.parametrize("slug", ["squat", "skater-jump", "box-jump"])
def test_plays_and_pauses(browser: Any, slug: str) -> None:
    tab = page(browser, slug)
    assert tab.evaluate(RUNNING) == 0
    tab.evaluate("document.querySelector('main').className = 'is-playing'")
    playing = tab.evaluate(RUNNING)
    assert playing > 3
    assert tab.evaluate("document.getAnimations()[0].effect.getTiming().iterations") == 1
    tab.evaluate("document.querySelector('main').style.setProperty('--fig-play', 'paused')")
    assert tab.evaluate(PAUSED) == playing
    tab.close()


def test_moves(browser: Any) -> None:
    """The knee of the squat is elsewhere in the middle of the play."""
    tab = page(browser, "squat")
    where = "JSON.stringify([...document.querySelectorAll('.fig-animated use')].map(u => u.getBoundingClientRect().top))"
    before = tab.evaluate(where)
    tab.evaluate("document.querySelector('main').className = 'is-playing'")
    tab.evaluate("document.getAnimations().forEach(a => { a.pause(); a.currentTime = 1900 })")
    assert tab.evaluate(where) != before
    tab.close()


def test_figures_are_still_if_motion_is_unwanted(browser: Any) -> None:
    tab = page(browser, "squat", reduced_motion="reduce")
    tab.evaluate("document.querySelector('main').className = 'is-playing'")
    assert tab.evaluate("document.getAnimations().length") == 0
    assert tab.locator(".fig-pair").is_visible()
    assert not tab.locator(".fig-animated").is_visible()
    tab.close()


def test_pair_on_paper(browser: Any) -> None:
    tab = page(browser, "squat")
    assert tab.locator(".fig-animated").is_visible()
    assert not tab.locator(".fig-pair").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".fig-pair").is_visible()
    assert not tab.locator(".fig-animated").is_visible()
    tab.close()
