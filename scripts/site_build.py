"""Builds by a script: into a new folder first, which is put in place only after success."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import engine
import marker
import replacing

log = engine.logger.getChild("legwork")


class NotPublishedError(Exception):
    """The error for a site that is not put in place, built or not. The message is a sentence."""


def log_to_stderr(level: int = logging.INFO) -> None:
    """Show the messages of the site generator, without colors, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    engine.logger.handlers[:] = [handler]
    engine.logger.setLevel(level)


def build_into(config_file: Path, site_dir: Path, *, accept: Callable[[Path], None] | None = None) -> bool:
    """Build the site, strictly, and put it at `site_dir` unless `accept` raises for the folder of the build.

    After a failure, return False, with `site_dir` as it was, and a sentence or the problems of the content on standard
    error. `replacing` says what is guaranteed for the moment of the exchange. Waits while another build uses `site_dir`.
    """
    site_dir = _named(site_dir)

    def tell_of_waiting() -> None:
        _say(f"Another build of {site_dir} is running; waiting for its end.")

    try:
        _refuse_link(site_dir)
        with replacing.folder(site_dir, waiting=tell_of_waiting) as new:
            _refuse_to_replace(site_dir)
            _build(config_file, new)
            if accept:
                accept(new)
    except Exception as error:
        message = [failure(error, config_file)]
        if os.path.exists(site_dir):  # noqa: PTH110 - Path.exists raises where a folder may not be looked into
            message.append(f"{site_dir.name}/ is as it was.")
        _say(("\n" if "\n" in message[0] else " ").join(message))
        return False
    return True


def _build(config_file: Path, folder: Path) -> None:
    config = engine.load_config(str(config_file), site_dir=str(folder), strict=True)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        engine.build(config)
    finally:
        config.plugins.on_shutdown()
    (folder / marker.FILE).write_text(marker.TEXT, encoding="utf-8", newline="\n")


def _named(folder: Path) -> Path:
    """Return the full path of a folder, with links in its parents resolved. A link in the folder's own place is kept."""
    if folder.name in ("", ".."):
        return Path(os.path.realpath(folder))
    return Path(os.path.realpath(folder.parent), folder.name)


def _refuse_link(site_dir: Path) -> None:
    """Raise if there is a link: its target, which may be anybody's folder, would be deleted."""
    if site_dir.is_symlink():
        raise NotPublishedError(f"{site_dir} is a link, to {os.path.realpath(site_dir)}; name the folder itself with --site.")


def _refuse_to_replace(site_dir: Path) -> None:
    """Raise unless there is nothing, an empty folder or a site of ours: everything in it will be deleted."""
    _refuse_link(site_dir)
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise NotPublishedError(f"{site_dir} is not a folder.")
    names = {path.name for path in site_dir.iterdir()}
    if ".git" in names:
        raise NotPublishedError(f"{site_dir} is a clone, and would be deleted; name another folder with --site.")
    if names and not marker.stands_in(site_dir):
        raise NotPublishedError(
            f"{site_dir} has no {marker.FILE}, by which a build knows its own sites, and all in it would be deleted. "
            "Name another folder with --site. Or, if it is a site built before there was such a file, "
            "and nothing in it is to be kept, delete it yourself and build again."
        )


def failure(error: Exception, config_file: Path) -> str:
    """Return a failure in words for the user of the script. The traceback is logged at the level DEBUG."""
    if isinstance(error, engine.EngineError | NotPublishedError):
        return str(error)
    log.debug("", exc_info=error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}." if error.filename else f"{error.strerror}."
    return f"{_place(error, config_file.resolve().parent)}: {type(error).__name__}: {error}. --verbose shows the way to it."


def _place(error: Exception, folder: Path) -> str:
    """Return the location of an error: the last line of the project's code, or else the last line of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(folder) and "site-packages" not in frame.filename]
    frame = (ours or frames)[-1]
    return f"{os.path.relpath(frame.filename)}:{frame.lineno}"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
