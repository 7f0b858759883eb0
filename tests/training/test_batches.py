from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.pack import load_pack
from flowersort.services.inference.preprocess import model_input
from flowersort.training import batches
from flowersort.training.batches import AugmentedBatches, PlainBatches, scaled
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


def test_plain_batches_hold_all_photos_in_order_the_last_one_fewer(tmp_path: Path) -> None:
    photos = written(tmp_path, [jpeg_bytes(flower_like(seed, 40, 30)) for seed in range(7)])
    plain = PlainBatches(photos, side=32, batch=3)
    assert [len(plain[number][1]) for number in range(len(plain))] == [3, 3, 1]
    assert np.concatenate([plain[number][1] for number in range(3)]).tolist() == [0, 1, 2, 0, 1, 2, 0]


def augmented(folder: Path, *, photos: int = 6, seed: int = 1, batch: int = 3, **options: float) -> AugmentedBatches:
    files = [jpeg_bytes(flower_like(number, 60, 40)) for number in range(photos)]
    return AugmentedBatches(
        written(folder, files), side=32, classes=3, smoothing=options.get("smoothing", 0.05), seed=seed, batch=batch
    )


def test_a_batch_depends_on_seed_epoch_and_number_alone(tmp_path: Path) -> None:
    one, same = augmented(tmp_path), augmented(tmp_path)
    same.start_epoch(5)
    _ = same[1], same[0]
    same.start_epoch(0)
    for number in (1, 0):
        assert all(map(np.array_equal, one[number], same[number]))


def test_another_epoch_or_seed_gives_other_pixels(tmp_path: Path) -> None:
    one, other_epoch, other_seed = augmented(tmp_path), augmented(tmp_path), augmented(tmp_path, seed=2)
    other_epoch.start_epoch(1)
    assert not np.array_equal(one[0][0], other_epoch[0][0])
    assert not np.array_equal(one[0][0], other_seed[0][0])
    assert not np.array_equal(one[0][0], one[1][0])


def test_another_epoch_shuffles(tmp_path: Path) -> None:
    one = augmented(tmp_path, photos=30, batch=30)
    before = one[0][1].argmax(axis=1)
    one.start_epoch(1)
    after = one[0][1].argmax(axis=1)
    assert not np.array_equal(before, after)
    assert np.array_equal(np.sort(before), np.sort(after))


@pytest.mark.parametrize("smoothing", [0.0, 0.05, 0.3])
def test_targets_sum_to_1_and_name_the_class(tmp_path: Path, smoothing: float) -> None:
    whole = augmented(tmp_path, photos=6, batch=6, smoothing=smoothing)
    targets = whole[0][1]
    assert np.allclose(targets.sum(axis=1), 1.0)
    assert np.allclose(targets.max(axis=1), 1.0 - smoothing * 2 / 3)
    assert sorted(targets.argmax(axis=1)) == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(("photos", "batch", "lengths"), [(2, 32, [2]), (7, 3, [3, 3]), (3, 3, [3]), (1, 1, [1])])
def test_a_set_smaller_than_a_batch_is_one_batch_and_a_rest_waits_for_the_next_epoch(
    tmp_path: Path, photos: int, batch: int, lengths: list[int]
) -> None:
    some = augmented(tmp_path, photos=photos, batch=batch)
    assert [len(some[number][1]) for number in range(len(some))] == lengths


def test_pixels_stay_between_minus_1_and_1(tmp_path: Path) -> None:
    pixels = augmented(tmp_path, photos=12, batch=12)[0][0]
    assert pixels.dtype == np.float32
    assert pixels.min() >= -1.0
    assert pixels.max() <= 1.0


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_crops_lie_inside_the_picture_and_hold_half_of_it_at_least(width: int, height: int, seed: int) -> None:
    left, upper, right, lower = batches._crop((width, height), np.random.default_rng(seed))
    assert 0 <= left < right <= width * (1 + 1e-12)
    assert 0 <= upper < lower <= height * (1 + 1e-12)
    # A stretched crop ends at the picture's edge.
    assert 0.43 <= (right - left) * (lower - upper) / (width * height) <= 1 + 1e-9


@given(st.sampled_from([(1, 1), (1, 300), (300, 1), (7, 9), (333, 221)]), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_every_crop_can_be_cut_out(size: tuple[int, int], seed: int) -> None:
    picture = Image.new("RGB", size, (9, 8, 7))
    crop = batches._crop(size, np.random.default_rng(seed))
    assert (model_input(picture, 32, box=crop) == (9, 8, 7)).all()
