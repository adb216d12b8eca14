"""Building with MkDocs from a script: into a scratch folder first, swapped in only when all went well."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def log_to_stderr(level: int = logging.INFO) -> None:
    """Shows what MkDocs says, without colors, on standard error."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers[:] = [handler]
    logger.setLevel(level)


def build_into(config_file: Path, site_dir: Path) -> bool:
    """Builds the site, strictly, and puts it at `site_dir`. On failure what is there stays as it was."""
    site_dir = site_dir.resolve()
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    scratch = site_dir.parent / f".{site_dir.name}-building-{os.getpid()}"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        config = load_config(str(config_file), site_dir=str(scratch), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
        _swap(scratch, site_dir)
    except (Abort, MkDocsException) as error:
        print(f"{error} {site_dir.name}/ is as it was." if site_dir.exists() else str(error), file=sys.stderr)
        return False
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return True


def _swap(new: Path, target: Path) -> None:
    old = target.parent / f".{target.name}-old-{os.getpid()}"
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
