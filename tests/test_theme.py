"""The parts left out of the theme, the style sheet joined from the theme's and ours, and the needs of its templates."""

from __future__ import annotations

import re
from pathlib import Path

import material as installed
import pytest
from jinja2 import DictLoader, Environment

from built import BuiltSite, classes
from legwork.theme import assets, material
from legwork.theme.corrections import NEEDS, Corrections, Need, UnmetNeedError
from project import make_project

THEME = Path(__file__).resolve().parent.parent / "hooks" / "theme"
MATERIAL = Path(installed.__file__).parent / "templates"


def test_rules_of_unused_parts_are_left_out() -> None:
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


def test_our_sheets_follow_without_comments_and_the_name_is_a_hash() -> None:
    url, text = material.stylesheet(["a{top:0}"], ["/* Why. */\n\nb {\n  top: 0;\n}\n", "c { top: 0 }\n"])
    assert text == "a{top:0}\nb { top: 0; }\nc { top: 0 }"
    assert re.fullmatch(r"assets/css/site\.[0-9a-f]{8}\.min\.css", url)
    assert material.stylesheet(["a{top:1px}"], [])[0] != url


def test_every_style_sheet_of_ours_is_joined_or_loaded_by_name() -> None:
    """An unlisted sheet would be published as a file that no page loads."""
    written = {path.relative_to(THEME).as_posix() for path in (THEME / "assets/css").iterdir()}
    assert sorted(written) == sorted({*assets.SHEETS, "assets/css/noscript.css"})
    assert len(set(assets.SHEETS)) == len(assets.SHEETS)


@pytest.mark.slow
def test_a_sites_own_styles_and_scripts_follow_ours(tmp_path: Path) -> None:
    """They stay separate files, so that their relative addresses stay valid."""
    project = make_project(tmp_path)
    project.write("docs/own/own.css", "body { background: url(ground.png); }  /* kept as written */\n")
    project.write("docs/own/own.js", "")
    project.replace("mkdocs.yml", "\nplugins:", "\nextra_css: [own/own.css]\nextra_javascript: [own/own.js]\nplugins:")
    built = project.build()
    assert built.returncode == 0, built.stderr
    page = (project.site / "index.html").read_text(encoding="utf-8")
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert len(sheets) == 2 and sheets[0].startswith("assets/css/site.") and sheets[1] == "own/own.css"
    scripts = re.findall(r'<script src="([^"]+)"', page.partition("</head>")[0])
    assert scripts == [*(script.path for script in assets.SCRIPTS), "own/own.js"]
    own = (project.site / "own/own.css").read_text(encoding="utf-8")
    assert own == project.file("docs/own/own.css").read_text(encoding="utf-8")


def test_the_focus_needs_no_script() -> None:
    _, text = material.stylesheet([".md-option.focus-visible+label,a:not(.focus-visible){top:0}"], [])
    assert text == ".md-option:focus-visible+label,a:not(:focus-visible){top:0}"


@pytest.mark.slow
def test_no_page_has_a_class_whose_rules_are_left_out(built: BuiltSite) -> None:
    """A class of the theme that comes into use must be removed from the list of unused parts."""
    found = {(name, page.url) for page in built.pages.values() for element in page.root.iter() for name in classes(element)}
    assert [one for one in sorted(found) if material.of_unused_part(one[0])] == []


@pytest.mark.slow
def test_scripts_of_the_theme_are_not_published(built: BuiltSite) -> None:
    scripts = {link.url for page in built.pages.values() for link in page.links if link.tag == "script"}
    assert {"assets/js/theme.js", "assets/js/legwork.js"} <= scripts
    assert all(url and url.lstrip("/").startswith("assets/js/") for url in scripts)
    assert not list(built.folder.rglob("assets/javascripts"))


@pytest.mark.parametrize(("name", "need"), [(name, need) for name, needs in NEEDS.items() for need in needs])
def test_an_unmet_need_stops_the_build_and_says_what_to_do(name: str, need: Need) -> None:
    source = (MATERIAL / name).read_text(encoding="utf-8")
    assert need.text in source
    environment = Environment(loader=DictLoader({name: source.replace(need.text, "")}), extensions=[Corrections])
    with pytest.raises(UnmetNeedError) as error:
        environment.get_template(name)
    assert f"{name}:1:1: theme-need: " in str(error.value)
    assert repr(need.text) in str(error.value) and need.why in str(error.value)
    assert need.why[-1] == "."


def test_every_override_of_ours_is_listed_as_a_need() -> None:
    """Without a need, blocks and partials that Material drops would be lost silently."""
    blocks = {
        block for page in THEME.glob("*.html") for block in re.findall(r"{% block \w+ %}", page.read_text(encoding="utf-8"))
    }
    own = {path.relative_to(THEME).as_posix() for path in (THEME / "partials").rglob("*.html")}
    ours = (THEME / "partials/header.html").read_text(encoding="utf-8")
    partials = {f'{{% include "{path}" %}}' for path in own if path not in ours}
    assert {need.text for need in NEEDS["base.html"] if need.instead is None} == blocks | partials


@pytest.mark.slow
def test_a_build_reports_an_unmet_need_once(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    base = (MATERIAL / "base.html").read_text(encoding="utf-8")
    project.write("hooks/theme/base.html", base.replace("{% block libs %}", "{% block loaded_first %}"))
    done = project.build()
    assert done.returncode == 1
    assert done.stderr.count("{% block libs %}") == done.stderr.count("theme-need") == 1
    assert "main.html:1" not in done.stderr and "Traceback" not in done.stderr
