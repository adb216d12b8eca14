"""Files of the theme: what is published of them, one joined style sheet, and the program's own scripts."""

from __future__ import annotations

from fnmatch import fnmatchcase

from engine import Config, ExtraScriptValue, File, Files
from legwork.pages import pictures
from legwork.theme import assets, material


def drop_unused(files: Files, config: Config) -> None:
    """Take away what no page uses of the theme."""
    for file in [file for file in files if file.src_dir != config.docs_dir and material.unused(file.src_uri)]:
        files.remove(file)


def join_sheets(config: Config, files: Files) -> None:
    """Puts one style sheet in the place of Material's, the pictures' and ours. A site's own stay as they are, and follow it."""
    of_theme = sorted(file.src_uri for file in files if fnmatchcase(file.src_uri, material.SHEETS))
    taken = {path: _taken(files, path) for path in (*of_theme, pictures.STYLESHEET, *assets.SHEETS)}
    ours = "".join(taken[path] for path in assets.SHEETS)
    url, text = material.stylesheet((taken[path] for path in of_theme), (taken[pictures.STYLESHEET], ours))
    files.append(File.generated(config, url, content=text))
    config.extra_css.insert(0, url)


def _taken(files: Files, path: str) -> str:
    """The text of a file, which is published no more."""
    file = files.src_uris[path]
    files.remove(file)
    return file.content_string


def script_value(script: assets.Script) -> ExtraScriptValue:
    """A script as MkDocs' settings name it."""
    value = ExtraScriptValue(script.path)
    value.type, value.defer = ("module", False) if script.module else ("", True)
    return value
