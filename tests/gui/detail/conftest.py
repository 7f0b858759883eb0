"""Photos on disk, subjects made of them, and the loader that reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from flowersort.core.content import content_hash
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFacts
from flowersort.core.prediction import Prediction
from flowersort.core.state import State
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.values import DetailSubject
from flowersort.services.imaging.read import read_photo
from flowersort.workflows.view_photo import view_photo
from tests.fakes.labelled import sure
from tests.fakes.pictures import exif_bytes, flower_like, jpeg_bytes

TAKEN = "2025:05:14 10:22:33"
CLOSE = (0.03, 0.02, 0.31, 0.02, 0.62)

MakePhoto = Callable[..., Path]
MakeSubject = Callable[..., DetailSubject]


@pytest.fixture
def loader(qapp: QApplication) -> Iterator[PhotoLoader]:
    made = PhotoLoader(lambda path: view_photo(path, read=read_photo))
    yield made
    made.close()


@pytest.fixture
def make_photo(tmp_path: Path) -> MakePhoto:
    """Write a JPEG: `name`, then `width` and `height`."""

    def make(name: str = "a.jpg", *, width: int = 800, height: int = 600, seed: int = 1) -> Path:
        path = tmp_path / name
        path.write_bytes(jpeg_bytes(flower_like(seed, width, height), exif=exif_bytes(taken=TAKEN)))
        return path

    return make


@pytest.fixture
def make_subject(qapp: QApplication) -> MakeSubject:
    """Make the subject of a file, unsure between tulips and roses unless `changes` of its photo say otherwise."""

    def make(path: Path, *, row: int = 3, thumbnail: bool = True, **changes: object) -> DetailSubject:
        photo = labelled(path)
        photo = replace(photo, **changes)  # type: ignore[arg-type]
        return DetailSubject(row, str(path), path.name, photo, red_pixmap() if thumbnail else None)

    return make


def labelled(path: Path) -> LabelledPhoto:
    chances = np.array(CLOSE)
    prediction = Prediction(np.log(chances).astype(np.float32), chances, no_flower=0.1, other_flower=0.2)
    return replace(
        sure(str(path)),
        state=State.UNSURE,
        prediction=prediction,
        content=content_hash(path.read_bytes()),
        facts=PhotoFacts(800, 600, "2025-05-14T10:22:33"),
    )


def red_pixmap() -> QPixmap:
    pixmap = QPixmap(256, 192)
    pixmap.fill(QColor("#FF0000"))
    return pixmap
