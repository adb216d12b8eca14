"""What all tests share: the tier of each, the miniature, the example, the published catalogue, and their sites."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import setup_env
import site_build
from browsing import Profiles, chromium
from built import BuiltSite, served, unchanged_environment
from legwork.catalogue import content
from legwork.catalogue.content import Content
from legwork.routines.solve_all import Routines, solve_all
from sharing import shared_folder, shared_value

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what tests get into the files that they compare with")
    parser.addoption(setup_env.NO_SYSTEM, action="store_true", help="install no package of the system; say which is missing")


def pytest_configure() -> None:
    """A run in the background of a shell ignores Ctrl-C, and so would the programs that tests start and stop with it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(_refuse_programs)


class Tier(Enum):
    """What a test costs. The dearest run first, so that the small ones fill the gaps at the end of a run side by side."""

    SLOW = 0
    BROWSER = 1
    FAST = 2

    @staticmethod
    def of(item: pytest.Item) -> Tier:
        marked = {tier for tier in (Tier.SLOW, Tier.BROWSER) if item.get_closest_marker(tier.name.lower())}
        if len(marked) > 1:
            raise pytest.UsageError(f"{item.nodeid} is marked both slow and browser; a test has one tier")
        dear = {"browser", "site_folder"} & set(getattr(item, "fixturenames", ()))
        if dear and not marked:
            raise pytest.UsageError(f"{item.nodeid} asks for {' and '.join(sorted(dear))}; mark it `browser` or `slow`")
        return marked.pop() if marked else Tier.FAST


_running: list[Tier] = []
"""The tier of the test that runs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: Tier.of(item).value)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Notes the tier of the test that runs."""
    _running[:] = [Tier.of(item)]
    result = yield
    _running.clear()
    return result  # type: ignore[return-value]


def _refuse_programs(event: str, arguments: tuple[object, ...]) -> None:
    """Fails a fast test that starts a program."""
    if event == "subprocess.Popen" and _running == [Tier.FAST]:
        raise RuntimeError(f"a fast test starts {arguments[1]}; mark it `slow`, or call what the program calls")


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
def example() -> Content:
    """The frozen example, read once: eighteen exercises as they once were in the published catalogue, for tests of code."""
    folder = TESTS / "example"
    return content.read(folder / "catalogue", folder / "docs", root=folder)


@pytest.fixture(scope="session")
def example_routines(example: Content, tmp_path_factory: pytest.TempPathFactory) -> Routines:
    """Every routine of the example, worked out once."""
    return shared_value(tmp_path_factory, "example_routines", lambda: solve_all(example.catalogue))


@pytest.fixture(scope="session")
def real(root: Path) -> Content:
    """The catalogue that is published, read once; only for tests of what it says, so that an edit to it breaks no other."""
    return content.read(root / "catalogue", root / "docs", root=root)


@pytest.fixture(scope="session")
def routines(real: Content, tmp_path_factory: pytest.TempPathFactory) -> Routines:
    """Every routine of the real catalogue, worked out once."""
    return shared_value(tmp_path_factory, "routines", lambda: solve_all(real.catalogue))


def build(config: Path, site: Path) -> None:
    """Builds a site as scripts/build.py does it, in this process."""
    with unchanged_environment():
        assert site_build.build_into(config, site)


@pytest.fixture(scope="session")
def site_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site, built once."""
    return shared_folder(tmp_path_factory, "site", lambda folder: build(root / "mkdocs.yml", folder))


@pytest.fixture(scope="session")
def built(site_folder: Path) -> BuiltSite:
    """The published site, read back."""
    return BuiltSite.read(site_folder)


@pytest.fixture(scope="session")
def server(site_folder: Path) -> Iterator[str]:
    """The address of the built site, served on this machine."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def open_tab(profiles: Profiles) -> Iterator[Callable[..., Page]]:
    """Opens tabs, as in a browser that has been on the site before; the settings are those of Playwright's contexts."""
    yield profiles.tab
    profiles.close_tabs()


@pytest.fixture
def page(open_tab: Callable[..., Page]) -> Page:
    """A tab in a window as it comes."""
    return open_tab()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own, that has never been anywhere."""
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
