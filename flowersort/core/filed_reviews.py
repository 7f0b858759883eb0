"""A file of reviews, from another computer or another day: which of them are taken in, as a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flowersort.core.imported import ImportedReview, ImportPlan, RefusedRow
from flowersort.core.review import Review
from flowersort.core.review_history import ReviewChange


class Keep(StrEnum):
    """Whose review holds where a photo is reviewed here and in the file, and the two differ."""

    NEWER = "newer"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class FiledReview:
    """One review of a file.

    Attributes:
        line: of the file, counted from 1.
        name: of a file with that photo, readable; empty where none was known.
        content: the photo's content hash.
    """

    line: int
    name: str
    content: str
    review: Review


def plan_filed(filed: Sequence[FiledReview], *, source: str, here: Mapping[str, Review], keep: Keep) -> ImportPlan:
    """Decide which reviews of a file are taken in, their moments unchanged.

    Photos that were never seen here are as good as others, and so are classes that the model lacks.

    Args:
        here: the reviews that are known, by content hash.
        keep: whose review holds where the two differ.
    """
    by_content: dict[str, list[FiledReview]] = {}
    for each in filed:
        by_content.setdefault(each.content, []).append(each)
    changes: list[ImportedReview] = []
    refused: list[RefusedRow] = []
    kept = 0
    for content, said in by_content.items():
        latest = max(said, key=lambda each: each.review.at)
        mine = here.get(content)
        if _contradict(said, latest.review):
            refused += [_contradicting(said, each) for each in said]
        elif _wins(latest.review, mine, keep):
            changes.append(ImportedReview(latest.line, latest.name, ReviewChange(content, mine, latest.review)))
        else:
            kept += mine is not None and mine.label != latest.review.label
    refused.sort(key=lambda row: row.line)
    unchanged = len(filed) - len(changes) - len(refused) - kept
    return ImportPlan(source, len(filed), tuple(changes), tuple(refused), unchanged, kept)


def unknown_classes(plan: ImportPlan, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes that a plan's reviews name and the model lacks, in alphabetical order."""
    said = (each.change.after for each in plan.changes)
    return tuple(sorted({each.class_name for each in said if each is not None and each.class_name} - set(classes)))


def _wins(theirs: Review, mine: Review | None, keep: Keep) -> bool:
    if mine is None:
        return True
    if keep is Keep.THEIRS:
        return theirs != mine
    return keep is Keep.NEWER and theirs.at > mine.at


def _contradict(said: Sequence[FiledReview], latest: Review) -> bool:
    """Whether a file that somebody put together says two things of one photo in the same moment."""
    return any(each.review.at == latest.at and each.review.label != latest.label for each in said)


def _contradicting(said: Sequence[FiledReview], each: FiledReview) -> RefusedRow:
    lines = ", ".join(str(one.line) for one in said)
    return RefusedRow(each.line, each.name, f"lines {lines} are about one photo and don't say the same.")
