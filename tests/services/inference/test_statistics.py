"""`statistics.npz` is data from strangers."""

from __future__ import annotations

import numpy as np
import pytest

from flowersort.core.errors import PackError
from flowersort.core.statistics import ClassStatistics
from flowersort.services.inference.statistics import read_statistics, statistics_file
from tests.fakes.packs import npz
from tests.fakes.runs import pack

LENGTH, CLASSES = 40, 3


def arrays(**changes: np.ndarray) -> dict[str, np.ndarray]:
    whole = {
        "roots": np.zeros((4, LENGTH), np.uint8),
        "largest": np.array([6.0], np.float32),
        "logits": np.zeros((4, CLASSES), np.float32),
        "targets": np.array([0, 2, -1, -2], np.int16),
    }
    return whole | changes


def test_what_was_written_comes_back_to_some_percent() -> None:
    random = np.random.default_rng(1)
    embeddings = random.gamma(0.5, 1.0, (20, LENGTH)).astype(np.float32)
    written = ClassStatistics(
        embeddings, random.normal(size=(20, CLASSES)).astype(np.float32), np.arange(20, dtype=np.int16) % CLASSES
    )
    data = statistics_file(written)
    found = read_statistics(data, embedding=LENGTH, classes=CLASSES)
    assert np.abs(np.sqrt(found.embeddings) - np.sqrt(embeddings)).max() < np.sqrt(embeddings.max()) / 250
    assert (found.logits == written.logits).all()
    assert (found.targets == written.targets).all()
    assert statistics_file(written) == data


def test_nothing_is_a_file_too() -> None:
    empty = ClassStatistics(np.empty((0, LENGTH)), np.empty((0, CLASSES)), np.empty(0, np.int16))
    assert read_statistics(statistics_file(empty), embedding=LENGTH, classes=CLASSES).targets.tolist() == []


def test_the_bundled_pack_has_photos_of_each_class_and_of_none() -> None:
    statistics = pack().statistics
    assert statistics is not None
    assert set(range(-7, 5)) == set(statistics.targets.tolist())
    assert (statistics.logits[statistics.targets >= 0].argmax(axis=1) == statistics.targets[statistics.targets >= 0])[
        :50
    ].mean() > 0.9


@pytest.mark.parametrize(
    "data",
    [
        b"",
        npz(**arrays())[:-30],
        npz(other=np.zeros(1)),
        npz(**arrays(roots=np.zeros((4, LENGTH + 1), np.uint8))),
        npz(**arrays(roots=np.zeros((3, LENGTH), np.uint8))),
        npz(**arrays(roots=np.zeros((4, LENGTH), np.int16))),
        npz(**arrays(roots=np.zeros((6000, LENGTH), np.uint8))),
        npz(**arrays(largest=np.array([0.0], np.float32))),
        npz(**arrays(largest=np.array([np.inf], np.float32))),
        npz(**arrays(logits=np.full((4, CLASSES), np.nan, np.float32))),
        npz(**arrays(targets=np.array([0, 3, -1, -2], np.int16))),
        npz(**arrays(targets=np.array([[0, 2, -1, -2]], np.int16))),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PackError, match=r"statistics\.npz"):
        read_statistics(data, embedding=LENGTH, classes=CLASSES)
