"""How well reviews teach: a new class from a few examples, corrections on shifted photos, and how long it takes.

The bundled network was trained on all of `../shared/flower_photos` and was shown the flowers of
`../shared/other_flowers` as outliers, so its figures on them flatter it. Where the variable `FLOWERSORT_FOLDS` names
the output folder of a `flowersort train` over the same photos, the networks of its folds stand in, each on the photos
that it has not seen; of a training without outliers the other flowers are unseen, too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from flowersort.bootstrap import BUNDLED_PACK, open_pack
from flowersort.core.calibration import probabilities
from flowersort.core.learning import Learnt, plan_lesson, same_pictures
from flowersort.core.review import Review, Verdict
from flowersort.core.statistics import NO_FLOWER, ClassStatistics
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.learning.teach import Material, teach

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOLDS = "FLOWERSORT_FOLDS"
NEW = "new"

Say = Callable[[str], None]
Views = dict[str, Callable[[Image.Image, np.random.Generator], Image.Image]]


@dataclass(frozen=True, slots=True, eq=False)
class Garden:
    """Photos of one view as a network sees them.

    Attributes:
        truths: shape (photos,): the class, or `NO_FLOWER` - 1 - n for the n-th kind of another flower.
    """

    embeddings: np.ndarray
    logits: np.ndarray
    truths: np.ndarray

    @property
    def known(self) -> np.ndarray:
        return np.flatnonzero(self.truths >= 0)

    def right(self, rows: np.ndarray, learnt: Learnt | None = None) -> float:
        """Return the share of known photos that are named right."""
        return float((self.tops(rows, learnt) == self.truths[rows]).mean())

    def tops(self, rows: np.ndarray, learnt: Learnt | None) -> np.ndarray:
        logits = self.logits[rows]
        if learnt is not None and learnt.head is not None:
            logits = learnt.head.outputs(logits, self.embeddings[rows], temperature=1.0).logits
        return np.asarray(logits.argmax(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A network's classes, and its statistics of photos that are not judged."""

    classes: tuple[str, ...]
    statistics: ClassStatistics

    def teach(self, garden: Garden, reviewed: np.ndarray, labels: Sequence[str], *, without: int | None) -> Learnt:
        """Learn from reviews; what is not reviewed stands around. A kind can be kept from the statistics."""
        kept = self.statistics.targets != (0x7FFF if without is None else without)
        known = ClassStatistics(*(each[kept] for each in _parts(self.statistics)))
        mean, scale = known.embeddings.mean(axis=0), known.embeddings.std(axis=0) + 1e-2
        embeddings = garden.embeddings[reviewed]
        pictures = same_pictures((embeddings - mean) / scale)
        reviews = [Review(Verdict.CLASS, label, 0.0) for label in labels]
        others = np.setdiff1d(np.arange(len(garden.truths)), reviewed)
        sure = others[probabilities(garden.logits[others], 1.0).max(axis=1) >= 0.88][:400]
        return teach(
            Material(
                classes=self.classes,
                temperature=1.0,
                mean=mean,
                scale=scale,
                lesson=plan_lesson(reviews, classes=self.classes, pictures=pictures),
                pictures=pictures,
                embeddings=embeddings,
                logits=garden.logits[reviewed],
                sure=garden.embeddings[sure],
                sure_logits=garden.logits[sure],
                statistics=known,
            )
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One new class tried: recall, precision, what the known classes gain, and seconds."""

    recall: float
    precision: float
    gain: float
    seconds: float


def new_class(ground: Ground, garden: Garden, kind: int, *, examples: int, seed: int) -> Found:
    """Teach a kind from some examples, and judge the rest of it beside the known photos; other kinds are not there."""
    random = np.random.default_rng([seed, -kind])
    of_kind = random.permutation(np.flatnonzero(garden.truths == kind))
    taught, rest = of_kind[:examples], of_kind[examples:]
    there = random.permutation(np.concatenate([garden.known, of_kind]))
    view = Garden(garden.embeddings[there], garden.logits[there], garden.truths[there])
    began = time.perf_counter()
    learnt = ground.teach(view, np.flatnonzero(np.isin(there, taught)), [NEW] * examples, without=kind)
    seconds = time.perf_counter() - began
    place = len(ground.classes)
    hits, wrong = ((garden.tops(rows, learnt) == place).sum() for rows in (rest, garden.known))
    gain = garden.right(garden.known, learnt) - garden.right(garden.known)
    return Found(hits / len(rest), hits / max(1, hits + wrong), gain, seconds)


def corrections(ground: Ground, garden: Garden, *, reviews: int, seed: int) -> float:
    """Return what known photos without a review gain by so many right reviews, taken by chance."""
    order = np.random.default_rng(seed).permutation(garden.known)
    reviewed, rest = order[:reviews], order[reviews:]
    labels = [ground.classes[truth] for truth in garden.truths[reviewed]]
    view = Garden(garden.embeddings[order], garden.logits[order], garden.truths[order])
    learnt = ground.teach(view, np.arange(reviews), labels, without=None)
    return garden.right(rest, learnt) - garden.right(rest)


def learning(*, rounds: int, say: Say) -> None:
    """Print the bars' figures over draws, for each network that there is."""
    for name, ground, gardens in _trials(say):
        for view, garden in gardens.items():
            kinds = sorted({int(truth) for truth in garden.truths if truth < NO_FLOWER}, reverse=True)
            for examples in (5, 10, 20):
                found = [
                    new_class(ground, garden, kind, examples=examples, seed=seed)
                    for kind in kinds
                    for seed in range(rounds)
                ]
                say(f"{name}, {view}, a new class of {examples}: {summary(found)}")
            gains = [corrections(ground, garden, reviews=50, seed=seed) for seed in range(4 * rounds)]
            say(f"{name}, {view}, 50 corrections: {np.mean(gains):+.2%}, at worst {min(gains):+.2%}")


def summary(found: Sequence[Found]) -> str:
    """Return means, and the worst draw in brackets."""
    recalls, precisions, gains = ([getattr(each, name) for each in found] for name in ("recall", "precision", "gain"))
    return (
        f"recall {np.mean(recalls):.3f} ({min(recalls):.2f}), precision {np.mean(precisions):.3f} "
        f"({min(precisions):.2f}), known classes {np.mean(gains):+.2%} ({min(gains):+.2%}), "
        f"{np.median([each.seconds for each in found]):.2f} s"
    )


def _parts(statistics: ClassStatistics) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return statistics.embeddings, statistics.logits, statistics.targets


def _trials(say: Say) -> Iterator[tuple[str, Ground, dict[str, Garden]]]:
    if not (SHARED / "flower_photos").is_dir():
        say("skipped: the shared photos are not beside this checkout")
        return
    pack = open_pack(BUNDLED_PACK)
    assert pack.statistics is not None
    paths = [path for number, path in enumerate(_known_paths()) if number % 5 == 0]
    yield "bundled, seen in training", Ground(pack.facts.classes, pack.statistics), _gardens(pack.model, paths)
    out = os.environ.get(FOLDS)
    if out is None:
        say(f"networks that have not seen the photos: skipped, set {FOLDS} to the output folder of a training")
        return
    for fold in range(5):
        model = Path(out) / f"student{fold}" / "model.tflite"
        if model.exists():
            kept, held = _divided(Path(out), fold)
            ground = Ground(pack.facts.classes, _statistics(model.read_bytes(), kept))
            yield f"fold {fold + 1}, not seen", ground, _gardens(model.read_bytes(), held)


def _known_paths() -> list[Path]:
    return sorted((SHARED / "flower_photos").glob("*/*.jpg"))


def _divided(out: Path, fold: int) -> tuple[list[Path], list[Path]]:
    from flowersort.training.data import read_training_set
    from flowersort.training.folds import divide

    photos = read_training_set(SHARED / "flower_photos")
    folds = divide(photos, count=5, seed=20, features=np.load(out / "frozen.npy"))
    kept, held = ([photos.photos[row].path for row in rows] for rows in (folds.kept(fold), folds.held_out(fold)))
    return kept, held


def _statistics(model: bytes, kept: list[Path]) -> ClassStatistics:
    """Return statistics as a pack has them, of every network's own training photos."""
    random = np.random.default_rng(20)
    chosen = [path for name in sorted({path.parent.name for path in kept})
              for path in random.permutation([path for path in kept if path.parent.name == name])[:64]]  # fmt: skip
    nothing = sorted((SHARED / "not_flowers").glob("*.jpg"))[::4][:100]
    kinds = [sorted(folder.glob("*.jpg"))[:20] for folder in _kinds()]
    paths = [*chosen, *nothing, *(path for kind in kinds for path in kind)]
    targets = [_truth(path) for path in chosen] + [NO_FLOWER] * len(nothing)
    targets += [NO_FLOWER - 1 - number for number, kind in enumerate(kinds) for _ in kind]
    seen = _seen(model, paths, _VIEWS["as they are"], targets)
    return ClassStatistics(seen.embeddings, seen.logits, seen.truths.astype(np.int16))


def _gardens(model: bytes, known: Sequence[Path]) -> dict[str, Garden]:
    others = [path for folder in _kinds() for path in sorted(folder.glob("*.jpg"))]
    paths = [*known, *others]
    return {name: _seen(model, paths, view, [_truth(path) for path in paths]) for name, view in _VIEWS.items()}


def _kinds() -> list[Path]:
    return sorted(folder for folder in (SHARED / "other_flowers").iterdir() if folder.is_dir())


def _truth(path: Path) -> int:
    classes, name = open_pack(BUNDLED_PACK).facts.classes, path.parent.name
    return classes.index(name) if name in classes else NO_FLOWER - 1 - [each.name for each in _kinds()].index(name)


def _seen(
    model: bytes,
    paths: Sequence[Path],
    view: Callable[[Image.Image, np.random.Generator], Image.Image],
    truths: Sequence[int],
) -> Garden:
    classifier = PackClassifier(replace(open_pack(BUNDLED_PACK), model=model))
    answers = [
        classifier.classify(view(decode(path.read_bytes()).rgb, np.random.default_rng(number)))
        for number, path in enumerate(paths)
    ]
    embeddings = np.stack([each.embedding.astype(np.float16).astype(np.float32) for each in answers])
    return Garden(embeddings, np.stack([each.network.logits for each in answers]), np.array(truths))


def _other_photographer(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """Nearer or farther off the middle, darker or lighter, of another white."""
    (width, height), share = picture.size, random.uniform(0.5, 0.9)
    left, top = (int(random.uniform(0, length * (1 - share))) for length in (width, height))
    cut = picture.crop((left, top, left + int(width * share), top + int(height * share)))
    shares = (np.asarray(cut, np.float32) / 255) ** np.exp(random.uniform(-0.4, 0.4))
    return Image.fromarray((np.clip(shares * np.exp(random.uniform(-0.15, 0.15, 3)), 0, 1) * 255).astype(np.uint8))


def _blurred_and_cast(picture: Image.Image, _random: np.random.Generator) -> Image.Image:
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.012 * min(picture.size))), np.float32)
    return Image.fromarray(np.clip(soft * (1.25, 1.0, 0.7), 0, 255).astype(np.uint8))


_VIEWS: Views = {
    "as they are": lambda picture, _: picture,
    "another photographer": _other_photographer,
    "blurred, colour-cast": _blurred_and_cast,
}
