"""XMP files beside photos: which one is a photo's, what would become of it, and writing it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flowersort.core.csv_names import one_line
from flowersort.core.errors import ExportError
from flowersort.core.xmp_export import Keywords, XmpDeed, XmpNames
from flowersort.services.export.atomic import writable_problem, write_whole_bytes
from flowersort.services.export.xmp_packet import merged_packet, new_packet

_MOST_BYTES = 16 << 20
# Both are seen, and of two files with these only the first is used.
_SUFFIXES = (".xmp", ".XMP")
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Change:
    """A file's content before, None where there was none, and after, None where it stays."""

    deed: XmpDeed
    before: bytes | None
    after: bytes | None = None


class XmpTargets:
    """Chooses each photo's XMP file, knowing which photos share a name."""

    def __init__(self, photos: Iterable[str], names: XmpNames) -> None:
        self._names = names
        self._stems = Counter(_folded(_stem(photo)) for photo in photos)
        self._owners: dict[str, str] = {}

    def target(self, photo: str) -> str:
        """Return the file for a photo: one that is there, in either spelling, before one to be made.

        Ask once for each photo, in the order in which they count.

        Raises:
            ExportError: it is another photo's already.
        """
        full, short = _existing(photo), _existing(_stem(photo))
        alone = self._stems[_folded(_stem(photo))] < 2
        if self._names is XmpNames.WITH_SUFFIX:
            return full or (short if alone else None) or photo + _SUFFIXES[0]
        if full and not short:
            return full
        owner = self._owners.setdefault(_folded(_stem(photo)), photo)
        if owner != photo:
            raise ExportError(
                f"shares its XMP file's name with {one_line(os.path.basename(owner))}; "  # noqa: PTH119
                f"the name style {XmpNames.WITH_SUFFIX.value} keeps them apart."
            )
        return short or _stem(photo) + _SUFFIXES[0]


def look(target: str, keywords: Keywords | None) -> XmpDeed:
    """Return what `write_xmp` would do now.

    Raises:
        ExportError: it would refuse; the message is a sentence.
    """
    change = _change(target, keywords)
    if change.after is not None:
        writable_problem(target)
    return change.deed


def write_xmp(target: str, keywords: Keywords | None) -> XmpDeed:
    """Make or change an XMP file, whole or not at all, and return what was done.

    Args:
        target: the file; where it stands already, everything in it that is not ours stays.
        keywords: None takes words of ours back where there are any.

    Raises:
        ExportError: the file is damaged, no XMP, too large, or can't be read or written; it is as it was.
    """
    change = _change(target, keywords)
    data = change.after
    if data is not None:

        def write(stream: BinaryIO) -> None:
            stream.write(data)
            # What another program wrote since must not be replaced; from here to the renaming is no time to speak of.
            if _read(target) != change.before:
                raise ExportError(f"{one_line(target)} was changed by another program just now; it was left as it is.")

        write_whole_bytes(target, write)
    return change.deed


def _change(target: str, keywords: Keywords | None) -> _Change:
    data = _read(target)
    try:
        if data is None:
            made = None if keywords is None else new_packet(keywords)
            return _Change(XmpDeed.LEAVE if made is None else XmpDeed.MAKE, None, made)
        merged = merged_packet(data, keywords)
    except ExportError as fault:
        raise ExportError(f"{one_line(target)} {fault} It was left as it is.") from fault
    if merged is None:
        return _Change(XmpDeed.SAME if keywords is not None else XmpDeed.LEAVE, data)
    return _Change(XmpDeed.MERGE, data, merged)


def _read(target: str) -> bytes | None:
    """Return a file's content; None where there is none."""
    try:
        handle = os.open(target, os.O_RDONLY | _NO_WAITING)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise ExportError(f"{one_line(target)} can't be read: {fault.strerror or fault}.") from fault
    try:
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ExportError(f"{one_line(target)} is not a file with content; it was left as it is.")
            data = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise ExportError(f"{one_line(target)} can't be read: {fault.strerror or fault}.") from fault
    if len(data) > _MOST_BYTES:
        raise ExportError(f"{one_line(target)} is larger than {_MOST_BYTES >> 20} MB; it was left as it is.")
    return data


def _existing(path: str) -> str | None:
    return next((path + suffix for suffix in _SUFFIXES if os.path.lexists(path + suffix)), None)


def _stem(photo: str) -> str:
    return str(Path(photo).with_suffix(""))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
