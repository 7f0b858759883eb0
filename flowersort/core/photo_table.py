"""All photos of a window, a row each, with what their states and counts make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from flowersort.core.calibration import probabilities
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.labels import NO_LABEL, label_code, label_codes
from flowersort.core.model import ModelFacts
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.photo_columns import (
    NO_COLOUR,
    NO_SIZE,
    NO_TOP,
    STATES,
    SURE,
    UNREADABLE,
    UNSURE,
    WAITING,
    Counts,
    PhotoColumns,
    count,
    taken_key,
)
from flowersort.core.photo_names import NameOrder, searchable, shown_name
from flowersort.core.photo_reviews import SharedReviews
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review
from flowersort.core.state import Thresholds

__all__ = ["STATES", "WAITING", "Counts", "PhotoTable"]


class PhotoTable:
    """Photos as rows that never move or vanish; for one thread only.

    Columns that it hands out are read-only and as long as the table was when they were asked for.
    """

    def __init__(self, facts: ModelFacts) -> None:
        """Make an empty table, with the model's thresholds in force."""
        self._facts, self._thresholds = facts, facts.thresholds
        self._columns = PhotoColumns(len(facts.classes))
        self._shared = SharedReviews()
        self._paths: list[str] = []
        # Beyond what 64 bits hold, where a file system allows the year 2300.
        self._modified: list[int] = []
        self._taken: list[str | None] = []
        self._errors: dict[int, str] = {}
        self._row_of: dict[str, int] = {}
        self._base = ""
        self._names = NameOrder()
        self._searchable: list[str] = []
        self._version = 0
        self._counts: tuple[int, Counts] | None = None

    def __len__(self) -> int:
        return len(self._paths)

    @property
    def facts(self) -> ModelFacts:
        """The model that the predictions are of."""
        return self._facts

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds in force."""
        return self._thresholds

    @property
    def base(self) -> str:
        """The folder that names are relative to; empty where names are those of the files alone."""
        return self._base

    @property
    def version(self) -> int:
        """Grows with every change."""
        return self._version

    @property
    def states(self) -> NDArray[np.int8]:
        """Shape (rows,): `WAITING`, or the state's place in `STATES`."""
        return self._columns.states.shown

    @property
    def labels(self) -> NDArray[np.int16]:
        """Shape (rows,): label codes."""
        return self._columns.labels.shown

    @property
    def tops(self) -> NDArray[np.int16]:
        """Shape (rows,): index of the predicted class, -1 without a prediction."""
        return self._columns.tops.shown

    @property
    def confidences(self) -> NDArray[np.float64]:
        """Shape (rows,): calibrated probability of the predicted class; NaN without a prediction."""
        return self._columns.confidences.shown

    @property
    def no_flower(self) -> NDArray[np.float64]:
        """Shape (rows,): no-flower scores; NaN without a prediction."""
        return self._columns.no_flower.shown

    @property
    def other_flower(self) -> NDArray[np.float64]:
        """Shape (rows,): other-flower scores; NaN without a prediction."""
        return self._columns.other_flower.shown

    @property
    def taken_keys(self) -> NDArray[np.float64]:
        """Shape (rows,): larger for photos taken later; NaN where that is unknown, which sorts last."""
        return self._columns.taken.shown

    @property
    def name_order(self) -> NDArray[np.intp]:
        """Shape (rows,): the rows in the natural order of their paths, folder by folder."""
        return self._names.rows

    def path(self, row: int) -> str:
        """Return a photo's absolute path."""
        return self._paths[row]

    def name(self, row: int) -> str:
        """Return a photo's name as shown: its path from `base` on, with `/`."""
        return shown_name(self._paths[row], base=self._base)

    def content(self, row: int) -> str | None:
        """Return a photo's content hash, None while it waits or where it could not be read."""
        return self._shared.content(row)

    def colour(self, row: int) -> int | None:
        """Return a photo's average colour, 0xRRGGBB, or None where it is not known."""
        colour = int(self._columns.colours.values[row])
        return colour if colour != NO_COLOUR else None

    def probabilities(self, row: int) -> NDArray[np.float64]:
        """Return the calibrated probabilities, shape (classes,), exactly as they were put; NaN without a prediction."""
        return probabilities(self._columns.logits.values[row], self._facts.temperature)

    def find(self, path: str) -> int | None:
        """Return the row of an absolute path, or None where there is none."""
        return self._row_of.get(path)

    def rows_of(self, contents: Iterable[str]) -> NDArray[np.intp]:
        """Return every row with one of some contents, ascending: copies share a content."""
        found = (row for content in contents for row in self._shared.rows(content))
        return np.unique(np.fromiter(found, np.intp))

    def photo(self, row: int) -> LabelledPhoto | None:
        """Return all that is known of a photo, its state by the thresholds in force; None while it waits."""
        return next(iter(self.photos([row])), None)

    def photos(self, rows: Sequence[int] | NDArray[np.intp]) -> list[LabelledPhoto]:
        """Return all that is known of the photos in some rows, leaving out those that wait."""
        found = np.asarray(rows, np.intp)
        found = found[self._columns.states.values[found] != WAITING]
        states, sizes = self._columns.states.values[found].tolist(), self._columns.sizes.values[found].tolist()
        facts, predictions = self._facts_of(found), self._predictions_of(found)
        return [
            LabelledPhoto(
                file=PhotoFile(self._paths[row], sizes[place], self._modified[row]),
                state=STATES[states[place]],
                content=self._shared.content(row),
                facts=facts[place],
                prediction=predictions[place],
                review=self._shared.review(row),
                error=self._errors.get(row),
            )
            for place, row in enumerate(found.tolist())
        ]

    def labelled_photos(self) -> list[LabelledPhoto]:
        """Return all photos but those that wait, by row."""
        return self.photos(range(len(self)))

    def snapshot(self) -> PhotoTable:
        """Return a table of its own with the same photos, for another thread to read while this one changes."""
        twin = copy(self)
        twin._columns, twin._shared = self._columns.copy(), self._shared.copy()
        twin._paths, twin._modified, twin._taken = list(self._paths), list(self._modified), list(self._taken)
        twin._errors, twin._row_of = dict(self._errors), dict(self._row_of)
        twin._names, twin._searchable = copy(self._names), list(self._searchable)
        return twin

    def named_like(self, words: Sequence[str], rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return those of `rows` whose shown names hold every word, whatever the case."""
        if words:
            self._prepare_search()
        names = self._searchable
        for word in map(searchable, words):
            rows = rows[np.fromiter((word in names[row] for row in rows.tolist()), np.bool_, len(rows))]
        return rows

    def review(self, row: int) -> Review | None:
        """Return what the user said of a row's photo, None where nothing."""
        return self._shared.review(row)

    def counts(self) -> Counts:
        """Return how many photos there are of each kind."""
        if self._counts is None or self._counts[0] != self._version:
            self._counts = self._version, count(self._columns, len(label_codes(self._facts.classes)))
        return self._counts[1]

    def unsure_at(self, sure: float) -> int:
        """Return how many photos would be unsure with this threshold for all classes."""
        states = self._columns.states.values
        unflagged = (states == SURE) | (states == UNSURE)
        return int(np.count_nonzero(unflagged & ~(self._columns.confidences.values >= sure)))

    def set_base(self, base: str) -> None:
        """Set the folder that names are relative to."""
        if base != self._base:
            self._base = base
            self._searchable.clear()
            self._version += 1

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Put other thresholds in force: all states are decided anew."""
        self._thresholds = thresholds
        self._columns.states.values[:] = self._columns.decide(slice(None), thresholds)
        self._version += 1

    def set_colour(self, row: int, colour: int) -> None:
        """Set a photo's average colour, 0xRRGGBB."""
        self._columns.colours.values[row] = colour
        self._version += 1

    def set_reviews(self, reviews: Mapping[str, Review | None]) -> NDArray[np.intp]:
        """Set or, with None, remove the reviews of contents: for all their photos, also those that come later.

        A content whose photos are all unreadable is left as it is.

        Returns:
            The rows changed, ascending.
        """
        changed = list[int]()
        for content, review in reviews.items():
            rows = self._shared.rows(content)
            readable = [row for row in rows if self._columns.tops.values[row] != NO_TOP]
            if (readable or not rows) and self._shared.settle(content, review):
                changed.extend(readable)
        found = np.array(sorted(changed), np.intp)
        self._settle(found)
        return found

    def add_found(self, files: Sequence[PhotoFile]) -> range:
        """Add a waiting row for each new path; of known ones, size and time are renewed.

        Returns:
            The rows made.
        """
        first, rows = len(self), list[int]()
        for file in files:
            row = self._row_of.setdefault(file.path, len(self._paths))
            rows.append(row)
            if row == len(self._paths):
                self._paths.append(file.path)
                self._modified.append(file.modified_ns)
            else:
                self._modified[row] = file.modified_ns
        self._taken.extend([None] * (len(self) - first))
        self._shared.extend(len(self))
        self._columns.extend(len(self))
        self._columns.sizes.values[rows] = [file.size for file in files]
        # Here and not when they are asked for, so that no click pays for all photos at once.
        self._names.extend(self._paths)
        self._prepare_search()
        self._version += 1
        return range(first, len(self))

    def relocate(self, moved: Mapping[str, str]) -> NDArray[np.intp]:
        """Give photos that were moved on the disk their new paths, by their old ones; return the rows, ascending.

        Unknown paths are passed over, and so is a photo whose new path is another row's.
        """
        rows = {old: self._row_of.pop(old) for old in moved if old in self._row_of}
        for old, row in rows.items():
            # All old paths are free by now, so that photos may have taken each other's places.
            path = moved[old] if moved[old] not in self._row_of else old
            self._row_of[path], self._paths[row] = row, path
        self._names, self._version = NameOrder(), self._version + 1
        self._names.extend(self._paths)
        self._searchable.clear()
        return np.array(sorted(rows.values()), np.intp)

    def put(self, photos: Sequence[LabelledPhoto], colours: Sequence[int | None] | None = None) -> NDArray[np.intp]:
        """Take in what is known of photos by now; an unknown path gets a row.

        Their states are decided anew by the thresholds in force. A review that a photo carries counts for all
        photos of its content, unless a later one is known or `set_reviews` has had its say on that content.

        Args:
            photos: of this table's model.
            colours: of each photo the average colour, 0xRRGGBB; None leaves what is known of the same content.

        Returns:
            The rows changed, ascending.
        """
        # The last word on each path, should one occur twice.
        latest = {photo.file.path: photo for photo in photos}
        self.add_found([photo.file for photo in latest.values()])
        rows = {self._row_of[path]: photo for path, photo in latest.items()}
        self._put_facts(rows)
        self._put_predictions(rows)
        for photo, colour in zip(photos, colours or (), strict=False):
            if colour is not None:
                self._columns.colours.values[self._row_of[photo.file.path]] = colour
        changed = np.unique(np.fromiter((*rows, *self._heed(latest.values())), np.intp))
        self._settle(changed)
        return changed

    def _prepare_search(self) -> None:
        known = len(self._searchable)
        self._searchable.extend(searchable(self.name(row)) for row in range(known, len(self)))

    def _put_facts(self, photos: Mapping[int, LabelledPhoto]) -> None:
        columns, rows = self._columns, list(photos)
        for row, photo in photos.items():
            if photo.content != self._shared.content(row):
                columns.colours.values[row] = NO_COLOUR
                self._shared.place(row, photo.content)
            self._taken[row] = photo.facts.taken if photo.facts is not None else None
            if photo.error is not None:
                self._errors[row] = photo.error
            else:
                self._errors.pop(row, None)
        facts = [photo.facts for photo in photos.values()]
        columns.widths.values[rows] = [each.width if each is not None else NO_SIZE for each in facts]
        columns.heights.values[rows] = [each.height if each is not None else NO_SIZE for each in facts]
        columns.taken.values[rows] = [taken_key(self._taken[row]) for row in rows]

    def _put_predictions(self, photos: Mapping[int, LabelledPhoto]) -> None:
        columns, rows = self._columns, list(photos)
        # Until there is a prediction, which a second reading may no longer give.
        columns.states.values[rows], columns.tops.values[rows] = UNREADABLE, NO_TOP
        for numbers in (columns.logits, columns.confidences, columns.no_flower, columns.other_flower):
            numbers.values[rows] = np.nan
        predictions = {row: photo.prediction for row, photo in photos.items() if photo.prediction is not None}
        if not predictions:
            return
        rows, said = list(predictions), list(predictions.values())
        chances = np.stack([prediction.probabilities for prediction in said])
        columns.logits.values[rows] = np.stack([prediction.logits for prediction in said])
        columns.tops.values[rows] = chances.argmax(axis=1)
        columns.confidences.values[rows] = chances.max(axis=1)
        columns.no_flower.values[rows] = [prediction.no_flower for prediction in said]
        columns.other_flower.values[rows] = [prediction.other_flower for prediction in said]

    def _heed(self, photos: Iterable[LabelledPhoto]) -> list[int]:
        """Take the reviews that photos carry; return all rows that have another review now."""
        heeded = (
            photo.content
            for photo in photos
            if photo.content is not None and photo.review is not None and self._shared.heed(photo.content, photo.review)
        )
        return [row for content in heeded for row in self._shared.rows(content)]

    def _settle(self, rows: NDArray[np.intp]) -> None:
        """Make labels and states of rows follow from their predictions and reviews."""
        columns, classes = self._columns, self._facts.classes
        reviews = [self._shared.review(row) for row in rows.tolist()]
        tops = columns.tops.values[rows].tolist()
        codes = [label_code(review, top, classes) for review, top in zip(reviews, tops, strict=True)]
        columns.reviewed.values[rows] = [review is not None for review in reviews]
        columns.labels.values[rows] = np.where(columns.tops.values[rows] != NO_TOP, codes, NO_LABEL)
        columns.states.values[rows] = columns.decide(rows, self._thresholds)
        self._version += 1

    def _facts_of(self, rows: NDArray[np.intp]) -> list[PhotoFacts | None]:
        widths, heights = self._columns.widths.values[rows].tolist(), self._columns.heights.values[rows].tolist()
        return [
            PhotoFacts(width, height, self._taken[row]) if width != NO_SIZE else None
            for row, width, height in zip(rows.tolist(), widths, heights, strict=True)
        ]

    def _predictions_of(self, rows: NDArray[np.intp]) -> list[Prediction | None]:
        columns = self._columns
        logits = columns.logits.values[rows]
        numbers = zip(
            columns.tops.values[rows].tolist(),
            logits,
            probabilities(logits, self._facts.temperature),
            columns.no_flower.values[rows].tolist(),
            columns.other_flower.values[rows].tolist(),
            strict=True,
        )
        return [
            Prediction(own, chances, no_flower, other_flower) if top != NO_TOP else None
            for top, own, chances, no_flower, other_flower in numbers
        ]
