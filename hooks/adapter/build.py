"""The content and pages of a build, and the folders of its project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import Config
from legwork.catalogue import content
from legwork.catalogue.content import Content
from legwork.pages.page import ReadyPage
from legwork.pages.views.site import Site
from legwork.routines.solve_all import NO_ROUTINES


@dataclass(frozen=True)
class Build:
    """The content and pages of a build. `serve` keeps those of the last good build."""

    content: Content
    site: Site
    pages: Sequence[ReadyPage]


EMPTY = Build(content.NO_CONTENT, Site.of(content.NO_CONTENT, NO_ROUTINES), ())


def project_dir(config: Config) -> Path:
    """Return the folder to which paths in the configuration are relative."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def catalogue_dir(config: Config) -> Path:
    return project_dir(config) / str(config.extra.get("catalogue", {}).get("dir", "catalogue"))
