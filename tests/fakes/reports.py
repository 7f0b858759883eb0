"""Made-up evaluations and reports, without a model and without a disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from flowersort.core.evaluated import EvaluatedPhoto, UnreadablePhoto
from flowersort.core.evaluation import evaluate
from flowersort.core.state import State
from flowersort.services.report.content import DoubtfulPhoto, LeftOut, Origin, Picture, Report, Tile
from flowersort.workflows.evaluate import FolderEvaluation
from flowersort.workflows.export_evaluation import Findings, find
from tests.fakes.pictures import flower_like, jpeg_bytes

TWO = ("daisy", "röschen")


def photo_of(
    name: str, chances: Sequence[float], *, given: int = 0, state: State = State.SURE, novelty: float = 0.1
) -> EvaluatedPhoto:
    """Return one photo as it was evaluated; both novelty scores are `novelty`."""
    return EvaluatedPhoto(name, given, np.array(chances), novelty, novelty, state)


def random_photos(count: int, *, classes: int, seed: int = 1) -> list[EvaluatedPhoto]:
    """Return photos of all classes in turn, mostly right and mostly sure."""
    random = np.random.default_rng(seed)
    photos = []
    for number in range(count):
        given = number % classes
        chances = random.dirichlet(np.full(classes, 0.3))
        chances[given] += random.choice([0.2, 4.0, 30.0], p=[0.1, 0.3, 0.6])
        state = random.choice(np.array([State.SURE, State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER], object))
        photos.append(photo_of(f"{given}/{number}.jpg", chances / chances.sum(), given=given, state=state))
    return photos


def result_of(
    photos: Sequence[EvaluatedPhoto],
    classes: tuple[str, ...] = TWO,
    *,
    root: str = "/photos",
    unreadable: Sequence[UnreadablePhoto] = (),
    left_out: dict[str, int] | None = None,
) -> FolderEvaluation:
    given = np.array([photo.given for photo in photos], int)
    chances = np.array([photo.probabilities for photo in photos]).reshape(len(photos), len(classes))
    figures = evaluate(given, chances, classes)
    return FolderEvaluation(root, figures, tuple(photos), tuple(unreadable), Counter(left_out or {}))


def findings_of(photos: Sequence[EvaluatedPhoto], classes: tuple[str, ...] = TWO) -> Findings:
    return find(result_of(photos, classes), model="flowers 1.0.0")


def picture(seed: int = 0) -> Picture:
    drawn = flower_like(seed, width=60, height=40)
    return Picture(jpeg_bytes(drawn), np.asarray(drawn))


def tile_of(name: str, *, given: str = "daisy", predicted: str = "daisy", shown: Picture | None = None) -> Tile:
    return Tile(name, given, predicted, shown)


def report_of(
    photos: Sequence[EvaluatedPhoto],
    classes: tuple[str, ...] = TWO,
    *,
    tiles: Sequence[Tile] = (),
    doubtful: Sequence[DoubtfulPhoto] = (),
    left_out: Sequence[LeftOut] = (),
    folder: str = "/photos",
) -> Report:
    """Return a report of made-up photos."""
    findings = findings_of(photos, classes)
    return Report(
        origin=Origin("flowers 1.0.0", "flowersort 0.1.0", folder, "2026-11-24 12:00 UTC", "flowersort evaluate x"),
        figures=findings.result.evaluation,
        intervals=findings.intervals,
        states=findings.states,
        recalls=findings.recalls,
        surest=findings.surest,
        tiles=tuple(tiles),
        doubtful=tuple(doubtful),
        doubtful_found=len(doubtful),
        left_out=tuple(left_out),
    )
