"""Write a random check down: as JSON, and as columns beside the labels."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import TextIO

from flowersort.core.check_result import METHOD, CheckResult
from flowersort.core.csv_names import readable
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.state import State
from flowersort.services.export.atomic import write_whole
from flowersort.services.export.predictions_csv import write_predictions, write_predictions_to
from flowersort.services.export.rows import finite
from flowersort.workflows.export import STANDARD_OUTPUT
from flowersort.workflows.random_check import FolderCheck


def export_check_json(
    check: FolderCheck, result: CheckResult, target: str, *, at: datetime, standard_output: TextIO
) -> None:
    """Write a result with its design and date as one JSON object, to a whole file or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    text = check_json(check, result, at=at)
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def export_check_csv(
    check: FolderCheck, result: CheckResult, target: str, *, at: datetime, standard_output: TextIO
) -> None:
    """Write the labels as CSV, with the estimate in columns after the others, the same in every row.

    Raises:
        ExportError: the file can't be written.
    """
    more = _columns(result, at)
    if target == STANDARD_OUTPUT:
        write_predictions_to(standard_output, _answered(check), check.model, base=check.base, more=more)
    else:
        write_predictions(target, _answered(check), check.model, base=check.base, more=more)


def _columns(result: CheckResult, at: datetime) -> dict[str, str]:
    known = result.right.share
    return {
        "check_right": "" if known is None else f"{known:.9f}",
        "check_low": f"{result.right.low:.9f}",
        "check_high": f"{result.right.high:.9f}",
        "check_design": f"{result.checked} of {result.photos} photos, {METHOD}, seed {result.seed}".replace(";", ","),
        "check_date": at.isoformat(timespec="seconds"),
    }


def _answered(check: FolderCheck) -> list[LabelledPhoto]:
    """Return the photos with the reviews that the check's answers are."""
    found = []
    for photo in check.photos:
        answer = check.answers.get(photo.content) if photo.content is not None else None
        if answer is not None and answer.review is not None and photo.prediction is not None:
            found.append(replace(photo, review=answer.review, state=State.REVIEWED))
        else:
            found.append(photo)
    return found


def check_json(check: FolderCheck, result: CheckResult, *, at: datetime) -> str:
    """Return a result as JSON: valid UTF-8 and no number that JSON lacks, whatever the photos are named."""
    plain = _plain(asdict(result))
    plain |= {"date": at.isoformat(timespec="seconds"), "method": METHOD}
    plain["open"] = [readable(check.name(photo)) for photo in check.open]
    return json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {key: _told(each) for key, each in values.items()}


def _told(value: object) -> object:
    match value:
        case float():
            return finite(value)
        case dict():
            return _plain(value)
        case tuple() | list():
            return [_told(each) for each in value]
        case str():
            return readable(value)
    return value
