"""The folder walk: paths given by the user → the photos in them, in natural order.

Files and subfolders of a folder are merged into one natural order, so `1.jpg` comes before the folder `2`
and that before `10.jpg`: the order of whole paths that a file manager's list shows.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flowersort.core.errors import FolderError, UsageError
from flowersort.core.events import FolderFailed, FolderPassedOver
from flowersort.core.naming import natural_key
from flowersort.core.photo import PhotoFile
from flowersort.core.plan import MARKER_FOLDER
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.formats import has_photo_suffix
from flowersort.services.imaging.scan_faults import folder_fault, shown


@dataclass(slots=True)
class _Walk:
    """What one call of `scan` remembers: little, whatever the size of the tree.

    Attributes:
        given: normalised paths given by the user; only these can be reached twice.
        taken: those of `given` that were yielded as photos.
        entered: identities of the folders that were listed.
    """

    recursive: bool
    cancel: CancelToken
    given: frozenset[str]
    taken: set[str] = field(default_factory=set)
    entered: set[object] = field(default_factory=set)

    def first_time(self, path: str) -> bool:
        """Say whether a photo has not been yielded yet under this path."""
        plain = os.path.normcase(path)
        if plain in self.taken:
            return False
        if plain in self.given:
            self.taken.add(plain)
        return True

    def enter(self, path: str) -> bool:
        """Say whether a folder, by whatever path it is reached, is entered for the first time."""
        key = _identity(path)
        if key in self.entered:
            return False
        self.entered.add(key)
        return True

    def passes_over(self, path: str) -> bool:
        """Say whether a folder with our marker is none that the user named anything of."""
        plain = os.path.normcase(path)
        inside = plain.rstrip(os.sep) + os.sep
        if plain in self.given or any(given.startswith(inside) for given in self.given):
            return False
        # By another path, it may be named still.
        self.entered.discard(_identity(path))
        return True


def _identity(path: str) -> object:
    """Return what is the same for two paths exactly where they lead to one folder."""
    status = Path(path).stat()
    # Some network file systems number nothing.
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(os.path.realpath(path))


def check_paths(paths: Sequence[str]) -> None:
    """Refuse paths that can't be scanned, before anything is done.

    Raises:
        UsageError: there is no path at all.
        FolderError: a path is missing, or is neither a file nor a folder. What merely can't be read is left to
            `scan`, which says so and goes on.
    """
    if not paths:
        raise UsageError("Name at least one folder or photo.")
    for path in paths:
        try:
            mode = Path(_absolute(path)).stat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError) as fault:
            raise FolderError(f"There is no file or folder {shown(path)}.") from fault
        except OSError:
            continue
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            raise FolderError(f"{shown(path)} is neither a file nor a folder.")


def common_folder(paths: Sequence[str]) -> str:
    """Return the absolute path of the deepest folder that holds all paths; a folder counts as itself.

    Raises:
        UsageError: there is no path at all, or there is no such folder (different drives of Windows).
    """
    if not paths:
        raise UsageError("Name at least one folder or photo.")
    absolute = [Path(_absolute(path)) for path in paths]
    try:
        return os.path.commonpath([path if os.path.isdir(path) else path.parent for path in absolute])  # noqa: PTH112
    except ValueError as fault:
        raise UsageError("The paths lie on different drives; label each drive in a run of its own.") from fault


def scan(
    paths: Sequence[str], *, recursive: bool, cancel: CancelToken
) -> Iterator[PhotoFile | FolderFailed | FolderPassedOver]:
    """Find the photos of files and folders, in the given order, each folder in natural order.

    A file that is named is taken whatever its name; in folders only names with the suffix of a photo count, and
    names that begin with a dot are passed over. Linked folders are followed, but no folder is entered twice. A
    photo reached through several of the given paths is yielded once; hard links and linked files are photos of
    their own. A subfolder that was sorted into is passed over, unless it or something in it is among the given
    paths. No file is opened.

    Args:
        paths: files and folders; relative ones count from the working folder.
        recursive: whether to enter subfolders.
        cancel: looked at between any two directory entries.

    Yields:
        `PhotoFile` with an absolute path, links unresolved, size and time -1 where the file can't be asked (a
        broken link); `FolderFailed` with a sentence for what can't be listed, after which the walk goes on;
        `FolderPassedOver` for each subfolder that is passed over.
    """
    absolute = [_absolute(path) for path in paths]
    walk = _Walk(recursive=recursive, cancel=cancel, given=frozenset(map(os.path.normcase, absolute)))
    for path in absolute:
        if cancel.cancelled:
            return
        try:
            status = Path(path).stat()
        except (OSError, ValueError) as fault:
            yield FolderFailed(path, folder_fault(fault))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, walk)
        elif not stat.S_ISREG(status.st_mode):
            yield FolderFailed(path, "This is neither a file nor a folder.")
        elif walk.first_time(path):
            yield PhotoFile(path=path, size=status.st_size, modified_ns=status.st_mtime_ns)


def _absolute(path: str) -> str:
    """Return `path` from the root on, links as they are.

    Raises:
        FolderError: the path is empty, which `abspath` would take for the working folder.
    """
    if not path:
        raise FolderError("There is no file or folder with an empty name.")
    return os.path.abspath(path)  # noqa: PTH100 (Path.resolve would follow the links)


def _folder(root: str, walk: _Walk) -> Iterator[PhotoFile | FolderFailed | FolderPassedOver]:
    """Walk one given folder; a stack of what is still to do stands in for recursion, so depth is no limit."""
    pending: list[str | os.DirEntry[str]] = [root]
    while pending and not walk.cancel.cancelled:
        item = pending.pop()
        if isinstance(item, str):
            news = _list(item, walk, pending)
            if news is not None:
                yield news if isinstance(news, FolderPassedOver) else FolderFailed(item, folder_fault(news))
        else:
            photo = _photo(item, walk)
            if photo is not None:
                yield photo


def _list(path: str, walk: _Walk, pending: list[str | os.DirEntry[str]]) -> OSError | FolderPassedOver | None:
    """Put a folder's photos and subfolders on the stack, first on top; return what kept it from being listed."""
    found: list[tuple[str, str | os.DirEntry[str]]] = []
    fault: OSError | None = None
    try:
        if not walk.enter(path):
            return None
        with os.scandir(path) as entries:
            for entry in entries:
                if walk.cancel.cancelled:
                    return None
                if entry.name == MARKER_FOLDER and walk.passes_over(path):
                    return FolderPassedOver(path)
                if not entry.name.startswith("."):
                    found.extend(_wanted(entry, walk))
    except OSError as broken:
        fault = broken
    found.sort(key=lambda pair: natural_key(pair[0]), reverse=True)
    pending.extend(item for _, item in found)
    return fault


def _wanted(entry: os.DirEntry[str], walk: _Walk) -> Iterator[tuple[str, str | os.DirEntry[str]]]:
    """Yield an entry with its name: a folder as its path, a photo as it is, anything else not at all."""
    if _may_be_folder(entry):
        if walk.recursive:
            yield entry.name, entry.path
    elif has_photo_suffix(entry.name):
        yield entry.name, entry


def _may_be_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except NotADirectoryError:
        return False
    except OSError:
        # A link to what can't be asked: if it isn't named like a photo, it may be a folder full of them, and
        # listing it will say what is wrong.
        return not has_photo_suffix(entry.name)


def _photo(entry: os.DirEntry[str], walk: _Walk) -> PhotoFile | None:
    """Return a directory entry as a photo; None for a pipe, socket or device, and for what was yielded already."""
    try:
        status = entry.stat()
    except OSError:
        return PhotoFile(path=entry.path, size=-1, modified_ns=-1) if walk.first_time(entry.path) else None
    if not stat.S_ISREG(status.st_mode) or not walk.first_time(entry.path):
        return None
    return PhotoFile(path=entry.path, size=status.st_size, modified_ns=status.st_mtime_ns)
