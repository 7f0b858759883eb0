"""Write a random check down: as JSON, and as columns beside the labels."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TextIO

from flowersort.core.check_result import METHOD, CheckResult
from flowersort.core.csv_names import readable
from flowersort.services.export.atomic import write_whole
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
