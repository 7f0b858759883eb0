"""Labels made up for photos that stand on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flowersort.core.content import content_hash
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFile
from tests.fakes.labelled import sure


def labelled(path: Path, label: str = "roses") -> LabelledPhoto:
    """Return a photo as it is now, that the model is sure of."""
    status = path.stat()
    file = PhotoFile(str(path), status.st_size, status.st_mtime_ns)
    return replace(sure(str(path), label), file=file, content=content_hash(path.read_bytes()))
