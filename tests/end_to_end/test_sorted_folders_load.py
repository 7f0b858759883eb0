"""What a sort with `skip` makes is a data set that the usual readers load as it is."""

from __future__ import annotations

import os
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest

from flowersort.core.content import content_hash
from flowersort.core.plan import MARKER_FOLDER
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from tests.fakes.command import flowersort
from tests.fakes.gardens import photo_bytes
from tests.fakes.labelled import CLASSES
from tests.fakes.pictures import encoded, flower_like
from tests.fakes.sorting import names

LABELS = [*CLASSES, *CLASSES]
SKIP = ("--unsure", "skip", "--other-flower", "skip", "--no-flower", "skip")


def put(place: Path, data: bytes, review: Review, store: Store) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    store.put_review(content_hash(data), review)


def garden(folder: Path, home: Path) -> Path:
    """Fill a folder with ten reviewed photos of two names in all, one without a flower, and an XMP file."""
    with Store.open(home / "state" / "store.sqlite") as store:
        for number, label in enumerate(LABELS):
            place = folder / str(number) / ("a.jpg" if number < len(CLASSES) else "b.jpg")
            put(place, photo_bytes(number), Review(Verdict.CLASS, label, at=1.0), store)
        put(folder / "n.jpg", photo_bytes(99), Review(Verdict.NO_FLOWER, None, at=1.0), store)
    (folder / "0/a.xmp").write_bytes(b"<x:xmpmeta/>")
    return folder


@pytest.fixture
def sorted_folder(tmp_path: Path, home: Path) -> Path:
    """Sort photos by the command, the doubtful one left where it is."""
    into = tmp_path / "sorted"
    done = flowersort("sort", garden(tmp_path / "garden", home), "--into", into, *SKIP, "--yes")
    assert done.status == 0, done.talk
    assert "10 copied + 0 moved + 0 linked + 0 already there + 1 skipped" in done.talk
    assert (into / MARKER_FOLDER).is_dir()
    assert len(names(into)) == len(LABELS) + 1
    return into


@pytest.mark.training
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs the extra `train`")
def test_keras_loads_the_folders_as_classes(sorted_folder: Path) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import keras

        dataset = keras.utils.image_dataset_from_directory(str(sorted_folder), image_size=(8, 8), shuffle=False)
        pictures = sum(int(batch[0].shape[0]) for batch in dataset)
    assert tuple(dataset.class_names) == CLASSES
    assert [Path(path).parent.name for path in dataset.file_paths] == sorted(LABELS)
    assert pictures == len(LABELS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.skipif(find_spec("datasets") is None, reason="needs Hugging Face datasets")
def test_hugging_face_loads_the_folders_as_classes(
    sorted_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    loaded = datasets.load_dataset("imagefolder", data_dir=str(sorted_folder), cache_dir=str(tmp_path / "cache"))
    labels = loaded["train"].features["label"].names
    assert tuple(labels) == CLASSES
    assert sorted(labels[label] for label in loaded["train"]["label"]) == sorted(LABELS)
    assert {photo["image"].size for photo in loaded["train"]} == {(120, 80)}


def test_what_these_readers_pass_over_or_mistake_is_told_by_the_plan(tmp_path: Path, home: Path) -> None:
    folder = garden(tmp_path / "garden", home)
    with Store.open(home / "state" / "store.sqlite") as store:
        webp = encoded(flower_like(7, width=120, height=80), "WEBP")
        put(folder / "w.webp", webp, Review(Verdict.CLASS, "roses", at=1.0), store)
    (folder / "1/a.jpg.xmp").write_bytes(b"<x:xmpmeta/>")
    done = flowersort("sort", folder, "--into", tmp_path / "sorted", *SKIP, "--dry-run")
    assert done.status == 0
    assert [line for line in done.data.splitlines() if "Keras" in line or "Hugging Face" in line] == [
        "1 photo in formats that Keras passes over; it reads JPEG, PNG, GIF and BMP.",
        "1 companion with names like photo.jpg.xmp, which Hugging Face's imagefolder takes for photos.",
    ]
