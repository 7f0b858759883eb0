"""The page of an audit: one HTML file that needs no network and no script."""

from __future__ import annotations

from flowersort.services.report.audit_content import AuditReport
from flowersort.services.report.folder import AUDIT_MARK
from flowersort.services.report.page import environment, matrix_cells

AUDIT_TEMPLATE = "audit.html.jinja"

# So many classes that a matrix of numbers still fits a page.
_MOST_IN_MATRIX = 25


def render_audit(report: AuditReport) -> str:
    """Return the page as HTML text."""
    few = 1 < len(report.classes) <= _MOST_IN_MATRIX
    return (
        environment()
        .get_template(AUDIT_TEMPLATE)
        .render(
            report=report,
            mark=AUDIT_MARK,
            matrix=matrix_cells(report.confusion, report.classes) if few and report.confusion.any() else None,
        )
    )
