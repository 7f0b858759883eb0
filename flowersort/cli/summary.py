"""The last lines of a run: an arithmetic that adds up, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowersort.cli.amounts import photo_count
from flowersort.cli.console import shown_path
from flowersort.core.events import RunSummary
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.state import State

_WORDS = {
    State.SURE: "sure",
    State.UNSURE: "unsure",
    State.OTHER_FLOWER: "other flower",
    State.NO_FLOWER: "no flower",
    State.REVIEWED: "reviewed",
    State.UNREADABLE: "unreadable",
}
_FAULTS_SHOWN = 10


def summary_lines(summary: RunSummary, unreadable: Sequence[LabelledPhoto]) -> Iterator[str]:
    """Yield the summary of a run, line by line."""
    for photo in unreadable[:_FAULTS_SHOWN]:
        yield f"{shown_path(photo.file.path)}: {photo.error}"
    if len(unreadable) > _FAULTS_SHOWN:
        yield f"… and {len(unreadable) - _FAULTS_SHOWN:,} more that could not be read."
    parts = [f"{summary.states[state]:,} {word}" for state, word in _WORDS.items()]
    if summary.not_done:
        parts.append(f"{summary.not_done:,} not done")
    yield f"{photo_count(summary.found)} found = {' + '.join(parts)}"
    yield _speed(summary)
    if summary.folders_failed:
        yield folders_sentence(len(summary.folders_failed))


def folders_sentence(count: int) -> str:
    """Return what the user should know of folders that could not be listed."""
    folders = "1 folder" if count == 1 else f"{count:,} folders"
    return f"{folders} could not be listed, so photos may be missing (see above)."


def _speed(summary: RunSummary) -> str:
    done = summary.states.total()
    known = done - summary.decoded - summary.states[State.UNREADABLE]
    rate = f", {done / summary.seconds:,.0f} photos per second" if summary.seconds > 0 and done else ""
    remembered = f" ({known:,} known from before)" if known else ""
    return f"{summary.seconds:.1f} s{rate}{remembered}"
