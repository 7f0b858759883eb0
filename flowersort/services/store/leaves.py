"""Reviews straight from a damaged file's pages, where SQLite itself finds the way to them no more.

Written after https://www.sqlite.org/fileformat2.html: sections 1.6 (pages), 2.1 (records) and 4.1 (the log).
A review is so small that it always lies on one page, and so regular that hardly anything else looks like one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from flowersort.services.store.files import length, with_part
from flowersort.services.store.rows import Row, RowError, to_stored_review
from flowersort.services.store.values import StoredReview

# The page kinds of a table without row numbers, and the length of their headers: inner pages hold rows, too.
_HEADER_LENGTHS = {0x02: 12, 0x0A: 8}
_CHILD_POINTER = 4
_LOG_HEADER, _FRAME_HEADER = 32, 24
_REVIEW_COLUMNS = 4
_INTEGER_LENGTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
_NOT_A_RECORD = (IndexError, KeyError, UnicodeDecodeError, struct.error, RowError)


def find_reviews(main: Path) -> dict[str, StoredReview]:
    """Return every review that stands on any page of a database or its log; of several for one photo the latest.

    A page that SQLite had given up may still hold a review that was removed since: that one comes back, which is
    the lesser evil.

    Raises:
        OSError: the files can't be read.
    """
    found: dict[str, StoredReview] = {}
    for page in _pages(main):
        for review in reviews_on(page):
            known = found.get(review.content)
            if known is None or known.review.at <= review.review.at:
                found[review.content] = review
    return found


def reviews_on(page: bytes) -> Iterator[StoredReview]:
    """Yield what looks like a review on one page."""
    header = _HEADER_LENGTHS.get(page[0]) if len(page) > 12 else None
    if header is None:
        return
    for cell in range(int.from_bytes(page[3:5], "big")):
        pointer = header + 2 * cell
        offset = int.from_bytes(page[pointer : pointer + 2], "big")
        review = _review_at(page, offset + (_CHILD_POINTER if page[0] == 0x02 else 0))
        if review is not None:
            yield review


def _review_at(page: bytes, offset: int) -> StoredReview | None:
    try:
        size, start = _varint(page, offset)
        content, verdict, class_name, at = _record(page[start : start + size])
        # A real number without fraction is kept as an integer (fileformat2.html, section 2.1).
        return to_stored_review((content, verdict, class_name, float(at) if isinstance(at, int) else at))
    except _NOT_A_RECORD:
        return None


def _record(payload: bytes) -> Row:
    body, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < body and len(kinds) <= _REVIEW_COLUMNS:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) != _REVIEW_COLUMNS:
        raise RowError("another number of columns")
    values: list[object] = []
    for kind in kinds:
        value, body = _value(payload, kind, body)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, kind: int, start: int) -> tuple[object, int]:
    size = (kind - 12) // 2 if kind >= 12 else 8 if kind == 7 else _INTEGER_LENGTHS[kind]
    raw = payload[start : start + size]
    if len(raw) < size:
        raise RowError("cut short")
    end = start + size
    if kind >= 12:
        return (raw.decode() if kind % 2 else raw), end
    if kind == 7:
        return struct.unpack(">d", raw)[0], end
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], end
    return int.from_bytes(raw, "big", signed=True), end


def _varint(data: bytes, offset: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[offset + place]
        if place == 8:
            return value << 8 | byte, offset + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + place + 1
    raise AssertionError


def _pages(main: Path) -> Iterator[bytes]:
    log = with_part(main, "-wal")
    size = _page_size(main, log)
    for path, header, frame in ((main, 0, 0), (log, _LOG_HEADER, _FRAME_HEADER)):
        if length(path) == 0:
            continue
        with path.open("rb") as file:
            file.seek(header)
            while len(block := file.read(frame + size)) > frame:
                yield block[frame:]


def _page_size(main: Path, log: Path) -> int:
    for path, start, end in ((main, 16, 18), (log, 8, 12)):
        if length(path) >= end:
            with path.open("rb") as file:
                size = int.from_bytes(file.read(end)[start:end], "big")
            if size in (512, 1024, 2048, 4096, 8192, 16384, 32768):
                return size
    return 4096
