"""Templates of new names: `{date}_{label}_{number:4}`."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import UTC, datetime

from flowersort.core.errors import UsageError
from flowersort.core.labelled import LabelledPhoto

_FIELDS = ("name", "label", "date", "time", "number", "hash", "confidence")
_HELP = (
    "A template may hold {name}, {label}, {date}, {time}, {number} (or {number:4} for 0001), {hash} and {confidence}; "
    "the suffix is kept."
)
_WIDTH = re.compile(r"0?[1-9]")
_TAKEN = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class RenameTemplate:
    """A template, read: pairs of text and the field after it; the last pair's field may be empty.

    Attributes:
        pieces: text, field and width.
    """

    pieces: tuple[tuple[str, str, int], ...]

    def stem(self, photo: LabelledPhoto, *, name: str, label: str, number: int) -> str:
        """Return the new name without suffix.

        Args:
            photo: what is known of the photo.
            name: its old name without suffix.
            label: its label.
            number: its place among the photos of its folder, from 1.
        """
        date, time = _taken(photo)
        values = {
            "name": name,
            "label": label,
            "date": date,
            "time": time,
            "hash": (photo.content or "")[:8],
            "confidence": f"{_percent(photo):02d}",
            "": "",
        }
        return "".join(
            text + (f"{number:0{width}d}" if field == "number" else values[field]) for text, field, width in self.pieces
        )


def read_template(template: str) -> RenameTemplate | None:
    """Return a template, read; None for an empty one, which keeps names.

    Raises:
        UsageError: a field is unknown, a brace stands alone, or what comes out would be no name.
    """
    if not template:
        return None
    try:
        pieces = tuple(
            (text, _field(field, template), _width(field, spec, template, conversion))
            for text, field, spec, conversion in string.Formatter().parse(template)
        )
    except ValueError as fault:
        raise _refused(template, "has a brace that stands alone") from fault
    texts = "".join(text for text, _, _ in pieces)
    if "/" in texts or "\\" in texts:
        raise _refused(template, "would make folders")
    if not any(field for _, field, _ in pieces) and not texts.strip(" ."):
        raise _refused(template, "makes an empty name")
    return RenameTemplate(pieces)


def _field(field: str | None, template: str) -> str:
    if field is None or field in _FIELDS:
        return field or ""
    raise _refused(template, f"has the unknown field {{{field}}}")


def _width(field: str | None, spec: str | None, template: str, conversion: str | None) -> int:
    if conversion or (spec and (field != "number" or not _WIDTH.fullmatch(spec))):
        raise _refused(template, f"asks for a form that {{{field}}} can't have")
    return int(spec) if spec else 1


def _refused(template: str, problem: str) -> UsageError:
    return UsageError(f"The template “{template}” {problem}. {_HELP}")


def _taken(photo: LabelledPhoto) -> tuple[str, str]:
    """Return date and time: when the photo was taken, else when its file was last changed, both in local time."""
    taken = _TAKEN.fullmatch(photo.facts.taken or "") if photo.facts is not None else None
    if taken:
        return taken[1], f"{taken[2]}-{taken[3]}-{taken[4]}"
    try:
        changed = datetime.fromtimestamp(photo.file.modified_ns / 10**9, tz=UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        return "0000-00-00", "00-00-00"
    return changed.strftime("%Y-%m-%d"), changed.strftime("%H-%M-%S")


def _percent(photo: LabelledPhoto) -> int:
    if photo.review is not None:
        return 100
    return int(100 * photo.prediction.confidence) if photo.prediction is not None else 0
