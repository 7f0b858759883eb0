"""The content hash: a photo's identity across renames, moves and sorts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_BYTES = 16
_DIGITS = frozenset("0123456789abcdef")


def content_hash(data: bytes) -> str:
    """Return the BLAKE2b-128 of a file's bytes as 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=_BYTES).hexdigest()


def content_hash_of(parts: Iterable[bytes]) -> str:
    """Return the content hash of a file that is read in parts."""
    hasher = hashlib.blake2b(digest_size=_BYTES)
    for part in parts:
        hasher.update(part)
    return hasher.hexdigest()


def is_content_hash(text: object) -> bool:
    """Return whether something is a content hash as `content_hash` gives it."""
    return isinstance(text, str) and len(text) == 2 * _BYTES and set(text) <= _DIGITS
