"""The site generator, and all that the project takes of it: the one module that knows it by name.

MkDocs 1.x is the default. ProperDocs, its drop-in successor, takes its place where the environment says
`LEGWORK_ENGINE=properdocs`, and where its own command runs the hook. Every import of `mkdocs` then means ProperDocs,
those in the theme too.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys

ENGINES = ("mkdocs", "properdocs")
"""Python packages that can build the site; the first is the default."""
VARIABLE = "LEGWORK_ENGINE"
"""The environment variable that chooses one."""


def _choose() -> None:
    """Make `mkdocs` mean the engine that is wanted. This must happen before the first import of it."""
    running = sys.modules.get("mkdocs")
    wanted = os.environ.get(VARIABLE) or (running.__name__ if running else ENGINES[0])
    if wanted not in ENGINES:
        sys.exit(f"{VARIABLE}={wanted}: there is no such engine. Choose one of: {', '.join(ENGINES)}.")
    if running and running.__name__ != wanted:
        sys.exit(f"{VARIABLE}={wanted}, but {running.__name__} is running. Use scripts/build.py, or the command {wanted}.")
    if not running and wanted == "properdocs":
        _replace_mkdocs()


def _replace_mkdocs() -> None:
    """Have ProperDocs answer to the name `mkdocs`, as its own command does."""
    try:
        importlib.import_module("properdocs.replacement")
    except ModuleNotFoundError:
        sys.exit("ProperDocs is not installed; python3 scripts/setup_env.py installs it with all that tests need.")


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
"""The engine that runs, by the name of its package, its command and its logger."""
logger = logging.getLogger(NAME)
"""What is logged below it counts in a strict build: one warning, and the build fails."""

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
