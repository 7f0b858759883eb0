"""How well planted wrong labels are found: ours beside cleanlab's on the same probabilities, and on the same embedding.

The photos of `../shared/flower_photos` trained the bundled pack, so the calibrated way can't be measured on them by
that pack. Where the variable `FLOWERSORT_FOLDS` names the output folder of a `flowersort train` over these very photos,
the networks of its folds stand in: each judges the photos that it has not seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flowersort.bootstrap import BUNDLED_PACK, open_pack
from flowersort.core.calibration import fit_temperature, probabilities
from flowersort.core.label_quality import fold_numbers, folder_teaches, judge, with_head
from flowersort.core.metrics import auroc
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.features import FeatureNetwork
from flowersort.services.learning.head import fold_probabilities
from flowersort.workflows.audit_labels import layers_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDS = "FLOWERSORT_FOLDS"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """Photos with their labels and one embedding each, and calibrated probabilities of them where there are any."""

    name: str
    given: np.ndarray
    embeddings: np.ndarray
    said: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Noise:
    """How wrong labels are planted: a share of all photos, or of those of two classes, which are swapped."""

    name: str
    rate: float
    pair: tuple[int, int] | None = None


NOISES = (Noise("uniform 5 %", 0.05), Noise("uniform 10 %", 0.10), Noise("roses ↔ tulips 10 %", 0.10, (2, 4)))


def audit_labels(*, rounds: int, say: Say) -> None:
    """Print the AUROC and average precision of every way, as means over `rounds` plantings."""
    for bench in _benches(say):
        say(f"{bench.name}: {len(bench.given):,} photos")
        for noise in NOISES:
            if noise.pair is None or bench.given.max() == 4:
                _measure(bench, noise, rounds, say)


def plant(given: np.ndarray, noise: Noise, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return labels with wrong ones among them, and which are wrong, both of shape (photos,)."""
    random = np.random.default_rng(seed)
    among = np.arange(len(given)) if noise.pair is None else np.flatnonzero(np.isin(given, noise.pair))
    chosen = random.permutation(among)[: round(noise.rate * len(among))]
    labels, wrong = given.copy(), np.zeros(len(given), bool)
    wrong[chosen] = True
    if noise.pair is None:
        classes = int(given.max()) + 1
        labels[chosen] = (given[chosen] + random.integers(1, classes, len(chosen))) % classes
    else:
        labels[chosen] = sum(noise.pair) - given[chosen]
    return labels, wrong


def average_precision(scores: np.ndarray, wrong: np.ndarray) -> float:
    """Return the mean precision at each wrong label, the highest scores first."""
    hits = wrong[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def _measure(bench: Bench, noise: Noise, rounds: int, say: Say) -> None:
    rows: dict[str, list[tuple[float, float]]] = {}
    expected = []
    for seed in range(rounds):
        labels, wrong = plant(bench.given, noise, seed=seed)
        chances = _chances(bench, labels)
        judgement = judge(labels, chances)
        expected.append((judgement.expected_wrong, wrong.sum()))
        for name, quality in (("ours", judgement.quality), *_others(labels, chances, bench)):
            rows.setdefault(name, []).append((auroc(-quality, wrong) or 0.0, average_precision(-quality, wrong)))
    for name, figures in rows.items():
        area, precision = np.mean(figures, axis=0)
        say(f"  {noise.name:<20} {name:<42} AUROC {area:.4f}  average precision {precision:.4f}")
    told, planted = np.mean(expected, axis=0)
    say(f"  {noise.name:<20} expected wrong {told:.0f}, planted {planted:.0f} beside the set's own mistakes")


def _chances(bench: Bench, labels: np.ndarray) -> np.ndarray:
    """Return what the audit goes by: a head's word, joined with the model's where there is one."""
    classes, folds = int(bench.given.max()) + 1, fold_numbers(labels, np.arange(len(labels)))
    head = fold_probabilities(layers_of(bench.embeddings), labels, folds, classes=classes)
    assert head is not None
    if bench.said is None:
        return head
    return with_head(bench.said, head) if folder_teaches(labels, bench.said) else bench.said


def _others(labels: np.ndarray, chances: np.ndarray, bench: Bench) -> Iterator[tuple[str, np.ndarray]]:
    """Yield cleanlab's rankings on our probabilities, then what it makes of the embedding by itself."""
    from cleanlab.rank import get_label_quality_scores
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    for method in ("self_confidence", "normalized_margin"):
        yield f"cleanlab, {method}", get_label_quality_scores(labels, chances, method=method)
    if bench.said is not None:
        yield "the model's probability of the given label", bench.said[np.arange(len(labels)), labels]
    usual = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))
    told = cross_val_predict(usual, bench.embeddings, labels, cv=5, method="predict_proba")
    yield "cleanlab, its usual head on the embedding", get_label_quality_scores(labels, told)


def _benches(say: Say) -> Iterator[Bench]:
    if not SHARED.is_dir():
        say(f"skipped: there is no {SHARED.name} folder beside the repository")
        return
    folds = os.environ.get(FOLDS)
    if folds:
        yield from _of_folds(Path(folds))
    else:
        say(f"the calibrated way: skipped, set {FOLDS} to the output folder of a training")
    features, classifier = FeatureNetwork(open_pack(BUNDLED_PACK)), PackClassifier(open_pack(BUNDLED_PACK))
    own = "own classes, the pack's embedding"
    yield _of_folder(own, "other_flowers", lambda rgb: classifier.classify(rgb).embedding)
    yield _of_folder("training photos, frozen features", "flower_photos", features.run)


def _of_folder(name: str, folder: str, embed: Callable[..., np.ndarray]) -> Bench:
    paths = sorted((SHARED / folder).glob("*/*.jpg"))
    classes = sorted({path.parent.name for path in paths})
    given = np.array([classes.index(path.parent.name) for path in paths])
    return Bench(name, given, np.array([embed(decode(path.read_bytes()).rgb) for path in paths]))


def _of_folds(out: Path) -> Iterator[Bench]:
    """Yield the photos of each fold that has a network of its own, as that network sees them."""
    from flowersort.training.answers import Answers
    from flowersort.training.data import read_training_set
    from flowersort.training.folds import divide

    photos = read_training_set(SHARED / "flower_photos")
    folds = divide(photos, count=5, seed=20, features=np.load(out / "frozen.npy"))
    for fold in range(folds.count):
        file = out / f"student{fold}" / "answers.npz"
        if file.exists():
            answers, held = Answers.load(file), folds.held_out(fold)
            logits, given = answers.logits[held], photos.targets[held]
            said = probabilities(logits, fit_temperature(logits, given))
            yield Bench(f"the calibrated way, fold {fold + 1}", given, answers.embeddings[held], said)
