"""What a sort with `skip` makes is a data set that the usual readers load as it is."""

from __future__ import annotations

import os
import shutil
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.plan import MARKER_FOLDER, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.state import State
from flowersort.workflows.plan_sort import plan_sort
from tests.fakes.labelled import CLASSES, facts_of
from tests.fakes.on_disk import labelled

LABELS = [*CLASSES, *CLASSES]


def sorted_folder(tmp_path: Path) -> Path:
    """Sort made-up photos, one of them doubtful, and return the folder."""
    garden, into = tmp_path / "g", tmp_path / "sorted"
    garden.mkdir()
    rows: list[LabelledPhoto] = []
    for number, label in enumerate([*LABELS, "roses"]):
        path = garden / f"{number}.png"
        Image.new("RGB", (8, 8), (number * 20, 0, 0)).save(path)
        rows.append(labelled(path, label))
    object.__setattr__(rows[-1], "state", State.UNSURE)
    rules = SortRules(unsure=None, other_flower=None, no_flower=None)
    plan = plan_sort(rows, sources=[str(garden)], into=str(into), rules=rules, model=facts_of(), cancel=CancelToken())
    for photo in plan.photos:
        target = into / photo.file.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(photo.file.source, target)
    (into / MARKER_FOLDER).mkdir()
    (into / MARKER_FOLDER / "20260101-000000-abcd.journal").write_text("{}\n")
    return into


@pytest.mark.training
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs the extra `train`")
def test_keras_loads_the_folders_as_classes(tmp_path: Path) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import keras

        folder = sorted_folder(tmp_path)
        dataset = keras.utils.image_dataset_from_directory(str(folder), image_size=(8, 8), shuffle=False)
    assert tuple(dataset.class_names) == CLASSES
    assert [Path(path).parent.name for path in dataset.file_paths] == sorted(LABELS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.skipif(find_spec("datasets") is None, reason="needs Hugging Face datasets")
def test_hugging_face_loads_the_folders_as_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    folder = sorted_folder(tmp_path)
    loaded = datasets.load_dataset("imagefolder", data_dir=str(folder), cache_dir=str(tmp_path / "cache"))["train"]
    names = loaded.features["label"].names
    assert tuple(names) == CLASSES
    assert sorted(names[label] for label in loaded["label"]) == sorted(LABELS)
