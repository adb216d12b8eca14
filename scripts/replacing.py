"""Replacement of an old folder by a new one in one step. Standard library only.

At any time, and however this program ends, the place holds the complete old folder or the complete new one.
That holds:

- against every end of the program: an error, a full disk, Ctrl-C, SIGKILL;
- between programs that all use this module: `folder` has a lock that goes with its process;
- on Linux where the file system can exchange two folders in one step (ext4, XFS, Btrfs, tmpfs; others see `_exchange`).

It does not hold in these cases:

- On other systems the exchange takes two renames, and between them there is no folder. A program killed between them leaves the
  place empty; the old folder is safe beside it, and the next call of `folder` for this place puts it back first of all.
- Nothing is forced onto the disk (no fsync), so after a power cut or a crash of the system files may be empty.
- A reader that takes several files, one after the other, may get some from each.
- Windows has neither the lock nor the exchange.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
"""Constants of Linux, from fcntl.h and linux/fs.h."""
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""Errors of kernels, file systems and sandboxes without the exchange (renameat2(2))."""


@contextlib.contextmanager
def folder(target: Path, *, waiting: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """Yield an empty folder beside `target`, which replaces `target` if the block ends without an exception.

    Only one program at a time can do this for a target. If another one does, `waiting` is called once before waiting.
    Only the folder `.NAME-new` is written beside `target`. It is removed at the end, as are remains of a killed program.
    Raises OSError, with `target` as it was. The content of `target` is not checked: it will be deleted.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with _own(work_folder(target), waiting) as work:
        new, old = work / "new", work / "old"
        _recover(target, new, old)
        new.mkdir()
        try:
            yield new
            _replace(target, new, old)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def work_folder(target: Path) -> Path:
    """Return the folder in which everything for `target` is made."""
    return target.parent / f".{target.name}-new"


@contextlib.contextmanager
def _own(work: Path, waiting: Callable[[], object]) -> Iterator[Path]:
    """Yield the folder `work` for this process alone. It is removed at the end, unless something is left in it."""
    lock = _lock(work, waiting)
    try:
        yield work
    finally:
        with contextlib.suppress(OSError):
            (work / "lock").unlink()  # before it is let go: whoever waits for it sees that it is no longer the one
            work.rmdir()
        os.close(lock)


def _lock(work: Path, waiting: Callable[[], object]) -> int:
    while True:
        try:
            work.mkdir(exist_ok=True)
            if _is_in_the_way(work):  # a link to a folder: what it leads to is not ours to clean up
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(work))
            lock = os.open(work / "lock", os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:
            continue  # whoever had it has removed the folder just now
        except FileExistsError:
            if _is_in_the_way(work):
                raise
            continue  # the same, while it was looked at
        try:
            if sys.platform == "win32":
                return lock
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                waiting = _silence
                fcntl.flock(lock, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock), (work / "lock").stat()):
                    return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def _is_in_the_way(work: Path) -> bool:
    """Return whether something other than a folder is there. A single system call decides, since folders come and go."""
    try:
        return not stat.S_ISDIR(work.lstat().st_mode)
    except FileNotFoundError:
        return False


def _silence() -> None:
    pass


def _recover(target: Path, new: Path, old: Path) -> None:
    """Undo the unfinished replacement of a killed program, and remove its remains."""
    if old.exists() and not target.exists():
        old.rename(target)
    _remove(new)
    if old.exists():
        _discard(old, new)
        _remove(new)


def _replace(target: Path, new: Path, old: Path) -> None:
    """Put `new` at `target`. The old content is at `new` afterward."""
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        _discard(old, new)


def _discard(old: Path, new: Path) -> None:
    """Move the old folder away from the place from which it could be put back, since its deletion is about to begin."""
    old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step. Return False, with nothing changed, where that is impossible: outside Linux, or on FAT, NFS or FUSE."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
