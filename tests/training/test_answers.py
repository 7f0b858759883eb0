from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import PackError, PhotoError, TrainingError
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import load_pack
from flowersort.training.answers import Answers, run_quantised
from flowersort.training.data import load_rgb
from flowersort.training.pictures import Load
from tests.fakes.packs import BUNDLED
from tests.fakes.pictures import flower_like, jpeg_bytes
from tests.training.conftest import assert_whole_or_absent


def written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(jpeg_bytes(flower_like(number)))
    return paths


def loads(paths: Sequence[Path]) -> list[Load]:
    return [partial(load_rgb, path) for path in paths]


def bundled_answers(pictures: Sequence[Load]) -> Answers:
    pack = load_pack(BUNDLED)
    side, embedding = pack.manifest.side, pack.manifest.embedding
    return run_quantised(pack.model, pictures, classes=pack.facts.classes, side=side, embedding=embedding)


def some() -> Answers:
    random = np.random.default_rng(1)
    return Answers(random.normal(size=(9, 3)).astype(np.float32), random.normal(size=(9, 40)).astype(np.float32))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_answers_are_those_of_the_program_in_the_given_order(tmp_path: Path, count: int) -> None:
    paths, classifier = written(tmp_path, count), PackClassifier(load_pack(BUNDLED))
    answers = bundled_answers(loads(paths))
    for path, logits, embedding in zip(paths, answers.logits, answers.embeddings, strict=True):
        answer = classifier.classify(decode(path.read_bytes()).rgb)
        assert np.array_equal(answer.prediction.logits, logits)
        assert np.array_equal(answer.embedding, embedding)


def test_no_pictures_are_no_answers() -> None:
    pack = load_pack(BUNDLED)
    answers = bundled_answers([])
    assert answers.logits.shape == (0, len(pack.facts.classes))
    assert answers.embeddings.shape == (0, pack.manifest.embedding)


def test_a_photo_that_went_away_or_was_damaged_ends_the_measurement(tmp_path: Path) -> None:
    gone, damaged = written(tmp_path, 2)
    gone.unlink()
    damaged.write_bytes(b"")
    with pytest.raises(FileNotFoundError):
        bundled_answers(loads([gone]))
    with pytest.raises(PhotoError):
        bundled_answers(loads([damaged]))


def test_another_network_than_expected_is_refused(tmp_path: Path) -> None:
    pack, pictures = load_pack(BUNDLED), loads(written(tmp_path, 1))
    with pytest.raises(PackError, match="length 3"):
        run_quantised(pack.model, pictures, classes=("a", "b", "c"), side=224, embedding=1856)


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    some().save(tmp_path / "answers.npz")
    loaded = Answers.load(tmp_path / "answers.npz")
    assert np.array_equal(loaded.logits, some().logits)
    assert np.array_equal(loaded.embeddings, some().embeddings)
    assert [path.name for path in tmp_path.iterdir()] == ["answers.npz"]


def test_a_full_disk_leaves_answers_whole_or_absent(tmp_path: Path) -> None:
    assert_whole_or_absent(tmp_path, lambda: some().save(tmp_path / "answers.npz"))


@pytest.mark.parametrize("length", [0, 2, 4, 100, 1500, -1])
def test_answers_that_were_cut_short_are_a_sentence(tmp_path: Path, length: int) -> None:
    path = tmp_path / "answers.npz"
    some().save(path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(TrainingError, match=r"answers\.npz is damaged \(.*\)\. Delete it to make it again\."):
        Answers.load(path)


def test_answers_that_were_changed_or_lack_a_part_are_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "answers.npz"
    some().save(path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(TrainingError, match="damaged"):
        Answers.load(path)
    np.savez(path, logits=some().logits)
    with pytest.raises(TrainingError, match="damaged"):
        Answers.load(path)
