"""The content hash: a photo's identity across renames, moves and sorts."""

from __future__ import annotations

import hashlib


def content_hash(data: bytes) -> str:
    """Return the BLAKE2b-128 of a file's bytes as 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
