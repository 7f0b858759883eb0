"""Write a random check down as a page, in a folder of its own."""

from __future__ import annotations

import os

from flowersort.core.check_result import CheckResult
from flowersort.services.report.check_page import CheckReport, render_check
from flowersort.services.report.folder import CHECK, PAGE, place_report
from flowersort.workflows.export_check import check_json
from flowersort.workflows.random_check import FolderCheck
from flowersort.workflows.report_parts import Occasion, origin_of


def report_check(check: FolderCheck, result: CheckResult, target: str, *, occasion: Occasion) -> str:
    """Write the report's folder, whole or not at all, and return the path of its page.

    Raises:
        ExportError: the folder can't be written; an earlier report is still there.
    """
    page = render_check(CheckReport(origin_of(check.base, model=result.model, occasion=occasion), result))
    figures = check_json(check, result, at=occasion.at)
    place_report(target, {PAGE: page.encode("utf-8"), CHECK: figures.encode("utf-8")})
    return os.path.join(target, PAGE)  # noqa: PTH118 (a path may hold anything)
