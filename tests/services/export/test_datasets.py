"""The CSV beside its photos, through the reader it is for: Hugging Face `datasets` (and plain pandas)."""

from __future__ import annotations

import gc
import os
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas
import pytest
from PIL import Image

from flowersort.services.export.predictions_csv import write_predictions
from flowersort.services.export.reader import read_predictions
from tests.fakes.labelled import CLASSES, facts_of, sure, unreadable

Load = Callable[[Path], object]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    for name in (
        "HF_HUB_OFFLINE",
        "HF_DATASETS_OFFLINE",
        "HF_HUB_DISABLE_TELEMETRY",
        "HF_DATASETS_DISABLE_PROGRESS_BARS",
    ):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets")

    def load(folder: Path) -> object:
        # `datasets` looks at the first rows of the CSV and leaves it open until the garbage collector comes.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            loaded = datasets.load_dataset(
                "imagefolder", data_dir=str(folder), cache_dir=str(tmp_path / "cache"), split="train"
            )
            gc.collect()
        return loaded

    return load


def picture(path: Path, shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 6), (shade, 10, 200)).save(path, format="PNG")


def written(folder: Path, photos: list[Path]) -> Path:
    """Write the CSV beside the photos, each labelled with its folder's name."""
    rows = [sure(str(photo), photo.parent.name) for photo in photos]
    target = folder / "metadata.csv"
    write_predictions(target, rows, facts_of(), base=str(folder))
    return target


def test_generated_photos_load_with_their_labels(tmp_path: Path, load: Load) -> None:
    folder = tmp_path / "garden"
    photos = [folder / label / f"{number}.png" for label in CLASSES for number in (1, 2)]
    for number, photo in enumerate(photos):
        picture(photo, shade=number)
    written(folder, photos)
    loaded = load(folder)
    assert len(loaded) == len(photos)
    shades = {photo: number for number, photo in enumerate(photos)}
    for row in loaded:
        photo = Path(row["image"].filename)
        assert row["label"] == photo.parent.name
        assert row["image"].getpixel((0, 0))[0] == shades[photo]
        assert row["p_" + row["label"]] == row["confidence"] == 0.9


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_names_that_a_spreadsheet_would_run_are_found_by_datasets(tmp_path: Path, load: Load) -> None:
    folder = tmp_path / "garden"
    names = [
        "=1+1.png",
        "-rf.png",
        "+x.png",
        "@x.png",
        "\tx.png",
        'a"b.png',
        "a\nb.png",
        "a,b;c.png",
        "🌷.png",
        " x.png",
    ]
    photos = [folder / "roses" / name for name in names] + [folder / name for name in names]
    for number, photo in enumerate(photos):
        picture(photo, shade=number)
    rows = [sure(str(photo)) for photo in photos]
    write_predictions(folder / "metadata.csv", rows, facts_of(), base=str(folder))
    loaded = load(folder)
    assert {row["image"].filename: row["image"].getpixel((0, 0))[0] for row in loaded} == {
        str(photo): number for number, photo in enumerate(photos)
    }


def test_an_unreadable_photo_is_a_row_without_label_that_stops_nobody(tmp_path: Path, load: Load) -> None:
    folder = tmp_path / "garden"
    picture(folder / "1.png", shade=1)
    (folder / "2.png").write_bytes(b"")
    rows = [sure(str(folder / "1.png")), unreadable(str(folder / "2.png"))]
    write_predictions(folder / "metadata.csv", rows, facts_of(), base=str(folder))
    loaded = load(folder)
    assert loaded["label"][:] == ["roses", None]
    assert loaded["error"][:] == [None, "The file is empty (0 bytes)."]
    assert loaded[0]["image"].size == (8, 6)


def test_the_published_photos_load_with_their_labels(shared_photos: Path, tmp_path: Path, load: Load) -> None:
    folder = tmp_path / "flower_photos"
    for label in CLASSES:
        (folder / label).mkdir(parents=True)
        for photo in sorted((shared_photos / label).glob("*.jpg"))[:10]:
            shutil.copy(photo, folder / label / photo.name)
    photos = sorted(folder.glob("*/*.jpg"))
    target = written(folder, photos)
    loaded = load(folder)
    assert len(loaded) == 10 * len(CLASSES)
    assert all(Path(row["image"].filename).parent.name == row["label"] for row in loaded)
    for table in (pandas.read_csv(target), read_predictions(target)):
        assert (table["file_name"].map(os.path.dirname) == table["label"]).all()
        assert sorted(table["file_name"]) == [photo.relative_to(folder).as_posix() for photo in photos]


def test_every_published_photo_keeps_its_label_in_pandas(shared_photos: Path, tmp_path: Path) -> None:
    photos = sorted(shared_photos.glob("*/*.jpg"))
    target = tmp_path / "predictions.csv"
    write_predictions(
        target, [sure(str(photo), photo.parent.name) for photo in photos], facts_of(), base=str(shared_photos)
    )
    table = pandas.read_csv(target)
    assert dict(zip(table["file_name"], table["label"], strict=True)) == {
        photo.relative_to(shared_photos).as_posix(): photo.parent.name for photo in photos
    }
