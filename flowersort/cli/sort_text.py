"""What came of a sort, an undo or a recovery, and what is known of past sorts, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flowersort.cli.amounts import companion_count, local_time, photo_count
from flowersort.cli.console import shown_path
from flowersort.cli.status import DONE, INCOMPLETE, INTERRUPTED
from flowersort.core.plan import Operation, Outcome
from flowersort.core.sorts import Deed, Ending, Problem, SortEnded, SortRecord, SortState, SortSummary

PROBLEMS_SHOWN = 10
PAST = {Operation.COPY: "copied", Operation.MOVE: "moved", Operation.LINK: "linked"}
_SORTED = {
    Outcome.COPIED: "copied",
    Outcome.MOVED: "moved",
    Outcome.LINKED: "linked",
    Outcome.ALREADY_THERE: "already there",
    Outcome.SKIPPED: "skipped",
    Outcome.FAILED: "failed",
}
_DONE = (Outcome.COPIED, Outcome.MOVED, Outcome.LINKED)
_STATES = {
    SortState.FINISHED: "finished",
    SortState.RUNNING: "at work now",
    SortState.CUT_OFF: "cut off (see “flowersort recover”)",
    SortState.PARTLY_UNDONE: "partly undone",
    SortState.UNDONE: "undone",
    SortState.MISSING: "its folder or its journal can't be reached",
}

_UNDER_WAY = frozenset({SortState.RUNNING, SortState.CUT_OFF})


def ending_lines(ended: SortEnded) -> Iterator[str]:
    """Yield what came of the work, line by line: problems, arithmetic, where the photos are, and how to undo."""
    summary = ended.summary
    yield from _problems(summary.problems)
    yield _sorted(summary) if summary.deed is Deed.SORT else _undone(summary)
    if summary.companions:
        went = "went with their photos" if summary.deed is Deed.SORT else "went back with their photos"
        yield f"{companion_count(summary.companions)} {went}."
    if ended.ending is Ending.FAILED and ended.reason:
        yield ended.reason
    yield from _whereabouts(ended)


def sort_status(ended: SortEnded) -> int:
    """Return the exit status that tells how the work ended."""
    if ended.ending is Ending.CANCELLED:
        return INTERRUPTED
    complete = ended.ending is Ending.FINISHED and not ended.summary.outcomes[Outcome.FAILED]
    return DONE if complete and not ended.summary.problems else INCOMPLETE


def history_lines(records: Sequence[SortRecord]) -> Iterator[str]:
    """Yield the past sorts, some lines each."""
    for record in records:
        yield f"{record.id}  {local_time(record.at)}  {_STATES[record.state]}"
        yield f"  {_counts(record)}"
        yield f"  from {', '.join(map(shown_path, record.sources))}"
        yield f"  to {shown_path(record.into)}"


def sort_named(record: SortRecord) -> str:
    """Return the words that a question calls a sort by."""
    return f"the sort {record.id} of {local_time(record.at)} ({_counts(record)}, into {shown_path(record.into)})"


def _counts(record: SortRecord) -> str:
    # What was done last may not stand in the journal yet.
    about = "at least " if record.state in _UNDER_WAY else ""
    parts = [f"{about}{photo_count(record.placed)} {PAST[record.operation]}"]
    if record.undone:
        parts.append(f"{record.undone:,} put back")
    if record.failed:
        parts.append(f"{record.failed:,} failed")
    return ", ".join(parts)


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems[:PROBLEMS_SHOWN]:
        yield f"{shown_path(problem.path)}: {problem.reason}"
    if len(problems) > PROBLEMS_SHOWN:
        yield f"… and {len(problems) - PROBLEMS_SHOWN:,} more that could not be done."


def _sorted(summary: SortSummary) -> str:
    parts = [f"{summary.outcomes[outcome]:,} {word}" for outcome, word in _SORTED.items()]
    return f"{photo_count(summary.found)} found = {' + '.join([*parts, *_not_done(summary)])}"


def _undone(summary: SortSummary) -> str:
    outcomes = summary.outcomes
    parts = [
        f"{sum(outcomes[outcome] for outcome in _DONE):,} put back",
        f"{outcomes[Outcome.ALREADY_THERE]:,} already back",
        f"{outcomes[Outcome.SKIPPED]:,} left as they are",
        f"{outcomes[Outcome.FAILED]:,} failed",
    ]
    return f"{photo_count(summary.found)} to put back = {' + '.join([*parts, *_not_done(summary)])}"


def _not_done(summary: SortSummary) -> Iterator[str]:
    if summary.not_done:
        yield f"{summary.not_done:,} not done"


def _whereabouts(ended: SortEnded) -> Iterator[str]:
    summary = ended.summary
    if summary.deed is Deed.UNDO:
        if ended.ending is not Ending.FINISHED and summary.id:
            yield f"The rest is still in {shown_path(summary.into)}; to go on: flowersort undo {summary.id}"
        return
    if any(summary.outcomes[outcome] for outcome in _DONE):
        yield f"The photos are in {shown_path(summary.into)}. To put everything back: flowersort undo {summary.id}"
    elif summary.outcomes[Outcome.ALREADY_THERE]:
        yield f"The photos are in {shown_path(summary.into)} already; nothing was changed."
    elif ended.ending is Ending.FAILED:
        # What is unsettled may have changed.
        yield f"Each photo is where it was, or in {shown_path(summary.into)}; flowersort recover sees to it."
    else:
        yield "Nothing was changed."
