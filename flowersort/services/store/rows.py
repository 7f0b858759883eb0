"""Rows ↔ values.

SQLite keeps no checksums, so garbage can come back as a perfectly regular row. Whatever is read passes through
here, and what has the wrong type raises `RowError` instead of travelling on.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.services.store.values import (
    EmbeddingBatch,
    Entry,
    Known,
    SeenBatch,
    StoredCheck,
    StoredPath,
    StoredPhoto,
    StoredReview,
)

Row = tuple[Any, ...]

_LARGEST_FLOAT16 = 65504.0
_INT64 = 2**64


class RowError(Exception):
    """A row holds what was never written into it: the file is damaged."""


def path_key(path: str) -> bytes:
    """Return the path's bytes as the operating system has them, also where they are no text."""
    return os.fsencode(path)


def file_key(file: PhotoFile) -> tuple[bytes, int, int] | None:
    """Return path, size and time as columns, or None for a file that could not be asked.

    File systems know times beyond 2262, where nanoseconds leave SQLite's 64-bit integers; those wrap around.
    """
    if file.size < 0 or file.modified_ns == -1:
        return None
    wrapped = (file.modified_ns + _INT64 // 2) % _INT64 - _INT64 // 2
    return path_key(file.path), file.size, wrapped


def path_row(entry: Entry) -> Row | None:
    """Return (path, size, modified_ns, content), or None where the file could not be asked."""
    key = file_key(entry.file)
    return None if key is None else (*key, entry.content)


def content_row(entry: StoredPhoto) -> Row:
    """Return (content, width, height, taken)."""
    return entry.content, entry.facts.width, entry.facts.height, entry.facts.taken


def prediction_row(entry: StoredPhoto) -> Row:
    """Return (content, fingerprint, logits, no_flower, other_flower)."""
    logits = np.asarray(entry.logits, "<f4").tobytes()
    return entry.content, entry.fingerprint, logits, float(entry.no_flower), float(entry.other_flower)


def embedding_row(entry: StoredPhoto) -> Row | None:
    """Return (content, fingerprint, embedding), or None where there is no embedding."""
    if entry.embedding is None:
        return None
    within = np.clip(entry.embedding, -_LARGEST_FLOAT16, _LARGEST_FLOAT16)
    return entry.content, entry.fingerprint, within.astype("<f2").tobytes()


def look_row(content: str, look: PhotoLook) -> Row:
    """Return (content, hash, brightest, blown, contrast, sharpness); the hash as SQLite's signed integer."""
    signed = look.hash - _INT64 if look.hash >= _INT64 // 2 else look.hash
    return content, signed, look.brightest, look.blown, look.contrast, look.sharpness


def review_row(content: str, review: Review) -> Row:
    """Return (content, verdict, class_name, at)."""
    return content, review.verdict.value, review.class_name, float(review.at)


def check_row(check: StoredCheck) -> Row:
    """Return (content, denied, at)."""
    return check.content, check.denied, float(check.at)


def to_facts(width: object, height: object, taken: object) -> PhotoFacts:
    """Return the photo's facts. Raises RowError."""
    if isinstance(width, int) and isinstance(height, int) and isinstance(taken, str | None):
        return PhotoFacts(width=width, height=height, taken=taken)
    raise RowError(f"the facts of a photo are {width!r}, {height!r}, {taken!r}")


def to_look(hashed: object, *measures: object) -> PhotoLook:
    """Return the look from the columns of `look_row` after the content. Raises RowError."""
    numbers = [each for each in measures if isinstance(each, float)]
    if isinstance(hashed, int) and len(numbers) == len(measures) == 4:
        return PhotoLook(hashed % _INT64, *numbers)
    raise RowError(f"the look of a photo is {hashed!r}, {measures!r}")


def to_logits(blob: object) -> NDArray[np.float32]:
    """Return logits, shape (classes,). Raises RowError."""
    if isinstance(blob, bytes) and blob and len(blob) % 4 == 0:
        return np.frombuffer(blob, "<f4")
    raise RowError("logits are cut short")


def to_embedding(blob: object) -> NDArray[np.float32]:
    """Return an embedding, shape (embedding,). Raises RowError."""
    if isinstance(blob, bytes) and blob and len(blob) % 2 == 0:
        return np.frombuffer(blob, "<f2").astype(np.float32)
    raise RowError("an embedding is cut short")


def to_embedding_batch(found: Sequence[Row]) -> EmbeddingBatch:
    """Return the batch from columns (number, content, embedding). Raises RowError."""
    embeddings = [to_embedding(row[2]) for row in found]
    if len({len(embedding) for embedding in embeddings}) > 1:
        raise RowError("embeddings of one pack differ in length")
    contents = tuple(to_content(row[1]) for row in found)
    return EmbeddingBatch(contents=contents, embeddings=np.stack(embeddings) if found else np.empty((0, 0), np.float32))


def to_seen_batch(found: Sequence[Row]) -> SeenBatch:
    """Return a batch from at least one row (content, logits, no_flower, other_flower, embedding). Raises RowError."""
    logits, embeddings = [to_logits(row[1]) for row in found], [to_embedding(row[4]) for row in found]
    if any(len({len(each) for each in rows}) > 1 for rows in (logits, embeddings)):
        raise RowError("predictions of one pack differ in length")
    return SeenBatch(
        contents=tuple(to_content(row[0]) for row in found),
        logits=np.stack(logits),
        scores=np.array([(to_score(row[2]), to_score(row[3])) for row in found]),
        embeddings=np.stack(embeddings),
    )


def to_score(number: object) -> float:
    """Return a novelty score; SQLite keeps NaN as NULL. Raises RowError."""
    if number is None:
        return math.nan
    if isinstance(number, float):
        return number
    raise RowError(f"a novelty score is {number!r}")


def to_review(verdict: object, class_name: object, at: object) -> Review:
    """Return the review. Raises RowError."""
    if isinstance(verdict, str) and isinstance(class_name, str | None) and isinstance(at, float):
        try:
            return Review(verdict=Verdict(verdict), class_name=class_name, at=at)
        except ValueError as fault:
            raise RowError(str(fault)) from fault
    raise RowError(f"a review is {verdict!r}, {class_name!r}, {at!r}")


def to_content(text: object) -> str:
    """Return the content hash. Raises RowError."""
    if isinstance(text, str) and text:
        return text
    raise RowError(f"a content hash is {text!r}")


def to_stored_review(row: Row) -> StoredReview:
    """Return the review and its photo from the columns of `review_row`. Raises RowError."""
    return StoredReview(content=to_content(row[0]), review=to_review(*row[1:4]))


def to_check(row: Row) -> StoredCheck:
    """Return what a check asked from the columns of `check_row`. Raises RowError."""
    content, denied, at = row
    if isinstance(denied, str | None) and isinstance(at, float):
        return StoredCheck(to_content(content), denied, at)
    raise RowError(f"what a check asked is {denied!r}, {at!r}")


def to_stored_path(row: Row) -> StoredPath:
    """Return the path and its content from the columns of `path_row`. Raises RowError."""
    path, size, modified_ns, content = row
    if not (isinstance(path, bytes) and isinstance(size, int) and isinstance(modified_ns, int)):
        raise RowError(f"a path is {path!r}, {size!r}, {modified_ns!r}")
    return StoredPath(PhotoFile(os.fsdecode(path), size, modified_ns), to_content(content))


def to_known(row: Row) -> Known:
    """Return what is known of a photo. Raises RowError.

    Args:
        row: content, width, height, taken, logits, no_flower, other_flower, verdict, class_name, at, then the columns
            of a look; all of a review and all of a look may be None.
    """
    return Known(
        content=to_content(row[0]),
        facts=to_facts(row[1], row[2], row[3]),
        logits=to_logits(row[4]),
        no_flower=to_score(row[5]),
        other_flower=to_score(row[6]),
        review=None if row[7] is None else to_review(row[7], row[8], row[9]),
        look=None if row[10] is None else to_look(*row[10:15]),
    )
