from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.errors import PackError
from flowersort.core.evaluation import evaluate
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.pack import load_pack
from flowersort.training.measure import cross_fitted, run_quantised
from tests.fakes.packs import BUNDLED
from tests.fakes.pictures import flower_like, jpeg_bytes

CLASSES = ("a", "b", "c")


def written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(jpeg_bytes(flower_like(number)))
    return paths


def test_outputs_are_those_of_the_program_in_the_given_order(tmp_path: Path) -> None:
    pack, paths = load_pack(BUNDLED), written(tmp_path, 4)
    outputs = run_quantised(pack.model, paths, classes=pack.facts.classes, side=224, embedding=1856, say=pytest.fail)
    classifier = PackClassifier(pack)
    for path, logits, embedding in zip(paths, outputs.logits, outputs.embeddings, strict=True):
        answer = classifier.classify(decode(path.read_bytes()).rgb)
        assert np.array_equal(answer.prediction.logits, logits)
        assert np.array_equal(answer.embedding, embedding)


def test_photos_that_cant_be_read_are_left_out_and_said(tmp_path: Path) -> None:
    pack, paths = load_pack(BUNDLED), written(tmp_path, 3)
    paths[0].write_bytes(b"")
    paths[2].unlink()
    said: list[str] = []
    outputs = run_quantised(pack.model, paths, classes=pack.facts.classes, side=224, embedding=1856, say=said.append)
    assert len(outputs.logits) == len(outputs.embeddings) == 1
    assert [line.partition(": ")[0] for line in said] == [f"left out {paths[0]}", f"left out {paths[2]}"]


def test_no_photos_are_no_outputs() -> None:
    pack = load_pack(BUNDLED)
    outputs = run_quantised(pack.model, [], classes=pack.facts.classes, side=224, embedding=1856, say=print)
    assert (outputs.logits.shape, outputs.embeddings.shape) == ((0, 5), (0, 1856))


def test_another_network_than_expected_is_refused() -> None:
    pack = load_pack(BUNDLED)
    with pytest.raises(PackError, match="length 3"):
        run_quantised(pack.model, [], classes=CLASSES, side=224, embedding=1856, say=print)


def overconfident(count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    targets = random.integers(0, 3, count)
    logits = random.normal(0, 1, (count, 3))
    logits[np.arange(count), targets] += 1.5
    return 6.0 * logits, targets


def test_calibration_is_measured_on_photos_that_it_was_not_fitted_on() -> None:
    logits, targets = overconfident(400)
    honest = cross_fitted(logits, targets, CLASSES, seed=1)
    raw = evaluate(targets, probabilities(logits, 1.0), CLASSES)
    fitted = evaluate(targets, probabilities(logits, fit_temperature(logits, targets)), CLASSES)
    assert (honest.photos, honest.correct) == (raw.photos, raw.correct)
    assert honest.negative_log_likelihood is not None
    assert raw.negative_log_likelihood is not None
    assert fitted.negative_log_likelihood is not None
    assert honest.negative_log_likelihood < 0.7 * raw.negative_log_likelihood
    # Fitted on the very photos it is measured on it looks better than it is.
    assert honest.negative_log_likelihood >= fitted.negative_log_likelihood


def test_a_photo_does_not_move_its_own_temperature() -> None:
    logits, targets = overconfident(40)
    before = cross_fitted(logits, targets, CLASSES, seed=1)
    half = np.random.default_rng(1).permutation(40) % 2
    changed = logits.copy()
    changed[half == 0] *= 50.0
    after = cross_fitted(changed, targets, CLASSES, seed=1)
    assert after.correct == before.correct
    expected = np.empty_like(logits)
    for side in (0, 1):
        expected[half == side] = probabilities(
            changed[half == side], fit_temperature(changed[half != side], targets[half != side])
        )
    assert after.brier == pytest.approx(evaluate(targets, expected, CLASSES).brier)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_very_few_photos_are_measured_all_the_same(count: int) -> None:
    logits, targets = overconfident(count)
    assert cross_fitted(logits, targets, CLASSES, seed=1).photos == count
