"""The report's folder is whole or absent: built beside its place, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from flowersort.core.csv_names import one_line
from flowersort.core.errors import ExportError

PAGE, FIGURES, AUDIT, CHECK = "report.html", "evaluation.json", "audit.json", "check.json"
PLOTS = ("confusion.png", "reliability.png", "coverage.png", "actual.png", "actual_and_predicted.png")
MARK = '<meta name="generator" content="flowersort evaluate --report">'
AUDIT_MARK = '<meta name="generator" content="flowersort audit --report">'
CHECK_MARK = '<meta name="generator" content="flowersort check --report">'

_FILES = frozenset({PAGE, FIGURES, AUDIT, CHECK, *PLOTS})
# What systems put into every folder that somebody looks at; nobody misses it.
_DROPPED_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_MARK_WITHIN = 4096
_REFUSED = "it or the folder that it lies in is read-only. Choose another place."
_FULL = "the disk is full. Free some space, or choose another place."
_MISSING = "the folder that it should lie in does not exist. Make that first."
_REASONS = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EROFS: _REFUSED,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EBUSY: "it is in use or a drive of its own. Name a new folder.",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
    errno.EEXIST: "something has come to stand there meanwhile. Choose another name.",
    errno.ENOTEMPTY: "something has come to stand there meanwhile. Choose another name.",
}


def check_report_folder(path: str) -> None:
    """Refuse a place where no report can or may go, before the long run that it is to tell of.

    Passing is no promise: the disk may fill up meanwhile.

    Raises:
        ExportError: a file stands there, a folder that holds anything but an earlier report, or nothing can be
            written there.
    """
    try:
        _check(path)
    except (OSError, ValueError) as fault:
        raise ExportError(_sentence(path, fault)) from fault


def place_report(path: str, files: Mapping[str, bytes]) -> None:
    """Put a report in place in one step; an earlier one is kept until the new one stands.

    Args:
        path: the report's folder; a link to one is followed.
        files: content by name; the names are `PAGE`, `FIGURES`, `AUDIT`, `CHECK` and `PLOTS`.

    Raises:
        ExportError: it can't be written. What stood there before still does, or, where even renaming it back
            failed, lies where the sentence says.
    """
    try:
        _check(path)
        target = Path(os.path.realpath(path))
        made = target.with_name(f".flowersort-{secrets.token_hex(8)}.tmp")
        try:
            _fill(made, files)
            _swap(made, target)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        _make_durable(target.parent)
    except (OSError, ValueError) as fault:
        raise ExportError(_sentence(path, fault)) from fault


def _check(path: str) -> None:
    if not path:
        raise ExportError("The report needs a folder with a name.")
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    # Raises by itself where there is no such folder.
    os.stat(target.parent / ".")  # noqa: PTH116 - Path drops the dot, which asks for a folder
    _refuse_read_only(target.parent)
    if mode is None:
        return
    if not stat.S_ISDIR(mode):
        raise ExportError(f"{one_line(path)} is a file; give the report a folder.")
    _refuse_read_only(target)
    if target.is_mount() or _is_working_folder(target):
        raise ExportError(f"{one_line(path)} can't be replaced as a whole; name a new folder in it for the report.")
    _refuse_anything_else(target, path)


def _is_working_folder(target: Path) -> bool:
    # The working folder itself may be gone.
    with contextlib.suppress(OSError):
        return target.samefile(os.curdir)
    return False


def _refuse_anything_else(target: Path, path: str) -> None:
    """Refuse a folder that holds what a report would take away; an empty one and an earlier report are fine."""
    entries = {entry.name: entry.is_file(follow_symlinks=False) for entry in os.scandir(target)}
    others = sorted(name for name, plain in entries.items() if not plain or name not in _FILES | _DROPPED_BY_SYSTEMS)
    if not others and (_is_page(target / PAGE) or not _FILES & set(entries)):
        return
    held = f" ({one_line(others[0])})" if others else ""
    raise ExportError(
        f"{one_line(path)} holds something else than a report{held}, and a report replaces its whole folder. "
        "Name a new folder."
    )


def _is_page(page: Path) -> bool:
    try:
        with page.open("rb") as stream:
            beginning = stream.read(_MARK_WITHIN)
    except FileNotFoundError:
        return False
    return any(mark.encode() in beginning for mark in (MARK, AUDIT_MARK, CHECK_MARK))


def _refuse_read_only(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(folder))


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        with (folder / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    _make_durable(folder)


def _swap(made: Path, target: Path) -> None:
    """Let the new folder take the place of whatever stands there, and only then take that away."""
    if not os.path.lexists(target):
        made.rename(target)
        return
    earlier = made.with_suffix(".old")
    with contextlib.suppress(OSError):
        made.chmod(stat.S_IMODE(target.stat().st_mode))
    try:
        target.rename(earlier)
        made.rename(target)
    except BaseException as fault:
        _put_back(earlier, target, fault)
        raise
    shutil.rmtree(earlier, ignore_errors=True)


def _put_back(earlier: Path, target: Path, fault: BaseException) -> None:
    if not earlier.exists() or os.path.lexists(target):
        return
    try:
        earlier.rename(target)
    except OSError:
        raise ExportError(
            f"The report can't be put in place ({fault}). What stood there before now lies in "
            f"{one_line(os.fspath(earlier))}."
        ) from fault


def _make_durable(folder: Path) -> None:
    """Ask that names outlive a power cut; where folders can't be synced, they are in place all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: str, fault: OSError | ValueError) -> str:
    number = fault.errno if isinstance(fault, OSError) else None
    told = fault.strerror if isinstance(fault, OSError) else None
    reason = _REASONS.get(number or 0, f"{told or fault}. Choose another place.")
    return f"The report can't be written to {one_line(path)}: {reason}"
