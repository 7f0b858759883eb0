"""Judge the labels of a sorted folder, each by something that did not learn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import AuditEvent, AuditProgress, AuditStep, Way
from flowersort.core.audit_findings import Sighting, Verdicts
from flowersort.core.audit_remarks import Recognition, TrainingPhotos
from flowersort.core.label_quality import fold_numbers, folder_teaches, with_head
from flowersort.core.naming import natural_key
from flowersort.core.progress import CancelToken
from flowersort.services.learning.head import fold_probabilities
from flowersort.workflows.audit_embeddings import Embeddings
from flowersort.workflows.audit_features import frozen_features
from flowersort.workflows.audit_training import training_photos
from flowersort.workflows.tools import Tools

# Fewer than these can't be judged among themselves, and are too few to mislead about the folder.
_FEWEST_TRAINED, _SMALLEST_SHARE = 20, 0.05
# MobileNetV2's last layer stands at the end of an embedding; what stands before it comes of an earlier one.
_LAST_LAYER = 1280


@dataclass(frozen=True, slots=True, eq=False)
class _Labelled:
    """The photos with a label and a prediction.

    Attributes:
        rows: shape (labelled,), their places among all photos.
        given: shape (labelled,), their places among the classes.
        groups: shape (labelled,), equal for photos of one picture.
        trained: shape (labelled,), whether the model was trained on each.
    """

    rows: NDArray[np.intp]
    given: NDArray[np.intp]
    groups: NDArray[np.intp]
    trained: NDArray[np.bool_]


class LabelJudge:
    """One judging: iterate its events to the end, then ask for `verdicts`.

    The cheapest way comes first: the calibrated probabilities are there already, a head on the embeddings takes
    seconds, and only photos of the model's own training need features of another network.

    Attributes:
        verdicts: rows in the order of the sightings; None before the end, or where the run was cancelled.
        training: what is known of the model's own training photos among them.
    """

    def __init__(
        self, sightings: Sequence[Sighting], *, tools: Tools, embeddings: Embeddings, cancel: CancelToken
    ) -> None:
        self._sightings, self._tools, self._embeddings, self._cancel = sightings, tools, embeddings, cancel
        self.verdicts: Verdicts | None = None
        self.training = TrainingPhotos(Recognition.NONE)
        facts = tools.pack.facts
        labels = {one.place.label for one in sightings if one.place.label and one.photo.prediction is not None}
        self._own = sorted(labels - set(facts.classes), key=natural_key)
        used = facts.classes if not self._own else [name for name in facts.classes if name in labels]
        self._classes = (*used, *self._own)

    def events(self) -> Iterator[AuditEvent]:
        """Judge."""
        labelled = self._labelled()
        trained = labelled.trained
        self.training = self._recognised(trained)
        frozen = self.training.recognition is Recognition.JUDGED
        probabilities = np.full((len(self._sightings), len(self._classes)), np.nan)
        ways = [Way.NOT_JUDGED] * len(self._sightings)
        if not frozen:
            trained = np.zeros(len(trained), bool)
        chosen: NDArray[np.bool_] = np.ones(len(trained), bool) if self._own else trained
        if chosen.any():
            features = None
            if frozen:
                features = yield from frozen_features(
                    [self._sightings[row].photo for row in labelled.rows], tools=self._tools, cancel=self._cancel
                )
            yield AuditProgress(AuditStep.LABELS)
            found = self._by_folds(labelled, features)
            if found is None:
                return
            way = Way.K_FOLD_FROZEN if frozen else Way.K_FOLD
            self._take(labelled.rows[chosen], found[chosen], way, probabilities, ways)
        if not chosen.all():
            said = self._by_model(labelled, ~chosen)
            if said is None:
                return
            self._take(labelled.rows[~chosen], said, Way.CALIBRATED, probabilities, ways)
        if not self._cancel.cancelled:
            self.verdicts = Verdicts(self._classes, probabilities, tuple(ways))

    def _labelled(self) -> _Labelled:
        places = {name: number for number, name in enumerate(self._classes)}
        rows = [row for row, one in enumerate(self._sightings) if one.place.label and one.photo.prediction is not None]
        chosen = [self._sightings[row] for row in rows]
        # A photo that is alone gets a number that no group has.
        groups = [one.group if one.group is not None else -1 - row for row, one in zip(rows, chosen, strict=True)]
        return _Labelled(
            rows=np.array(rows, np.intp),
            given=np.array([places[one.place.label] for one in chosen], np.intp),
            groups=np.array(groups, np.intp),
            trained=training_photos([one.photo for one in chosen], self._tools.pack),
        )

    def _recognised(self, trained: NDArray[np.bool_]) -> TrainingPhotos:
        pack, count = self._tools.pack, int(trained.sum())
        if pack.trained is None:
            return TrainingPhotos(Recognition.NONE if self._own or not len(trained) else Recognition.UNKNOWN)
        if count == 0:
            return TrainingPhotos(Recognition.NONE)
        if count < _FEWEST_TRAINED or count < _SMALLEST_SHARE * len(trained):
            return TrainingPhotos(Recognition.FEW, count)
        return TrainingPhotos(Recognition.JUDGED if pack.features is not None else Recognition.NO_FEATURES, count)

    def _by_folds(self, labelled: _Labelled, features: NDArray[np.float32] | None) -> NDArray[np.float64] | None:
        """Return what heads say of photos that they did not see, shape (labelled, classes); None if cancelled."""
        if features is None:
            features, known = self._embeddings.matrix([self._sightings[row].photo.content for row in labelled.rows])
        else:
            known = np.asarray(np.isfinite(features).all(axis=1))
        found = np.full((len(labelled.rows), len(self._classes)), np.nan)
        told = fold_probabilities(
            layers_of(features[known]),
            labelled.given[known],
            fold_numbers(labelled.given[known], labelled.groups[known]),
            classes=len(self._classes),
            stopped=lambda: self._cancel.cancelled,
        )
        if told is None:
            return None
        found[known] = told
        return found

    def _by_model(self, labelled: _Labelled, asked: NDArray[np.bool_]) -> NDArray[np.float64] | None:
        """Return the model's word, joined with what the folder teaches, shape (asked, classes); None if cancelled."""
        chosen = _Labelled(labelled.rows[asked], labelled.given[asked], labelled.groups[asked], labelled.trained[asked])
        predictions = [self._sightings[row].photo.prediction for row in chosen.rows]
        said = np.array([each.probabilities for each in predictions if each is not None])
        if not folder_teaches(chosen.given, said):
            return said
        head = self._by_folds(chosen, None)
        return None if head is None else with_head(said, head)

    @staticmethod
    def _take(
        rows: NDArray[np.intp],
        said: NDArray[np.float64],
        way: Way,
        probabilities: NDArray[np.float64],
        ways: list[Way],
    ) -> None:
        probabilities[rows] = said
        for row, chances in zip(rows.tolist(), said, strict=True):
            if np.isfinite(chances).all():
                ways[row] = way


def layers_of(features: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
    """Return the layers that an embedding of our own training is made of, or the whole of another one."""
    if features.shape[1] <= _LAST_LAYER:
        return (features,)
    return features[:, :-_LAST_LAYER], features[:, -_LAST_LAYER:]
