from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.pack import load_pack
from flowersort.services.inference.preprocess import model_input
from flowersort.training.batches import PlainBatches, scaled
from flowersort.training.data import TrainingPhoto
from tests.fakes.packs import BUNDLED
from tests.fakes.pictures import every_format, exif_bytes, flower_like, jpeg_bytes, stored_for


def written(folder: Path, files: list[bytes]) -> list[TrainingPhoto]:
    photos = []
    for number, data in enumerate(files):
        path = folder / f"{number}.jpg"
        path.write_bytes(data)
        photos.append(TrainingPhoto(path, number % 3, str(number), str(number)))
    return photos


def kinds_of_files() -> list[bytes]:
    """Return files of several formats, sizes and orientations."""
    sizes = [(330, 220), (220, 330), (64, 64), (20, 700), (1600, 1200), (3000, 400)]
    return [
        *every_format(flower_like(1)).values(),
        *(jpeg_bytes(flower_like(seed, *size)) for seed, size in enumerate(sizes)),
        *(jpeg_bytes(stored_for(flower_like(7), turn), exif=exif_bytes(orientation=turn)) for turn in range(1, 9)),
        jpeg_bytes(flower_like(3).convert("L")),
        jpeg_bytes(flower_like(3).convert("CMYK")),
    ]


@pytest.mark.parametrize("side", [64, 224])
def test_training_sees_exactly_the_pixels_of_a_run(tmp_path: Path, side: int) -> None:
    files = kinds_of_files()
    seen = PlainBatches(written(tmp_path, files), side=side, batch=len(files))[0][0]
    expected = np.stack([model_input(decode(data).rgb, side) for data in files])
    assert seen.dtype == np.float32
    assert np.array_equal(seen, scaled(expected))
    assert np.array_equal(np.rint((seen + 1.0) * 127.5).astype(np.uint8), expected)


def test_the_classifier_answers_a_photo_as_it_answers_trainings_pixels(tmp_path: Path) -> None:
    files = kinds_of_files()
    pack = load_pack(BUNDLED)
    classifier, interpreter = PackClassifier(pack), Interpreter(pack.model, pack.manifest)
    seen = PlainBatches(written(tmp_path, files), side=pack.manifest.side, batch=len(files))[0][0]
    for data, pixels in zip(files, seen, strict=True):
        logits, embedding = interpreter.run(np.rint((pixels + 1.0) * 127.5).astype(np.uint8))
        answer = classifier.classify(decode(data).rgb)
        assert np.array_equal(answer.prediction.logits, logits)
        assert np.array_equal(answer.embedding, embedding)


def test_pixels_are_scaled_to_minus_1_to_1() -> None:
    assert scaled(np.array([0, 51, 255], np.uint8)).tolist() == pytest.approx([-1.0, -0.6, 1.0])


def test_batches_hold_all_photos_in_order_the_last_one_fewer(tmp_path: Path) -> None:
    photos = written(tmp_path, [jpeg_bytes(flower_like(seed, 40, 30)) for seed in range(7)])
    plain = PlainBatches(photos, side=32, batch=3)
    assert [len(plain[number][1]) for number in range(len(plain))] == [3, 3, 1]
    assert np.concatenate([plain[number][1] for number in range(3)]).tolist() == [0, 1, 2, 0, 1, 2, 0]
