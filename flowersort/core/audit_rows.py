"""What an audit found, by the rows of a photo table: what is open still, in which order, and what a review changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import AuditedPhoto, AuditResult, Reason
from flowersort.core.folder_labels import FolderLabels, same_class
from flowersort.core.photo_columns import REVIEWED
from flowersort.core.photo_names import shown_name
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Verdict

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the confusion matrix: places of the given and of the predicted class."""

    given: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """Which photos of an audit to show.

    Attributes:
        reason: those with this reason; None for any.
        cell: all of a field of the confusion matrix, also those without a reason or settled by now; `reason` does not
            count then.
    """

    reason: Reason | None = None
    cell: Cell | None = None


class AuditRows:
    """The photos of an audit as rows of a table; for the table's thread only.

    A photo is settled once it has a review, whatever that says: the user has looked at it. One that can't be read
    can't be reviewed either, and so is not open. What the table does not know is left out.
    """

    def __init__(self, result: AuditResult, table: PhotoTable) -> None:
        self._result, self._table = result, table
        pairs = ((table.find(photo.path), photo) for photo in result.photos)
        self._photos = {row: photo for row, photo in pairs if row is not None}
        self._rows: Rows = np.fromiter(self._photos, np.intp, len(self._photos))
        self._doubtful = np.array(
            [bool(set(photo.reasons) - {Reason.UNREADABLE}) for photo in self._photos.values()], np.bool_
        )
        self._groups: dict[int, list[int]] = {}
        for row, photo in self._photos.items():
            if photo.group is not None:
                self._groups.setdefault(photo.group, []).append(row)
        self._labels = _labels_of(result, table.facts.classes)

    @property
    def result(self) -> AuditResult:
        """What the audit found."""
        return self._result

    def photo(self, row: int) -> AuditedPhoto | None:
        """Return what was found of a photo; None where it was not audited."""
        return self._photos.get(row)

    def copies(self, row: int) -> tuple[int, ...]:
        """Return the other rows that show the same picture."""
        photo = self._photos.get(row)
        same = self._groups.get(photo.group, []) if photo is not None and photo.group is not None else []
        return tuple(other for other in same if other != row)

    def open_rows(self) -> NDArray[np.bool_]:
        """Return which rows have a reason and are not settled, shape (rows of the table,)."""
        found = np.zeros(len(self._table), np.bool_)
        found[self._rows[self._doubtful]] = True
        found[self._table.states == REVIEWED] = False
        return found

    def shown(self, doubts: Doubts) -> Rows:
        """Return the rows to show, the most suspicious first."""
        if doubts.cell is not None:
            wanted = (doubts.cell.given, doubts.cell.predicted)
            return self._where(row for row, photo in self._photos.items() if (photo.given, photo.predicted) == wanted)
        if doubts.reason is Reason.UNREADABLE:
            return self._where(row for row, photo in self._photos.items() if Reason.UNREADABLE in photo.reasons)
        open_rows = self._rows[self.open_rows()[self._rows]]
        if doubts.reason is None:
            return open_rows
        return self._where(row for row in open_rows.tolist() if doubts.reason in self._photos[row].reasons)

    def counts(self) -> Mapping[Reason, int]:
        """Return how many open photos have each reason that the audit found, in the order of `Reason`."""
        found = dict.fromkeys(Reason, 0)
        for row in self._rows[self.open_rows()[self._rows]].tolist():
            for reason in self._photos[row].reasons:
                found[reason] += 1
        found[Reason.UNREADABLE] = len(self.shown(Doubts(reason=Reason.UNREADABLE)))
        occurring = {count.reason for count in self._result.counts}
        return {reason: count for reason, count in found.items() if count or reason in occurring}

    def misplaced(self) -> Rows:
        """Return the rows whose review tells another class than the folder in which they stand now."""
        reviewed = self._rows[self._table.states[self._rows] == REVIEWED]
        return self._where(row for row in reviewed.tolist() if self._stands_wrong(row))

    def holding(self) -> Iterator[str]:
        """Yield the folders below the audited one that hold photos, `/` between parts."""
        yield from {photo.name.rpartition("/")[0] for photo in self._result.photos} - {""}

    def _stands_wrong(self, row: int) -> bool:
        review = self._table.review(row)
        place = self._labels.of(shown_name(self._table.path(row), base=self._result.root)).label
        if review is None or not place or review.verdict is Verdict.EXCLUDED:
            return False
        return review.class_name is None or not same_class(review.class_name, place)

    @staticmethod
    def _where(rows: Iterable[int]) -> Rows:
        return np.fromiter(rows, np.intp)


def is_class_tree(folders: Iterable[str], classes: tuple[str, ...]) -> bool:
    """Say whether photos seem to be sorted: at least two of the model's classes have a folder.

    Args:
        folders: those that hold photos, from the opened one on, `/` between parts.
    """
    holding = set(folders)
    places = FolderLabels(holding, holding=holding, known=classes, mapped={}).class_folders
    return len({place.label for place in places} & set(classes)) > 1


def _labels_of(result: AuditResult, classes: tuple[str, ...]) -> FolderLabels:
    holding = {photo.name.rpartition("/")[0] for photo in result.photos} - {""}
    mapped = {photo.folder.rpartition("/")[2]: photo.folder_label for photo in result.photos if photo.folder}
    return FolderLabels({*holding, *result.empty}, holding=holding, known=classes, mapped=mapped)


def busiest(confusion: NDArray[np.int64], most: int) -> Rows:
    """Return the classes that occur, in their order; of more than `most` those with the most mistakes around them.

    Args:
        confusion: shape (classes, classes), rows given, columns predicted.
    """
    occurring = np.flatnonzero(confusion.sum(axis=0) + confusion.sum(axis=1))
    if len(occurring) <= most:
        return occurring
    right = confusion.diagonal()
    mistakes = confusion.sum(axis=0) + confusion.sum(axis=1) - 2 * right
    # Where nothing is mixed up, the largest classes say most.
    order = np.lexsort((-right[occurring], -mistakes[occurring]))
    return np.sort(occurring[order[:most]])
