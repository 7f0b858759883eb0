"""Plans and results as entries of a tree: text only, no widgets."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from flowersort.core.csv_names import readable
from flowersort.core.plan import LeftPhoto, Outcome, PlannedPhoto, SortPlan
from flowersort.core.sorts import Problem
from flowersort.gui.wording import file_size, number
from flowersort.workflows.plan_sort import imagefolder_mistaken, keras_unreadable

# More lines below one entry are nobody's reading, and cost the window its pace.
MOST_CHILDREN = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the tree.

    Attributes:
        detail: stands in a second column.
        open: whether its children are shown from the start.
    """

    text: str
    detail: str = ""
    children: tuple[Entry, ...] = ()
    open: bool = False


class PlanEntries(QObject):
    """Makes the entries of plans; a QObject for its translations."""

    def of(self, plans: Sequence[SortPlan]) -> list[Entry]:
        """Return what plans would do: folders, names that differ, what stays and why, and what Keras can't read."""
        photos = [photo for plan in plans for photo in plan.photos]
        left = [each for plan in plans for each in plan.left]
        entries = [*self._folders(plans), *self._collisions(photos)]
        entries += self._left(left, Outcome.FAILED, self.tr("Not possible"))
        entries += self._left(left, Outcome.SKIPPED, self.tr("Stay where they are"))
        entries += self._left(left, Outcome.ALREADY_THERE, self.tr("Already there"))
        strange = sum(map(keras_unreadable, plans))
        if strange:
            entries.append(Entry(self.tr("%Ln photos in formats that Keras passes over", None, strange)))
        mistaken = sum(map(imagefolder_mistaken, plans))
        if mistaken:
            text = self.tr("%Ln companions that Hugging Face's imagefolder would take for photos", None, mistaken)
            entries.append(Entry(text))
        return entries

    def problems(self, problems: Sequence[Problem]) -> list[Entry]:
        """Return what could not be done, each with its reason."""
        reasons: defaultdict[str, list[str]] = defaultdict(list)
        for problem in problems:
            reasons[problem.reason].append(readable(problem.path))
        return [
            Entry(reason, self.tr("%Ln files", None, len(paths)), self._some(map(Entry, paths), len(paths)), open=True)
            for reason, paths in reasons.items()
        ]

    def _folders(self, plans: Sequence[SortPlan]) -> Iterator[Entry]:
        folders: defaultdict[str, list[PlannedPhoto]] = defaultdict(list)
        several = len({plan.into for plan in plans}) > 1
        for plan in plans:
            for photo in plan.photos:
                folders[posixpath.join(plan.into, photo.folder) if several else photo.folder].append(photo)
        for folder, inside in sorted(folders.items()):
            size = sum(file.size for photo in inside for file in photo.files)
            companions = sum(len(photo.companions) for photo in inside)
            parts = [self.tr("%Ln photos", None, len(inside)), file_size(size)]
            if companions:
                parts.append(self.tr("%Ln companions with them", None, companions))
            children = (Entry(readable(photo.file.source), _name(photo.file.target)) for photo in inside)
            yield Entry(readable(folder), ", ".join(parts), self._some(children, len(inside)))

    def _collisions(self, photos: Sequence[PlannedPhoto]) -> Iterator[Entry]:
        taken = [photo for photo in photos if photo.collision]
        if taken:
            children = (
                Entry(f"{readable(photo.file.source)} → {_name(photo.file.target)}", readable(photo.collision))
                for photo in taken
            )
            count = self.tr("%Ln photos", None, len(taken))
            yield Entry(self.tr("Another name than wanted"), count, self._some(children, len(taken)), open=True)

    def _left(self, left: Sequence[LeftPhoto], outcome: Outcome, title: str) -> Iterator[Entry]:
        reasons: defaultdict[str, list[str]] = defaultdict(list)
        for each in left:
            if each.outcome is outcome:
                reasons[each.reason].append(readable(each.path))
        if not reasons:
            return
        # Where every photo has a reason of its own, it stands beside the photo.
        alone = [Entry(paths[0], readable(reason)) for reason, paths in reasons.items() if len(paths) == 1]
        groups = [
            Entry(readable(reason), self.tr("%Ln photos", None, len(paths)), self._some(map(Entry, paths), len(paths)))
            for reason, paths in reasons.items()
            if len(paths) > 1
        ]
        count = sum(map(len, reasons.values()))
        children = self._some([*groups, *alone], len(groups) + len(alone))
        yield Entry(title, self.tr("%Ln photos", None, count), children, open=outcome is Outcome.FAILED)

    def _some(self, entries: Iterable[Entry], count: int) -> tuple[Entry, ...]:
        shown = tuple(entry for entry, _ in zip(entries, range(MOST_CHILDREN), strict=False))
        if count > len(shown):
            more = self.tr("… and {count} more").format(count=number(count - len(shown)))
            return (*shown, Entry(more))
        return shown


def _name(target: str) -> str:
    return readable(target.rpartition("/")[2])
