from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import TrainingError
from flowersort.training.kept import keep_array, keep_bytes, kept_array
from tests.training.conftest import assert_whole_or_absent

NUMBERS = np.arange(600, dtype=np.float32).reshape(200, 3)


@pytest.mark.parametrize("mapped", [False, True])
def test_what_was_kept_is_what_comes_back(tmp_path: Path, mapped: bool) -> None:
    keep_array(tmp_path / "a.npy", NUMBERS)
    assert np.array_equal(kept_array(tmp_path / "a.npy", shape=(200, 3), mapped=mapped), NUMBERS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.npy"]


def test_an_array_is_whole_or_absent_on_a_full_disk(tmp_path: Path) -> None:
    assert_whole_or_absent(tmp_path, lambda: keep_array(tmp_path / "a.npy", NUMBERS))


def test_a_full_disk_leaves_the_former_file(tmp_path: Path) -> None:
    assert_whole_or_absent(tmp_path, lambda: keep_bytes(tmp_path / "a", b"new" * 99), before={"a": b"old"})


@pytest.mark.parametrize("mapped", [False, True])
@pytest.mark.parametrize("length", [0, 3, 90, 140, 1000])
def test_a_file_that_was_cut_short_is_a_sentence_that_names_the_way_out(
    tmp_path: Path, length: int, mapped: bool
) -> None:
    keep_array(tmp_path / "a.npy", NUMBERS)
    (tmp_path / "a.npy").write_bytes((tmp_path / "a.npy").read_bytes()[:length])
    with pytest.raises(TrainingError, match=r"a\.npy is damaged \(.*\)\. Delete it to make it again\."):
        kept_array(tmp_path / "a.npy", shape=(200, 3), mapped=mapped)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([{}], object), allow_pickle=True)
    with pytest.raises(TrainingError, match="is damaged"):
        kept_array(tmp_path / "a.npy", shape=(1,))


def test_another_trainings_array_is_a_sentence(tmp_path: Path) -> None:
    keep_array(tmp_path / "a.npy", NUMBERS)
    with pytest.raises(TrainingError, match=r"a\.npy is of another training\. Delete it"):
        kept_array(tmp_path / "a.npy", shape=(200, 4))
