"""Building with the site generator from a script: into a folder of its own first, put in place only when all went well."""

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
    """A site was built, or was not even begun, and is not put in place. The message is a sentence."""


def log_to_stderr(level: int = logging.INFO) -> None:
    """Shows what the site generator says, without colors, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    engine.logger.handlers[:] = [handler]
    engine.logger.setLevel(level)


def build_into(config_file: Path, site_dir: Path, *, accept: Callable[[Path], None] | None = None) -> bool:
    """Builds the site, strictly, and puts it at `site_dir`, if `accept` raises nothing about the folder it is still in.

    If anything goes wrong, it says so on standard error in a sentence or with the problems of the content, answers
    False, and `site_dir` is as it was. What is promised of the moment of change, and what is not, is in `replacing`.
    Waits while another build has the same `site_dir`.
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
    """A folder by its full name, whatever links lead to where it stands. A link in its own place stays what it is."""
    if folder.name in ("", ".."):
        return Path(os.path.realpath(folder))
    return Path(os.path.realpath(folder.parent), folder.name)


def _refuse_link(site_dir: Path) -> None:
    """Raises if a link stands there: the folder that it leads to would be deleted, which may be anybody's."""
    if site_dir.is_symlink():
        raise NotPublishedError(f"{site_dir} is a link, to {os.path.realpath(site_dir)}; name the folder itself with --site.")


def _refuse_to_replace(site_dir: Path) -> None:
    """Raises unless there is nothing, an empty folder or a site of ours: all of it will be deleted."""
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
    """What went wrong, for whoever ran the script. The way to it through the code is logged for those who want all (DEBUG)."""
    if isinstance(error, engine.EngineError | NotPublishedError):
        return str(error)
    log.debug("", exc_info=error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}." if error.filename else f"{error.strerror}."
    return f"{_place(error, config_file.resolve().parent)}: {type(error).__name__}: {error}. --verbose shows the way to it."


def _place(error: Exception, folder: Path) -> str:
    """Where an error arose: the last line of code of the project's, else the last of all."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(folder) and "site-packages" not in frame.filename]
    frame = (ours or frames)[-1]
    return f"{os.path.relpath(frame.filename)}:{frame.lineno}"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
