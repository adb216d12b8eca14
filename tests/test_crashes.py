"""Whatever happens to a build, the site that was there is intact or the new one is complete; the next build cleans up."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import engine
import marker
import replacing
import site_build
from built import tree, unchanged_environment
from project import ROOT, Project, make_project, run

pytestmark = pytest.mark.slow

SQUAT = "catalogue/exercises/squat.yml"
BUILD = [sys.executable, "-W", "error", str(ROOT / "scripts" / "build.py")]
DEADLINE_S = 60
PATH = {"PYTHONPATH": os.pathsep.join(str(ROOT / folder) for folder in ("tests", "scripts", "hooks"))}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a good site and a change that is not built yet. Tests that publish it copy it first."""
    project = make_project(tmp_path_factory.mktemp("crashes") / "project")
    with unchanged_environment():
        assert site_build.build_into(project.config, project.site)
    project.replace(SQUAT, "name: Squat", "name: Deep squat")
    return project


@pytest.fixture
def project(published: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    return Project(shutil.copytree(published.folder, tmp_path / "project"))


def _files(project: Project) -> dict[str, bytes]:
    """Every file of a project, its site among them."""
    return {path: text for path, text in tree(project.folder).items() if "__pycache__" not in path}


def _command(project: Project, *arguments: str) -> list[str]:
    return [*BUILD, "--config", str(project.config), "--site", str(project.site), *arguments]


def _assert_untouched(project: Project, done: subprocess.CompletedProcess[str], before: dict[str, bytes], *said: str) -> None:
    """A build failed with one sentence and exit code 1, and nothing in the folder has changed."""
    assert done.returncode == 1, done.stderr
    sentences = [
        line for line in done.stderr.splitlines() if not line.startswith(("Cleaning", "Building", "Documentation built"))
    ]
    assert len(sentences) == 1, done.stderr
    assert [words for words in (*said, "site/ is as it was.") if words not in sentences[0]] == [], done.stderr
    assert _files(project) == before
    assert not (project.folder / ".site-new").exists()


def _wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


# --- Killed


def test_killed_at_any_moment() -> None:
    """The scripted run, short: `python3 tests/crashes.py --kills 50` kills more."""
    done = run([sys.executable, str(ROOT / "tests/crashes.py"), "--kills", "8", "--seed", "2"], ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("8 kills in ")
    assert "cleaned up" in done.stdout


def test_the_kills_find_a_site_of_old_and_new_files() -> None:
    """They fail on a swap that copies file by file, as a build does that writes into the site."""
    program = (
        "import crashes, shutil, sys, replacing\n"
        "replacing._replace = lambda target, new, old: shutil.copytree(new, target, dirs_exist_ok=True)\n"
        "sys.exit(crashes.main(['--kills', '20', '--seed', '1']))"
    )
    done = run([sys.executable, "-c", program], ROOT, **PATH)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "a mixture" in done.stdout


DIES = """
import sys, pathlib, crashes, replacing, site_build
config, site, moment = sys.argv[1:]
replacing._exchange = lambda one, other: False
renamed, removed = [], []
def hear(event, arguments):
    if event == "os.kill":
        return
    if event == "os.rename" and (str(arguments[1]) == site or ".site-new" in str(arguments[1])):
        renamed.append(str(arguments[1]))
    if event == "os.remove" and len(renamed) == 3:
        removed.append(arguments[0])
    if (renamed[-1:] == [site] if moment == "renaming" else len(removed) == 20):
        crashes.die()
sys.addaudithook(hear)
site_build.build_into(pathlib.Path(config), pathlib.Path(site))
"""
"""A build that replaces the site by two renames and is killed: before the second, or while it removes the old site."""


def _killed(project: Project, moment: str) -> None:
    done = run([sys.executable, "-c", DIES, str(project.config), str(project.site), moment], project.folder, **PATH)
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_killed_between_two_renames(project: Project) -> None:
    """Where folders cannot be exchanged there is a moment without a site: the next build ends it, even one that fails."""
    before = tree(project.site)
    _killed(project, "renaming")
    assert not project.site.exists()
    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    done = run(_command(project), project.folder)
    assert done.returncode == 1
    assert "site/ is as it was." in done.stderr
    assert tree(project.site) == before
    assert not (project.folder / ".site-new").exists()


def test_a_partly_removed_site_is_never_restored(project: Project) -> None:
    """Killed while it removed the old site, and then somebody removes the new one, too: the rest of the old is no site."""
    before = tree(project.site)
    _killed(project, "removing")
    assert "Deep squat" in (project.site / "exercises/squat/index.html").read_text(encoding="utf-8")
    names, were = ({name for name in files if not name.startswith("search/")} for files in (tree(project.site), before))
    assert names == were, "files of the index are named by what is in them"
    assert 0 < len(tree(project.folder / ".site-new")) < len(before)
    shutil.rmtree(project.site)
    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    assert run(_command(project), project.folder).returncode == 1
    assert not project.site.exists()
    assert not (project.folder / ".site-new").exists()


@pytest.mark.parametrize("leftover", ["folder", "file", "link", "nothing"])
def test_leftovers_are_cleaned_by_the_next_build(tmp_path: Path, leftover: str) -> None:
    target, work = tmp_path / "site", tmp_path / ".site-new"
    target.mkdir()
    work.mkdir()
    (work / "lock").touch()
    if leftover == "folder":
        shutil.copytree(ROOT / "tests" / "mini", work / "new")
    elif leftover == "file":
        (work / "new").touch()
    elif leftover == "link":
        (work / "new").symlink_to(ROOT / "tests")
    with pytest.raises(ZeroDivisionError), replacing.folder(target) as new:
        assert list(new.iterdir()) == []
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == [target]


def test_a_killed_build_leaves_little_and_the_next_cleans_it(project: Project) -> None:
    """Killed while it wrote; the next one fails, and still takes away what was left."""
    before = _files(project)
    with subprocess.Popen(_command(project), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(lambda: list(project.folder.glob(".site-new/new/*")) or process.poll() is not None)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert {path.name for path in project.folder.iterdir()} - {path.partition("/")[0] for path in before} == {".site-new"}
    text = project.file(SQUAT).read_text(encoding="utf-8")
    project.replace(SQUAT, "kind: strength", "kind: strengtn")
    assert run(_command(project), project.folder).returncode == 1
    project.write(SQUAT, text)
    assert _files(project) == before
    assert not (project.folder / ".site-new").exists()


def test_stopped_by_hand(project: Project) -> None:
    """Ctrl-C: nothing changes, nothing stays behind."""
    before = _files(project)
    command = [sys.executable, *_command(project)[3:]]  # without warnings: a file that was open when it stopped is one
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        _wait_for(lambda: list(project.folder.glob(".site-new/new/*")))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=DEADLINE_S)
    assert process.returncode == 130
    assert errors.endswith("\nStopped.\n")
    assert "Traceback" not in errors
    assert _files(project) == before


# --- The moment of change


def test_the_folder_is_whole_at_every_instant(tmp_path: Path) -> None:
    """Seen by somebody who looks all the time, while it is replaced over and over."""
    target = tmp_path / "site"
    with replacing.folder(target) as new:
        (new / "page").write_text("0" * 1000)
    over, looks, wrong = threading.Event(), 0, []

    def look() -> None:
        nonlocal looks
        while not over.is_set():
            try:
                text = (target / "page").read_text()
            except OSError as error:
                text = repr(error)
            looks += 1
            if len(text) != 1000 or len(set(text)) != 1:
                wrong.append(text)

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(200):
        with replacing.folder(target) as new:
            (new / "page").write_text(str(number % 10) * 1000)
    over.set()
    watcher.join()
    assert wrong == []
    assert looks > 20


@pytest.mark.parametrize("exchange", [True, False])
def test_a_site_that_cannot_be_put_in_place_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """With two renames, the second fails after the first went well."""
    if not exchange:
        monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    target = tmp_path / "site"
    target.mkdir()
    (target / "page").touch()
    with pytest.raises(FileNotFoundError), replacing.folder(target) as new:
        new.rmdir()
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "page"]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    target = tmp_path / "site"
    for text in ("first", "second", "third"):
        with replacing.folder(target) as new:
            (new / text).touch()
        assert [path.name for path in tmp_path.rglob("*")] == ["site", text]


def test_this_system_exchanges_folders(tmp_path: Path) -> None:
    """Linux does, and says no otherwise than by doing nothing."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    if sys.platform == "linux":
        assert replacing._exchange(one, other)
        assert (one / "other").exists() and (other / "one").exists()
    else:
        assert not replacing._exchange(one, other)
        assert (one / "one").exists() and (other / "other").exists()


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM, errno.EIO])
def test_a_file_system_that_cannot_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    """It answers with an error; then renames have to do. Any other error is one."""

    class Libc:
        def __init__(self, name: None, use_errno: bool) -> None:
            pass

        def renameat2(self, *_: object) -> int:
            ctypes.set_errno(error)
            return -1

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", Libc)
    if error == errno.EIO:
        with pytest.raises(OSError, match="error"):
            replacing._exchange(tmp_path, tmp_path)
    else:
        assert not replacing._exchange(tmp_path, tmp_path)


def test_a_link_to_a_site_stays_a_link(published: Project, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (tmp_path / "site").symlink_to(place)
    with replacing.folder(tmp_path / "site") as new:
        (new / "page").touch()
    assert (tmp_path / "site").is_symlink()
    assert [path.name for path in place.iterdir()] == ["page"]


def test_folders_without_a_site_are_not_replaced(
    published: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it would be deleted: somebody's work, a web root with a page 404.html in it, a clone that a site is committed from."""
    work, clone, file = tmp_path / "work", tmp_path / "clone", tmp_path / "file"
    root, older, other, linked = tmp_path / "root", tmp_path / "older", tmp_path / "other", tmp_path / "linked"
    for folder in (work, root, other, linked):
        folder.mkdir()
        (folder / "thesis.txt").touch()
    (root / "404.html").touch()
    (other / marker.FILE).write_text("Built by somebody else.\n")
    (linked / marker.FILE).symlink_to(published.site / marker.FILE)
    for folder in (clone, older):
        shutil.copytree(published.site, folder)
    (clone / ".git").mkdir()
    (older / marker.FILE).unlink()
    file.touch()
    before = sorted(tmp_path.rglob("*"))
    for target in (work, root, other, linked, clone, older, file, Path("/"), published.file("docs")):
        assert not site_build.build_into(published.config, target)
        assert str(target) in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_whoever_has_an_older_site_is_reported_what_to_do(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.site / marker.FILE).unlink()
    assert not site_build.build_into(project.config, project.site)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "delete it yourself and build again" in said and marker.FILE in said
    shutil.rmtree(project.site)
    with unchanged_environment():
        assert site_build.build_into(project.config, project.site)
        assert site_build.build_into(project.config, project.site)


def test_an_empty_folder_is_replaced(project: Project) -> None:
    shutil.rmtree(project.site)
    project.site.mkdir()
    with unchanged_environment():
        assert site_build.build_into(project.config, project.site)


def test_a_link_in_place_of_the_site_is_refused(published: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it leads to, a site of ours among it. A link on the way to the folder is a way like any other."""
    site = Path(shutil.copytree(published.site, tmp_path / "somewhere" / "site"))
    (tmp_path / "site").symlink_to(site)
    (tmp_path / "nowhere").symlink_to(tmp_path / "nothing")
    before = sorted(tmp_path.rglob("*"))
    for link in (tmp_path / "site", tmp_path / "nowhere"):
        assert not site_build.build_into(published.config, link)
        assert f"{link} is a link, to " in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    (tmp_path / "way").symlink_to(site.parent)
    with unchanged_environment():
        assert site_build.build_into(published.config, tmp_path / "way" / "site")
    assert "Deep squat" in (site / "exercises/squat/index.html").read_text(encoding="utf-8")


def test_a_link_in_place_of_the_work_folder_is_refused(tmp_path: Path) -> None:
    """A build cleans up in there: it would delete `new`, and put `old` in the place of the site."""
    others = tmp_path / "others"
    for name in ("new", "old"):
        (others / name).mkdir(parents=True)
        (others / name / "thesis.txt").touch()
    (tmp_path / ".site-new").symlink_to(others)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotADirectoryError), replacing.folder(tmp_path / "site"):
        pytest.fail("was given a folder")
    assert sorted(tmp_path.rglob("*")) == before


# --- Two builds at once


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGCONT])
def test_two_builds_of_one_site(project: Project, tmp_path: Path, end: int) -> None:
    """The second says that it waits, and goes on when the first has ended, whichever way: a lock dies with its process."""
    other = Project(shutil.copytree(project.folder, tmp_path / "other", ignore=shutil.ignore_patterns("site")))
    other.replace(SQUAT, "name: Deep squat", "name: Sumo squat")
    site = tree(project.site)
    first = subprocess.Popen(_command(project), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    second = None
    try:
        _wait_for(lambda: list(project.folder.glob(".site-new/new/*")))
        first.send_signal(signal.SIGSTOP)
        command = [*BUILD, "--config", str(other.config), "--site", str(project.site)]
        with (tmp_path / "said").open("w") as said:
            second = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _wait_for(lambda: "is running; waiting" in (tmp_path / "said").read_text())
        assert tree(project.site) == site
        first.send_signal(end)
        assert first.wait(DEADLINE_S) == (0 if end == signal.SIGCONT else -signal.SIGKILL)
        assert second.wait(DEADLINE_S) == 0
    finally:
        for process in (first, second):
            if process:
                process.kill()
                process.wait()
    assert "Sumo squat" in (project.site / "exercises/squat/index.html").read_text(encoding="utf-8")
    assert run([*command[:-1], str(tmp_path / "alone")], tmp_path).returncode == 0
    assert tree(project.site) == tree(tmp_path / "alone")
    assert not (project.folder / ".site-new").exists()


def test_many_at_once(tmp_path: Path) -> None:
    """They come and go all the time, and remove the lock behind them: never are two in the same place."""
    target, inside, most = tmp_path / "site", 0, 0
    counting = threading.Lock()

    def replace(name: str) -> None:
        nonlocal inside, most
        for number in range(100):
            with replacing.folder(target) as new:
                with counting:
                    inside += 1
                    most = max(most, inside)
                (new / f"{name}-{number}").touch()
                with counting:
                    inside -= 1

    threads = [threading.Thread(target=replace, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert len(list(target.iterdir())) == 1
    assert list(tmp_path.iterdir()) == [target]


# --- No room, no right


@contextmanager
def _mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mounts something at a folder, as root or with sudo; skips where neither may."""
    folder.mkdir(exist_ok=True)
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*become, "mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run([*become, "umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("room", [0.02, 0.3, 0.6, 0.97])
def test_the_disk_is_full(published: Project, tmp_path: Path, room: float) -> None:
    """A real file system, with room for the site that is there and for this part of a new one."""
    blocks = sum(4096 * -(-path.stat().st_size // 4096) for path in published.site.rglob("*") if path.is_file())
    inodes = 2000
    with _mounted(
        tmp_path / "disk", "-t", "tmpfs", "-o", f"size={int(blocks * (1 + room))},nr_inodes={inodes},uid={os.geteuid()}", "none"
    ) as disk:
        site = Path(shutil.copytree(published.site, disk / "site"))
        before = tree(disk)
        done = run([*BUILD, "--config", str(published.config), "--site", str(site)], tmp_path)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("No space left on device")
        assert done.stderr.endswith(" site/ is as it was.\n")
        assert "Traceback" not in done.stderr
        assert tree(disk) == before
        assert list(disk.iterdir()) == [site]


def test_files_may_not_grow(project: Project) -> None:
    """No file of more than 40 KB, as a quota or `ulimit -f` has it."""
    before = _files(project)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = subprocess.run(
        [*BUILD, "--config", str(project.config), "--site", str(project.site)],
        preexec_fn=limit,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    _assert_untouched(project, done, before, "File too large")


def test_a_read_only_file_system(project: Project, tmp_path: Path) -> None:
    before = _files(project)
    with _mounted(tmp_path / "seen", "--bind", "-o", "ro", str(project.folder)) as seen:
        command = [*BUILD, "--config", str(project.config), "--site", str(seen / "site")]
        done = run(command, tmp_path)
    _assert_untouched(project, done, before, "Read-only file system")


def test_a_site_that_is_mounted_cannot_be_replaced(project: Project, tmp_path: Path) -> None:
    """As a volume of a container is: nothing else can be put there than into it."""
    (tmp_path / "volume").mkdir()
    before = _files(project)
    with _mounted(project.site, "--bind", str(tmp_path / "volume")):
        done = run(_command(project), project.folder)
    _assert_untouched(project, done, before, "Device or resource busy")


def test_a_folder_that_may_not_be_written(project: Project) -> None:
    """Root may write anywhere; here it has laid that down."""
    lay_down = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    before = _files(project)
    project.folder.chmod(0o555)
    try:
        done = run([*lay_down, *_command(project)], project.folder)
    finally:
        project.folder.chmod(0o755)
    _assert_untouched(project, done, before, "Permission denied")


# --- Mistakes in the code


@pytest.mark.parametrize("event", engine.EVENTS)
def test_an_error_in_any_event(project: Project, event: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each event of MkDocs, those that hooks/events.py has among them, raises something that nobody has thought of."""
    hooks = project.file("hooks/events.py")
    text = hooks.read_text(encoding="utf-8")
    broken = [event, "config"] if event == "build_error" else [event]
    lines = [
        "",
        "",
        "def _raise(*_, **__):",
        "    raise LookupError('not thought of')",
        "",
        *(f"on_{one} = _raise" for one in broken),
    ]
    hooks.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    before = _files(project)
    with unchanged_environment():
        built = site_build.build_into(project.config, project.site)
    said = capsys.readouterr().err
    if event == "serve":
        assert built
        return
    assert not built
    place = f"hooks/events.py:{text.count(chr(10)) + 4}: LookupError: not thought of"
    assert [line for line in said.splitlines() if place in line and line.endswith("site/ is as it was.")] != [], said
    assert "Traceback" not in said
    assert _files(project) == before
    assert not (project.folder / ".site-new").exists()
