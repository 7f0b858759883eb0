"""Write an audit down: CSV, JSON, or a line for each suspicious photo."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TextIO

from flowersort.core.audit import AuditedPhoto, AuditResult
from flowersort.core.csv_names import encode_name, one_line, readable
from flowersort.services.export.atomic import write_whole
from flowersort.services.export.audit_csv import write_audit_to
from flowersort.services.export.rows import finite
from flowersort.workflows.export import STANDARD_OUTPUT


def export_audit_csv(result: AuditResult, target: str, *, standard_output: TextIO, most: int | None = None) -> None:
    """Write one row per photo, the `most` most suspicious at most, to a whole file or to standard output.

    Raises:
        ExportError: the file can't be written.
    """
    photos = result.photos[:most]
    if target == STANDARD_OUTPUT:
        write_audit_to(standard_output, photos)
    else:
        write_whole(target, lambda stream: write_audit_to(stream, photos))


def export_audit_json(result: AuditResult, target: str, *, standard_output: TextIO, most: int | None = None) -> None:
    """Write everything that an audit found, the `most` most suspicious photos at most, as one JSON object.

    Raises:
        ExportError: the file can't be written.
    """
    text = audit_json(result, result.photos[:most])
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def audit_lines(result: AuditResult, *, most: int | None = None) -> Iterator[str]:
    """Yield a tab-separated line per suspicious photo: name, given and suggested label, quality, reasons."""
    for photo in result.suspicious[:most]:
        quality = "" if photo.label_quality is None else f"{photo.label_quality:.4f}"
        labels = (photo.folder_label, photo.suggested_label)
        cells = (one_line(encode_name(photo.name)), *map(one_line, labels), quality, ";".join(photo.reasons))
        yield "\t".join(cells)


def audit_json(result: AuditResult, photos: Sequence[AuditedPhoto]) -> str:
    """Return an audit as JSON: valid UTF-8 and no number that JSON lacks, whatever the photos are named."""
    return json.dumps(_plain(result, photos), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def audit_columns(photos: Sequence[AuditedPhoto]) -> Iterator[tuple[str, str, list[object]]]:
    """Yield name, pandas' type and values of each column of the CSV, names as they are on the disk."""
    yield "file_name", "object", [photo.name for photo in photos]
    yield "folder_label", "object", [photo.folder_label for photo in photos]
    yield "suggested_label", "object", [photo.suggested_label for photo in photos]
    yield "label_quality", "float64", [photo.label_quality for photo in photos]
    yield "reasons", "object", [";".join(photo.reasons) for photo in photos]
    yield "group", "Int64", [photo.group for photo in photos]


def _plain(result: AuditResult, photos: Sequence[AuditedPhoto]) -> dict[str, object]:
    return {
        "model": readable(result.model),
        "classes": [readable(name) for name in result.classes],
        "found": len(result.photos),
        "suspicious": len(result.suspicious),
        "ways": {way.value: count for way, count in sorted(result.ways.items())},
        "remarks": [readable(sentence) for sentence in result.remarks],
        "reasons": {
            count.reason.value: {"photos": count.photos, "expected": finite(count.expected)} for count in result.counts
        },
        "confusion": result.confusion.tolist(),
        "split_overlaps": [
            {"splits": [readable(split) for split in each.splits], "file_names": [*map(encode_name, each.names)]}
            for each in result.overlaps
        ],
        "empty_folders": [encode_name(folder) for folder in result.empty],
        "folders_failed": [
            {"path": readable(each.path), "error": one_line(each.reason)} for each in result.folders_failed
        ],
        "photos": [_photo(photo, result.classes) for photo in photos],
    }


def _photo(photo: AuditedPhoto, classes: tuple[str, ...]) -> dict[str, object]:
    chances = zip(classes, photo.probabilities.tolist(), strict=False)
    return {
        "file_name": encode_name(photo.name),
        "folder_label": readable(photo.folder_label) or None,
        "suggested_label": readable(photo.suggested_label) or None,
        "label_quality": None if photo.label_quality is None else finite(photo.label_quality),
        "reasons": [reason.value for reason in photo.reasons],
        "group": photo.group,
        "way": photo.way.value,
        "probabilities": {readable(name): finite(chance) for name, chance in chances} or None,
        "neighbours": [
            {"path": readable(each.path), "label": readable(each.label), "likeness": finite(each.likeness)}
            for each in photo.neighbours
        ],
        "content_hash": photo.photo.content,
        "error": one_line(photo.photo.error) if photo.photo.error is not None else None,
    }
