"""What is left out of the theme, and the one style sheet that it makes with ours."""

from __future__ import annotations

import re

from built import BuiltSite, classes
from legwork.theme import material


def test_rules_of_parts_that_no_page_has_are_left_out() -> None:
    of_theme = (
        ".md-header{color:red}.md-search,.md-tabs{color:red}.md-nav,.md-search__form{top:0}"
        "@media print{.md-search:after{}.md-tabs a{top:0}}@media print{.md-top{top:0}.tabbed-set{top:0}}"
        ".md-nav:not(.md-nav--lifted){left:0}:is(.md-nav,.md-tabs) a{left:0}"
        "[data-md-color-primary=indigo]{top:1px}[data-md-color-primary=custom]{top:2px}"
    )
    _, text = material.stylesheet([of_theme], [])
    assert text == (
        ".md-header{color:red}.md-nav,.md-search__form{top:0}@media print{.md-top{top:0}}"
        ".md-nav:not(.md-nav--lifted){left:0}:is(.md-nav,.md-tabs) a{left:0}[data-md-color-primary=custom]{top:2px}"
    )


def test_ours_follows_the_themes_without_comments_and_is_named_by_what_is_in_it() -> None:
    url, text = material.stylesheet(["a{top:0}"], ["/* Why. */\n\nb {\n  top: 0;\n}\n", "c { top: 0 }\n"])
    assert text == "a{top:0}\nb { top: 0; }\nc { top: 0 }"
    assert re.fullmatch(r"assets/css/site\.[0-9a-f]{8}\.min\.css", url)
    assert material.stylesheet(["a{top:1px}"], [])[0] != url


def test_the_focus_needs_no_script() -> None:
    _, text = material.stylesheet([".md-option.focus-visible+label,a:not(.focus-visible){top:0}"], [])
    assert text == ".md-option:focus-visible+label,a:not(:focus-visible){top:0}"


def test_no_page_has_what_has_no_rules(built: BuiltSite) -> None:
    """A class of the theme that comes into use must come out of the list of parts that are not."""
    found = {(name, page.url) for page in built.pages.values() for element in page.root.iter() for name in classes(element)}
    assert [one for one in sorted(found) if material.of_unused_part(one[0])] == []


def test_scripts_of_the_theme_are_not_published(built: BuiltSite) -> None:
    scripts = {link.url for page in built.pages.values() for link in page.links if link.tag == "script"}
    assert {"assets/js/material.js", "assets/js/legwork.js"} <= scripts
    assert all(url and url.lstrip("/").startswith("assets/js/") for url in scripts)
    assert not list(built.folder.rglob("assets/javascripts"))
