"""What one build works with, and where its project stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import Config
from legwork.catalogue import content
from legwork.catalogue.content import Content
from legwork.pages.page import ReadyPage
from legwork.pages.views.site import Site
from legwork.routines.work_out import NO_ROUTINES


@dataclass(frozen=True)
class Build:
    """What one build works with. `serve` keeps the last good one across rebuilds."""

    content: Content
    site: Site
    pages: Sequence[ReadyPage]


EMPTY = Build(content.NOTHING, Site.of(content.NOTHING, NO_ROUTINES), ())


def project_dir(config: Config) -> Path:
    """The folder that paths in the configuration start from."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def catalogue_dir(config: Config) -> Path:
    return project_dir(config) / str(config.extra.get("catalogue", {}).get("dir", "catalogue"))
