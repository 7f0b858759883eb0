"""Where the photos of a plan are, once it was carried out or taken back."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flowersort.core.plan import Operation, SortPlan


def placed_photos(plan: SortPlan) -> dict[str, str]:
    """Return where the photos stand that a sort has placed: the old absolute paths → the new ones.

    After a move, a photo whose old place is still taken is not among them.
    """
    pairs = ((photo.file.source, _absolute(plan, photo.file.target)) for photo in plan.photos)
    moving = plan.rules.operation is Operation.MOVE
    return {old: new for old, new in pairs if _there(new) and not (moving and _there(old))}


def put_back(placed: Mapping[str, str]) -> dict[str, str]:
    """Return where moved photos stand that are back: the paths that a sort gave them → the old ones."""
    return {new: old for old, new in placed.items() if _there(old) and not _there(new)}


def _there(path: str) -> bool:
    return os.path.lexists(path)


def _absolute(plan: SortPlan, target: str) -> str:
    return os.path.join(plan.into, *target.split("/"))  # noqa: PTH118 (a path may hold anything)
