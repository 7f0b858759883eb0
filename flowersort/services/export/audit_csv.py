"""An audit as CSV: one row per photo, the most suspicious first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from flowersort.core.audit import AuditedPhoto
from flowersort.core.csv_names import encode_name, encode_text
from flowersort.services.export.predictions_csv import csv_line

COLUMNS = ("file_name", "folder_label", "suggested_label", "label_quality", "reasons", "group")


def write_audit_to(stream: TextIO, photos: Sequence[AuditedPhoto]) -> None:
    """Write the CSV to an open stream, which must be UTF-8 and leave line ends as they are (`newline=""`)."""
    stream.write(csv_line(COLUMNS))
    for photo in photos:
        stream.write(csv_line(_cells(photo)))


def _cells(photo: AuditedPhoto) -> Iterable[str]:
    return (
        encode_name(photo.name),
        encode_text(photo.folder_label),
        encode_text(photo.suggested_label),
        "" if photo.label_quality is None else f"{photo.label_quality:.9f}",
        ";".join(photo.reasons),
        "" if photo.group is None else str(photo.group),
    )
