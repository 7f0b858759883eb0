"""The library: tables, figures, and a classifier that travels."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from pathlib import Path

import numpy as np
import pandas
import pytest
from pandas.testing import assert_frame_equal

import flowersort
from flowersort import api
from flowersort.__main__ import main
from flowersort.core.errors import FlowersortError, FolderError, PackError, UsageError
from tests.fakes import gardens
from tests.fakes.audited_folders import put
from tests.fakes.gardens import GARDEN, photo_bytes
from tests.fakes.packs import copy_of_bundled_pack, rewrite_manifest
from tests.fakes.runs import pack, threads_left
from tests.fakes.trees import needs_posix

CLASSES = pack().facts.classes


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six photos and an empty file, for reading only."""
    folder = gardens.garden(tmp_path_factory.mktemp("photos") / "garden")
    (folder / "empty.jpg").write_bytes(b"")
    return folder


def test_the_table_is_the_commands_csv_in_every_cell(garden: Path, tmp_path: Path) -> None:
    assert main(["classify", str(garden), "--csv", str(tmp_path / "out.csv")]) == 0
    table = flowersort.classify(garden)
    assert_frame_equal(table, flowersort.read_predictions(tmp_path / "out.csv"))
    assert sorted(table["file_name"]) == sorted([*GARDEN, "empty.jpg"])
    assert table.set_index("file_name").loc["empty.jpg", "state"] == "unreadable"


def test_several_paths_and_options(garden: Path, tmp_path: Path) -> None:
    paths = [str(garden / "bed"), garden / "1.jpg"]
    assert main(["classify", *map(str, paths), "--no-recursive", "--threshold", "0", "--csv", str(tmp_path / "o")]) == 0
    table = flowersort.classify(paths, recursive=False, threshold=0, jobs=1)
    assert_frame_equal(table, flowersort.read_predictions(tmp_path / "o"))
    assert list(table["file_name"]) == ["1.jpg", "bed/a.jpg", "bed/b.jpg"]
    assert "unsure" not in set(table["state"])


def test_nothing_is_remembered_unless_asked_for(garden: Path, home: Path) -> None:
    flowersort.classify(garden)
    assert list(home.iterdir()) == []
    flowersort.classify(garden, use_store=True)
    assert (home / "state" / "store.sqlite").is_file()
    assert threads_left() == []


def test_an_empty_folder_is_an_empty_table_with_all_columns(tmp_path: Path) -> None:
    table = flowersort.classify(tmp_path)
    assert len(table) == 0
    assert {"file_name", "label", "state", f"p_{CLASSES[0]}", "error"} <= set(table.columns)


def test_a_tilde_is_the_home_folder(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(garden.parent))
    assert len(flowersort.classify("~/garden")) == 7


@pytest.mark.parametrize(
    ("paths", "options", "error"),
    [
        ([], {}, UsageError),
        ("", {}, FolderError),
        ("gone", {}, FolderError),
        ("~nobody-of-that-name/photos", {}, FolderError),
        (".", {"threshold": 2}, UsageError),
        (".", {"jobs": 0}, UsageError),
        (".", {"model": "roses"}, PackError),
    ],
)
def test_what_makes_no_sense_is_an_error_of_ours(paths: object, options: dict, error: type[FlowersortError]) -> None:
    with pytest.raises(error):
        flowersort.classify(paths, **options)


def test_a_folder_that_cannot_be_listed_is_warned_of(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("bed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.warns(UserWarning, match=r"bed: .*lacks the permission") as told:
        table = flowersort.classify(garden)
    assert len(table) == 4
    assert told[0].filename == __file__


def test_a_store_that_cannot_be_used_is_warned_of(garden: Path, home: Path) -> None:
    (home / "state").write_text("no folder")
    with pytest.warns(UserWarning, match="without remembering"):
        table = flowersort.classify(garden, use_store=True)
    assert len(table) == 7


def test_a_network_that_cannot_run_is_an_error_and_leaves_no_thread(garden: Path, tmp_path: Path) -> None:
    bad = rewrite_manifest(copy_of_bundled_pack(tmp_path / "pack"), input__side=96)
    for call in (flowersort.classify, flowersort.evaluate):
        with pytest.raises(FlowersortError, match=r"model\.tflite"):
            call(garden, model=str(bad))
    assert threads_left() == []


def test_evaluate_gives_figures(tmp_path: Path) -> None:
    for number, name in enumerate(CLASSES):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jpg").write_bytes(photo_bytes(number))
    figures = flowersort.evaluate(str(tmp_path))
    labels = flowersort.classify(tmp_path).set_index("file_name")["label"]
    right = sum(labels[f"{name}/a.jpg"] == name for name in CLASSES)
    assert (figures.photos, figures.correct) == (len(CLASSES), right)


def test_evaluate_of_what_holds_no_class_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="class of the model"):
        flowersort.evaluate(tmp_path)
    with pytest.raises(FolderError):
        flowersort.evaluate(tmp_path / "gone")


# Classifier


def batch(garden: Path) -> list[str | Path | bytes]:
    return [
        str(garden / "10.jpg"),
        (garden / "1.jpg").read_bytes(),
        garden / "2.jpg",
        garden / "gone.jpg",
        b"no picture",
        garden / "1.jpg",
    ]


def labelled_by_a_copy(pickled: bytes, photos: list[str | Path | bytes]) -> pandas.DataFrame:
    return pickle.loads(pickled)(photos)


def test_a_batch_keeps_its_order_whatever_is_in_it(garden: Path) -> None:
    table = flowersort.Classifier()(batch(garden))
    assert list(table["file_name"]) == [
        *(str(garden / "10.jpg"), "", str(garden / "2.jpg")),
        *(str(garden / "gone.jpg"), "", str(garden / "1.jpg")),
    ]
    assert list(table["state"] == "unreadable") == [False, False, False, True, True, False]
    assert list(table["error"] != "") == [False, False, False, True, True, False]
    assert table.loc[1, "content_hash"] == table.loc[5, "content_hash"]


def test_a_batch_says_what_classify_says(garden: Path) -> None:
    whole = flowersort.classify(garden).sort_values("file_name", ignore_index=True)
    batched = flowersort.Classifier()([garden / name for name in whole["file_name"]])
    assert_frame_equal(batched.drop(columns="file_name"), whole.drop(columns="file_name"))
    assert list(batched.columns) == list(whole.columns)


def test_more_than_ten_photos_keep_their_order(garden: Path) -> None:
    data = [(garden / name).read_bytes() for name in GARDEN] * 3
    table = flowersort.Classifier()(data)
    assert list(table["content_hash"]) == list(table["content_hash"][:6]) * 3


def test_an_empty_batch_is_an_empty_table(garden: Path) -> None:
    labels = flowersort.Classifier()
    assert len(labels([])) == 0
    assert list(labels([]).columns) == list(labels(iter(batch(garden)[:1])).columns)


def test_what_is_neither_a_path_nor_bytes_is_refused() -> None:
    with pytest.raises(TypeError):
        flowersort.Classifier()([42])


def test_a_classifier_is_used_again_and_has_a_threshold(garden: Path) -> None:
    labels = flowersort.Classifier(threshold=0.0)
    assert_frame_equal(labels(batch(garden)), labels(batch(garden)))
    assert "unsure" not in set(labels(batch(garden))["state"])
    with pytest.raises(UsageError):
        flowersort.Classifier(threshold=1.5)
    with pytest.raises(PackError):
        flowersort.Classifier("roses")


@needs_posix
def test_a_name_of_bytes_that_are_no_text_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.jpg"
    path.write_bytes(photo_bytes())
    table = flowersort.Classifier()([path, str(path)])
    assert list(table["file_name"]) == [str(path)] * 2
    assert list(flowersort.classify(path)["file_name"]) == [path.name]


def test_a_pickled_classifier_says_the_same_used_or_not(garden: Path) -> None:
    labels = flowersort.Classifier(threshold=0.3)
    unused = pickle.dumps(labels)
    expected = labels(batch(garden))
    for pickled in (unused, pickle.dumps(labels)):
        assert_frame_equal(labelled_by_a_copy(pickled, batch(garden)), expected)


def test_a_classifier_travels_to_another_process(garden: Path) -> None:
    labels = flowersort.Classifier()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        table = pool.apply(labels, (batch(garden),))
    assert_frame_equal(table, labels(batch(garden)))


def test_the_probabilities_sum_to_one_and_the_label_is_the_most_probable(garden: Path) -> None:
    table = flowersort.classify(garden).dropna(subset="confidence")
    shares = table[[f"p_{name}" for name in CLASSES]].to_numpy()
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert [CLASSES[place] for place in shares.argmax(axis=1)] == list(table["label"])
    assert np.allclose(shares.max(axis=1), table["confidence"])


def test_the_library_offers_what_it_says() -> None:
    assert set(api.__all__) == set(flowersort.__all__) - {"__version__"}


def test_a_plan_says_where_each_photo_would_go_and_touches_nothing(garden: Path, tmp_path: Path) -> None:
    plan = flowersort.plan_sort(garden, into=tmp_path / "sorted", operation="link", keep_tree=True)
    assert list(tmp_path.iterdir()) == []
    assert plan.found == len(GARDEN) + 1
    assert plan.into == str(tmp_path / "sorted")
    assert (plan.rules.operation, plan.rules.keep_tree) == ("link", True)


def test_an_operation_that_there_is_not_is_wrong_usage(garden: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no operation 'burn'; it is copy, move, link"):
        flowersort.plan_sort(garden, into=tmp_path, operation="burn")


def test_a_rule_that_there_is_not_is_a_type_error(garden: Path, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="sideways"):
        flowersort.plan_sort(garden, into=tmp_path, sideways=True)  # type: ignore[call-arg]


def test_an_audit_is_the_commands_csv_with_its_remarks(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", *(f"{name}/{number}.jpg" for name in CLASSES for number in range(2)))
    assert main(["audit", str(folder), "--csv", str(tmp_path / "out.csv")]) == 0
    table = flowersort.audit(folder)
    written = pandas.read_csv(tmp_path / "out.csv", keep_default_na=False, dtype=str)
    assert list(table.columns) == list(written.columns)
    assert list(table["file_name"]) == list(written["file_name"])
    assert list(table["reasons"]) == list(written["reasons"])
    assert np.allclose(table["label_quality"].to_numpy(float), written["label_quality"].astype(float), atol=1e-6)
    assert any("calibrated probabilities" in sentence for sentence in table.attrs["remarks"])


def test_an_audit_takes_labels_and_limits(tmp_path: Path) -> None:
    folder = put(tmp_path / "sorted", "Rosen/1.jpg", f"{CLASSES[0]}/2.jpg")
    table = flowersort.audit(folder, labels={"Rosen": "roses"}, limits={"tiny": 9000})
    assert set(table["folder_label"]) == {"roses", CLASSES[0]}
    assert all("tiny" in reasons for reasons in table["reasons"])
    with pytest.raises(UsageError, match="sharp"):
        flowersort.audit(folder, limits={"sharp": 0.5})
    with pytest.raises(FolderError):
        flowersort.audit(tmp_path / "none")
