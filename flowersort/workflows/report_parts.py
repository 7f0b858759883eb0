"""What the reports share: the occasion, where they come from, and photos as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from flowersort.core.csv_names import encode_name, one_line
from flowersort.core.errors import PhotoError
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.thumbnails import thumbnail_jpeg
from flowersort.services.report.content import Origin, Picture
from flowersort.version import version
from flowersort.workflows.tools import Tools


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by what command a report was asked for.

    Attributes:
        at: the date, with its time zone.
    """

    at: datetime
    command: str


def origin_of(folder: str, *, model: str, occasion: Occasion) -> Origin:
    """Return where a report on a folder comes from, as it is shown."""
    return Origin(
        model=one_line(model),
        program=f"flowersort {version()}",
        folder=name_shown(folder),
        date=occasion.at.strftime("%Y-%m-%d %H:%M %Z").strip(),
        command=one_line(occasion.command),
    )


def name_shown(name: str) -> str:
    """Return a name or path as one line of text that gives it back."""
    return one_line(encode_name(name))


def picture_of(path: str, tools: Tools) -> Picture | None:
    """Return a small picture of a photo; None where it can't be read any more."""
    try:
        jpeg = thumbnail_jpeg(decode(tools.read(path)).rgb)
    except PhotoError:
        return None
    return Picture(jpeg, np.asarray(decode(jpeg).rgb))
