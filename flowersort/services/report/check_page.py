"""The page of a random check: one HTML file that needs no network and no script."""

from __future__ import annotations

from dataclasses import dataclass

from flowersort.core.check_result import METHOD, CheckResult
from flowersort.core.check_words import acceptance_words, advice_words, count_words, percent
from flowersort.core.csv_names import one_line
from flowersort.services.report.content import Origin
from flowersort.services.report.folder import CHECK_MARK
from flowersort.services.report.page import environment

CHECK_TEMPLATE = "check.html.jinja"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the page tells, and where it comes from."""

    origin: Origin
    result: CheckResult


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table: all photos, or those predicted as one class."""

    name: str
    photos: int
    checked: int
    right: str
    reach: str
    low: float
    high: float
    share: float | None


def render_check(report: CheckReport) -> str:
    """Return the page as HTML text."""
    result = report.result
    return (
        environment()
        .get_template(CHECK_TEMPLATE)
        .render(
            origin=report.origin,
            result=result,
            mark=CHECK_MARK,
            lines=_lines(result),
            wrong=count_words(result.wrong),
            remaining=count_words(result.remaining),
            thresholds=[acceptance_words(each) for each in result.acceptances],
            advice=list(advice_words(result)),
            method=METHOD,
            target=percent(result.target),
        )
    )


def _lines(result: CheckResult) -> list[_Line]:
    every = [("all", result.photos, result.right), *((one_line(c.name), c.photos, c.right) for c in result.classes)]
    return [
        _Line(
            name=name,
            photos=photos,
            checked=found.checked,
            right="–" if found.share is None else percent(found.share),
            reach=f"{percent(found.low)} to {percent(found.high)}",
            low=found.low,
            high=found.high,
            share=found.share,
        )
        for name, photos, found in every
    ]
