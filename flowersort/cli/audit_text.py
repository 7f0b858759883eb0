"""The last lines of an audit: how many photos have which reason, how many of them in truth, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator

from flowersort.cli.amounts import photo_count
from flowersort.cli.console import shown_path
from flowersort.core.audit import AuditResult, Reason

_WORDS = {
    Reason.DUPLICATE_OTHER_CLASS: "in several classes",
    Reason.MISLABEL: "label looks wrong",
    Reason.NO_FLOWER: "no flower",
    Reason.OTHER_FLOWER: "flower of another kind",
    Reason.UNSURE: "label unsure",
    Reason.DUPLICATE: "copy of another",
    Reason.NEAR_DUPLICATE: "nearly a copy",
    Reason.DARK: "too dark",
    Reason.OVEREXPOSED: "too bright",
    Reason.BLURRY: "blurred",
    Reason.TINY: "tiny",
    Reason.UNREADABLE: "unreadable",
}
_ESTIMATED = frozenset({Reason.MISLABEL, Reason.NO_FLOWER, Reason.OTHER_FLOWER, Reason.UNSURE})
_OVERLAPS_SHOWN = 10


def summary_lines(result: AuditResult) -> Iterator[str]:
    """Yield the summary of an audit, line by line."""
    seconds = f"{result.seconds:.1f} s"
    yield f"{photo_count(len(result.photos))} audited in {seconds}, {len(result.suspicious):,} worth a look"
    width = max((len(_WORDS[count.reason]) for count in result.counts), default=0)
    for count in result.counts:
        expected = ""
        if count.reason is Reason.UNSURE:
            expected = f"  about {count.expected:,.0f} of them expected to be wrong"
        elif count.reason in _ESTIMATED:
            expected = f"  about {count.expected:,.0f} expected to be real"
        yield f"  {_WORDS[count.reason]:<{width}}  {count.photos:>6,}{expected}"
    if result.overlaps:
        yield f"{len(result.overlaps):,} pictures stand in several splits:"
        for each in result.overlaps[:_OVERLAPS_SHOWN]:
            yield f"  {' and '.join(map(shown_path, each.splits))}: {', '.join(map(shown_path, each.names))}"
        if len(result.overlaps) > _OVERLAPS_SHOWN:
            yield f"  … and {len(result.overlaps) - _OVERLAPS_SHOWN:,} more"
    yield from map(shown_path, result.remarks)
