"""Projects for Hugo and Eleventy: the pages of ours as Markdown, in layouts made of our own chrome.

Both get what is easiest for them. Links are finished addresses, so that nothing is resolved or checked; drawings, JSON
files and the theme's assets are files to copy or HTML to pass through; each shape of page has a layout of its own, with no
partials to call and no conditions to weigh. Neither minifies. Each writes a search index: title, description and text of
every page as one JSON file, where ours holds words, facets and fields apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import chrome
from bench.chrome import Layout
from legwork.catalogue import urls
from legwork.pages.page import ReadyPage

ELEVENTY = Path(__file__).parent / "eleventy"

_HUGO = """\
baseURL = "/"
title = "Legwork"
languageCode = "en"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]

[markup.goldmark]
renderer.unsafe = true
extensions.typographer = false
extensions.linkify = false
parser.attribute.block = true

[outputFormats.search]
mediaType = "application/json"
path = "search"
baseName = "index"
isPlainText = true

[outputs]
section = ["HTML"]
"""
_HUGO_SEARCH = """\
[
{{- range $place, $page := site.Pages }}{{ if $place }},{{ end }}
{{ dict "location" .RelPermalink "title" .Title "description" .Description "text" .Plain | jsonify (dict "noHTMLEscape" true) }}
{{- end }}
]
"""


def hugo_meta(page: ReadyPage) -> dict[str, Any]:
    """Return the front matter of a page besides title and description."""
    return {"layout": chrome.name(page)}


def eleventy_meta(page: ReadyPage) -> dict[str, Any]:
    """The same for Eleventy, which makes no tables of contents."""
    toc = [{"id": heading.id, "title": heading.title} for heading in page.toc]
    return {"layout": f"{chrome.name(page)}.njk", "toc": toc}


def hugo_source(page: ReadyPage) -> str:
    """Return the path of a page's Markdown below `content/`."""
    uri = Path(urls.source_uri(page.url))
    return (uri.with_name("_index.md") if uri.name == "index.md" else uri).as_posix()


def write_hugo(project: Path, layouts: Iterable[Layout]) -> None:
    """Writes everything but content and static files."""
    _write(project / "hugo.toml", f'{_HUGO}home = ["HTML", "search"]\n')
    _write(project / "no-index.toml", f'{_HUGO}home = ["HTML"]\n')
    _write(project / "layouts/index.search.json", _HUGO_SEARCH)
    for layout in layouts:
        entry = layout.entry.filled("{{ .ID }}", "{{ .Title }}")
        slots = {
            "title": "{{ .Title }}",
            "description": "{{ .Description }}",
            "edit": "{{ .File.Path }}",
            "content": "{{ .Content }}",
            "toc": "{{ range .Fragments.Headings }}{{ range .Headings }}" + entry + "{{ end }}{{ end }}",
        }
        _write(project / "layouts/_default" / f"{layout.name}.html", layout.text(slots))


def write_eleventy(project: Path, layouts: Iterable[Layout]) -> None:
    """Writes everything but content and static files."""
    _write(project / "eleventy.config.js", (ELEVENTY / "eleventy.config.js").read_text(encoding="utf-8"))
    _write(project / "content/search.11ty.js", (ELEVENTY / "search.11ty.js").read_text(encoding="utf-8"))
    for layout in layouts:
        entry = layout.entry.filled("{{ heading.id }}", "{{ heading.title }}")
        slots = {
            "title": "{{ title }}",
            "description": "{{ description }}",
            "edit": "{{ page.filePathStem }}.md",
            "content": "{{ content | safe }}",
            "toc": "{% for heading in toc %}" + entry + "{% endfor %}",
        }
        _write(project / "layouts" / f"{layout.name}.njk", layout.text(slots))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
