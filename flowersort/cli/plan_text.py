"""The plan of a sort as text: what goes where, what does not, and what it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from flowersort.cli.amounts import byte_count, companion_count, photo_count
from flowersort.cli.console import shown_path
from flowersort.cli.sort_text import PAST
from flowersort.core.plan import LeftPhoto, Operation, Outcome, PlannedPhoto, SortPlan
from flowersort.workflows.plan_sort import imagefolder_mistaken, keras_unreadable

SHOWN = 10
"""How many photos are named for each reason, unless all of them are."""

_LEFT = {Outcome.ALREADY_THERE: "already there", Outcome.SKIPPED: "skipped", Outcome.FAILED: "not possible"}
_PLANNED = {
    Outcome.COPIED: "to copy",
    Outcome.MOVED: "to move",
    Outcome.LINKED: "to link",
    Outcome.ALREADY_THERE: "already there",
    Outcome.SKIPPED: "to skip",
    Outcome.FAILED: "not possible",
}


def plan_lines(plan: SortPlan, *, most: int | None) -> Iterator[str]:
    """Yield the plan, line by line.

    Args:
        plan: what would be done.
        most: how many photos are named for each reason and how many collisions; None names all.
    """
    yield f"{photo_count(len(plan.photos))} to be {PAST[plan.rules.operation]} into {shown_path(plan.into)}"
    yield from _folders(plan.photos)
    yield from _collisions(plan.photos, most)
    yield from _left(plan, most)
    yield from _readers(plan)
    yield from _space(plan)
    yield _arithmetic(plan)
    if not plan.enough_space:
        yield _space_problem(plan)


def _space_problem(plan: SortPlan) -> str:
    """Return the sentence that says how much room is missing."""
    free = plan.bytes_free or 0
    missing = byte_count(max(0, plan.bytes_needed - free))
    return (
        f"There is not enough space for {shown_path(plan.into)}: {byte_count(plan.bytes_needed)} are needed, "
        f"{byte_count(free)} are free, {missing} are missing. Free some space, or choose another place."
    )


def _folders(photos: Sequence[PlannedPhoto]) -> Iterator[str]:
    folders: defaultdict[str, list[PlannedPhoto]] = defaultdict(list)
    for photo in photos:
        folders[photo.folder].append(photo)
    width = max((len(shown_path(folder)) for folder in folders), default=0)
    for folder, inside in sorted(folders.items()):
        size = byte_count(sum(file.size for photo in inside for file in photo.files))
        companions = sum(len(photo.companions) for photo in inside)
        others = f", {companion_count(companions)} with them" if companions else ""
        yield f"  {shown_path(folder):{width}}  {photo_count(len(inside))}, {size}{others}"


def _collisions(photos: Sequence[PlannedPhoto], most: int | None) -> Iterator[str]:
    taken = [photo for photo in photos if photo.collision]
    if not taken:
        return
    yield f"{photo_count(len(taken))} with another name than wanted:"
    for photo in taken[:most]:
        yield f"  {shown_path(photo.file.source)} → {shown_path(photo.file.target)}: {shown_path(photo.collision)}"
    yield from _more(taken, most)


def _left(plan: SortPlan, most: int | None) -> Iterator[str]:
    for outcome, word in _LEFT.items():
        reasons: defaultdict[str, list[LeftPhoto]] = defaultdict(list)
        for left in plan.left:
            if left.outcome is outcome:
                reasons[left.reason].append(left)
        alone = [photos[0] for photos in reasons.values() if len(photos) == 1]
        for reason, photos in reasons.items():
            if len(photos) > 1:
                yield f"{photo_count(len(photos))} {word}: {shown_path(reason)}"
                yield from (f"  {shown_path(photo.path)}" for photo in photos[:most])
                yield from _more(photos, most)
        if alone:
            yield f"{photo_count(len(alone))} {word}:"
            yield from (f"  {shown_path(photo.path)}: {shown_path(photo.reason)}" for photo in alone[:most])
            yield from _more(alone, most)


def _more(everything: Sequence[object], most: int | None) -> Iterator[str]:
    if most is not None and len(everything) > most:
        yield f"  … and {len(everything) - most:,} more; --dry-run names all."


def _readers(plan: SortPlan) -> Iterator[str]:
    count = keras_unreadable(plan)
    if count:
        yield f"{photo_count(count)} in formats that Keras passes over; it reads JPEG, PNG, GIF and BMP."
    count = imagefolder_mistaken(plan)
    if count:
        yield (
            f"{companion_count(count)} with names like photo.jpg.xmp, "
            "which Hugging Face's imagefolder takes for photos."
        )


def _space(plan: SortPlan) -> Iterator[str]:
    free = "how much is free can't be told" if plan.bytes_free is None else f"{byte_count(plan.bytes_free)} are free"
    yield f"Space: {byte_count(plan.bytes_needed)} needed, {free}."
    if plan.crosses_volumes:
        moved = ", and only then taken from its old place" if plan.rules.operation is Operation.MOVE else ""
        yield f"This crosses volumes: every file is copied, read again and compared{moved}."


def _arithmetic(plan: SortPlan) -> str:
    expected = plan.expected()
    parts = [f"{expected[outcome]:,} {word}" for outcome, word in _PLANNED.items()]
    return f"{photo_count(plan.found)} found = {' + '.join(parts)}"
