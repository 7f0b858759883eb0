"""An export to XMP files in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flowersort.cli.amounts import photo_count
from flowersort.core.xmp_export import XmpDeed, XmpPlan

_PLANNED = {
    XmpDeed.MAKE: "to be made",
    XmpDeed.MERGE: "to be merged",
    XmpDeed.SAME: "already so",
    XmpDeed.LEAVE: "without a sure label, left",
    XmpDeed.REFUSE: "refused",
}
_DONE = _PLANNED | {XmpDeed.MAKE: "made", XmpDeed.MERGE: "merged"}
_SHOWN = 10


def plan_lines(plan: XmpPlan, *, whole: bool) -> Iterator[str]:
    """Yield what would happen; of many refused files only the first, unless the whole is wanted."""
    reasons = [step.reason for step in plan.steps if step.reason]
    shown = reasons if whole else reasons[:_SHOWN]
    yield from shown
    if len(reasons) > len(shown):
        yield f"… and {len(reasons) - len(shown):,} more refused; --dry-run lists them all."
    yield _arithmetic(len(plan.steps), plan.counts(), _PLANNED)


def result_lines(photos: int, counts: Counter[XmpDeed]) -> Iterator[str]:
    """Yield what was done; what a cancel kept from being done counts, too."""
    line = _arithmetic(photos, counts, _DONE)
    rest = photos - counts.total()
    yield f"{line} + {rest:,} not done" if rest else line


def _arithmetic(photos: int, counts: Counter[XmpDeed], words: dict[XmpDeed, str]) -> str:
    parts = " + ".join(f"{counts[deed]:,} {word}" for deed, word in words.items())
    return f"XMP files: {photo_count(photos)} = {parts}"
