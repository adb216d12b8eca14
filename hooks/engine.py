"""The site generator, with everything that the project imports from it. No other module knows its name.

MkDocs 1.x is the default. ProperDocs, its drop-in successor, replaces it if the environment variable LEGWORK_ENGINE is
`properdocs`, or if its own command runs the hook. Then every import of `mkdocs` means ProperDocs, even in the theme.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys

ENGINES = ("mkdocs", "properdocs")
"""Python packages that can build the site. The first is the default."""
VARIABLE = "LEGWORK_ENGINE"
"""The environment variable that chooses an engine."""


def _choose() -> None:
    """Make `mkdocs` mean the chosen engine. This must happen before the first import of `mkdocs`."""
    running = sys.modules.get("mkdocs")
    wanted = os.environ.get(VARIABLE) or (running.__name__ if running else ENGINES[0])
    if wanted not in ENGINES:
        sys.exit(f"{VARIABLE}={wanted}: there is no such engine. Choose one of: {', '.join(ENGINES)}.")
    if running and running.__name__ != wanted:
        sys.exit(f"{VARIABLE}={wanted}, but {running.__name__} is running. Use scripts/build.py, or the command {wanted}.")
    if not running and wanted == "properdocs":
        _replace_mkdocs()


def _replace_mkdocs() -> None:
    """Make ProperDocs importable as `mkdocs`, as its own command does."""
    try:
        importlib.import_module("properdocs.replacement")
    except ModuleNotFoundError:
        sys.exit("ProperDocs is not installed; python3 scripts/setup_env.py installs it with the other packages for tests.")


os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advice for projects that do not pin their engine
_choose()

import mkdocs
from mkdocs.commands import serve as serve_command
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig as Config
from mkdocs.contrib.search.search_index import ContentParser, ContentSection
from mkdocs.exceptions import Abort, PluginError
from mkdocs.exceptions import MkDocsException as EngineError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import meta
from mkdocs.utils.yaml import yaml_load

NAME = mkdocs.__name__
"""The name of the running engine: of its package, its command and its logger."""
logger = logging.getLogger(NAME)
"""The parent of all loggers that count in a strict build, where a warning makes the build fail."""

__all__ = [
    "ENGINES",
    "EVENTS",
    "NAME",
    "VARIABLE",
    "Abort",
    "AnchorLink",
    "Config",
    "ContentParser",
    "ContentSection",
    "EngineError",
    "ExtraScriptValue",
    "File",
    "Files",
    "InclusionLevel",
    "LiveReloadServer",
    "Page",
    "PluginError",
    "TableOfContents",
    "build",
    "load_config",
    "logger",
    "meta",
    "serve_command",
    "yaml_load",
]
