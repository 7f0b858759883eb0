"""What a random check says on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from flowersort.cli.amounts import photo_count
from flowersort.cli.console import shown_path
from flowersort.core.check_result import METHOD, CheckResult
from flowersort.core.check_words import acceptance_words, advice_words, count_words, share_words
from flowersort.core.csv_names import one_line
from flowersort.core.true_labels import Truth

_SHOWN = 10


def result_lines(result: CheckResult) -> Iterator[str]:
    """Yield a result, line by line."""
    yield f"right  {share_words(result.right)}  {result.checked:,} of {photo_count(result.photos)} checked"
    width = max((len(one_line(each.name)) for each in result.classes), default=0)
    for each in result.classes:
        name = one_line(each.name)
        checked = f"{each.right.checked:,} of {each.photos:,}"
        yield f"  {name:<{width}}  {share_words(each.right)}  {checked}"
    yield f"wrong labels  {count_words(result.wrong)}; not set right yet  {count_words(result.remaining)}"
    for acceptance in result.acceptances:
        yield f"  {acceptance_words(acceptance)}"
    yield from advice_words(result)
    yield f"95 % intervals: {METHOD}; seed {result.seed}."


def truth_lines(truth: Truth) -> Iterator[str]:
    """Yield what should be known of the labels that somebody typed."""
    if truth.unknown:
        yield f"{photo_count(len(truth.unknown))} not found in the folder, such as {shown_path(truth.unknown[0])}."
    if truth.contradicting:
        names = ", ".join(map(shown_path, truth.contradicting[:_SHOWN]))
        yield f"Copies of one photo were given different labels, so none of them counts: {names}."
    if truth.strangers:
        names = ", ".join(map(one_line, truth.strangers[:_SHOWN]))
        yield f"The model does not know {names}; its labels are wrong there."
