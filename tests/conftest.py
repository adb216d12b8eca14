"""What all tests share: where things stand, the miniature catalogue and the real one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

import setup_env
import site_build
from browsing import chromium
from built import BuiltSite, served, unchanged_environment
from legwork.catalogue import content
from legwork.catalogue.content import Content
from legwork.routines.solve_all import Routines, solve_all

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what tests get into the files that they compare with")
    parser.addoption(setup_env.NO_SYSTEM, action="store_true", help="install no package of the system; say which is missing")


def pytest_configure() -> None:
    """A run in the background of a shell ignores Ctrl-C, and so would the programs that tests start and stop with it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def mini_dir() -> Path:
    """The folder of the miniature: `catalogue/` and `docs/` stand in it."""
    return TESTS / "mini"


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite expected files in place of comparing with them."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def mini(mini_dir: Path) -> Content:
    """The miniature, read once. Everything in it is frozen."""
    return content.read(mini_dir / "catalogue", mini_dir / "docs", root=mini_dir)


@pytest.fixture(scope="session")
def real(root: Path) -> Content:
    """The catalogue that is published, read once."""
    return content.read(root / "catalogue", root / "docs", root=root)


@pytest.fixture(scope="session")
def routines(real: Content) -> Routines:
    """Every routine of the real catalogue, worked out once."""
    return solve_all(real.catalogue)


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The published site, built once as scripts/build.py does it, and read back."""
    site = tmp_path_factory.mktemp("built") / "site"
    with unchanged_environment():
        assert site_build.build_into(root / "mkdocs.yml", site)
    return BuiltSite.read(site)


@pytest.fixture(scope="session")
def server(built: BuiltSite) -> Iterator[str]:
    """The address of the built site, served on this machine."""
    with served(built.folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    fresh = browser.new_context()
    yield fresh
    fresh.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI set a skipped test fails the run: there, everything that tests need is installed."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter else ()
    if os.environ.get("CI") and skipped:
        reporter.write_line(f"\n{len(skipped)} skipped; with CI set every test must run", red=True, bold=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
