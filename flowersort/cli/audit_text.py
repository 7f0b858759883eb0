"""The last lines of an audit: how many photos have which reason, how many of them in truth, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator

from flowersort.cli.amounts import photo_count
from flowersort.cli.console import shown_path
from flowersort.core.audit import AuditResult, Reason
from flowersort.core.audit_words import ESTIMATED, WORDS

_OVERLAPS_SHOWN = 10


def summary_lines(result: AuditResult) -> Iterator[str]:
    """Yield the summary of an audit, line by line."""
    seconds = f"{result.seconds:.1f} s"
    yield f"{photo_count(len(result.photos))} audited in {seconds}, {len(result.suspicious):,} worth a look"
    width = max((len(WORDS[count.reason]) for count in result.counts), default=0)
    for count in result.counts:
        expected = ""
        if count.reason is Reason.UNSURE:
            expected = f"  about {count.expected:,.0f} of them expected to be wrong"
        elif count.reason in ESTIMATED:
            expected = f"  about {count.expected:,.0f} expected to be real"
        yield f"  {WORDS[count.reason]:<{width}}  {count.photos:>6,}{expected}"
    if result.overlaps:
        yield f"{len(result.overlaps):,} pictures stand in several splits:"
        for each in result.overlaps[:_OVERLAPS_SHOWN]:
            yield f"  {' and '.join(map(shown_path, each.splits))}: {', '.join(map(shown_path, each.names))}"
        if len(result.overlaps) > _OVERLAPS_SHOWN:
            yield f"  … and {len(result.overlaps) - _OVERLAPS_SHOWN:,} more"
    yield from map(shown_path, result.remarks)
