"""What every output shares: the photos in their order, each under its name relative to the folder."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.naming import NaturalKey, natural_key


def in_order(rows: Sequence[LabelledPhoto], *, base: str) -> Iterator[tuple[str, LabelledPhoto]]:
    """Yield (relative name, photo) in natural order, component by component.

    Args:
        rows: photos in any order.
        base: the folder that names are relative to.
    """
    named = [(relative_name(row.file.path, base=base), row) for row in rows]
    folders: dict[str, tuple[NaturalKey, ...]] = {}

    def key(entry: tuple[str, LabelledPhoto]) -> tuple[NaturalKey, ...]:
        folder, _, name = entry[0].rpartition("/")
        if folder not in folders:
            folders[folder] = tuple(natural_key(part) for part in folder.split("/")) if folder else ()
        return (*folders[folder], natural_key(name))

    yield from sorted(named, key=key)


def relative_name(path: str, *, base: str) -> str:
    """Return the path from `base` to `path` with `/` separators; the path itself from one Windows drive to another."""
    prefix = base.rstrip(os.sep) + os.sep
    if path.startswith(prefix):
        relative = path[len(prefix) :]
    else:
        try:
            relative = os.path.relpath(path, base)
        except ValueError:
            relative = path
    return relative.replace(os.sep, "/")


def finite(number: float) -> float | None:
    """Return the number with the digits that outputs have, None where it is no number.

    Nine digits, because the rounded probabilities of 1000 classes then still sum to 1 within a millionth.
    """
    return round(number, 9) if math.isfinite(number) else None
