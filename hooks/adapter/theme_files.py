"""Files of the theme: the published ones, the joined style sheet, and the program's own scripts."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from engine import Config, ExtraScriptValue, File, Files, PluginError
from legwork.pages import pictures
from legwork.theme import assets, material

THEME = Path(__file__).parent.parent / "theme"


def drop_unused(files: Files, config: Config) -> None:
    """Remove the files of the theme that no page uses."""
    for file in [file for file in files if file.src_dir != config.docs_dir and material.unused(file.src_uri)]:
        files.remove(file)


def refuse_copies(files: Files, config: Config) -> None:
    """Raise if a file in docs has the address of a style sheet or script of ours: an older copy would replace it unseen."""
    for file in files:
        if file.src_dir == config.docs_dir and file.src_uri.startswith(assets.FOLDER) and (THEME / file.src_uri).is_file():
            raise PluginError(f"docs/{file.src_uri} has the address of a file of the program; remove or rename it.")


def join_sheets(config: Config, files: Files) -> None:
    """Replace the style sheets of Material, of pictures and ours by a single one. A site's own sheets follow unchanged."""
    of_theme = sorted(file.src_uri for file in files if fnmatchcase(file.src_uri, material.SHEETS))
    texts = {path: _take(files, path) for path in (*of_theme, pictures.STYLESHEET, *assets.SHEETS)}
    ours = "".join(texts[path] for path in assets.SHEETS)
    url, text = material.stylesheet((texts[path] for path in of_theme), (texts[pictures.STYLESHEET], ours))
    files.append(File.generated(config, url, content=text))
    config.extra_css.insert(0, url)


def _take(files: Files, path: str) -> str:
    """Return the text of a file, and remove the file from the site."""
    file = files.src_uris[path]
    files.remove(file)
    return file.content_string


def script_value(script: assets.Script) -> ExtraScriptValue:
    """Return a script in the form of MkDocs' settings."""
    value = ExtraScriptValue(script.path)
    value.type, value.defer = ("module", False) if script.module else ("", True)
    return value
