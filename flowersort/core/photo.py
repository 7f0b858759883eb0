"""A photo as a file, and what decoding it tells besides the picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One photo file as a folder walk found it.

    Attributes:
        path: absolute path as the operating system gives it; bytes that are no text are kept as surrogates.
        size: length in bytes, -1 where the file could not be asked.
        modified_ns: modification time in nanoseconds since 1970, -1 where the file could not be asked.
    """

    path: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the file says of itself.

    Attributes:
        width, height: upright size in pixels.
        taken: `YYYY-MM-DDTHH:MM:SS` in the camera's time, or None.
    """

    width: int
    height: int
    taken: str | None
