"""How photos stand to their copies, in a word each, for tests of what finds copies."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from flowersort.core.duplicates import Duplicates


class DuplicateKind(StrEnum):
    """How a photo stands to others."""

    DUPLICATE_OTHER_CLASS = "duplicate_other_class"
    """The same picture stands in another class, too; comes first, since one of the labels is wrong."""
    DUPLICATE = "duplicate"
    """Another file has the same content."""
    NEAR_DUPLICATE = "near_duplicate"
    """Another file shows the same picture."""


def duplicate_kinds(found: Duplicates, labels: Sequence[str]) -> tuple[tuple[DuplicateKind, ...], ...]:
    """Return how each photo stands to the others of its group, in the order of `DuplicateKind`.

    Args:
        labels: the class that each photo stands in; empty where it stands in none, which is no other class.
    """
    classes = [{labels[photo] for photo in group if labels[photo]} for group in found.members()]
    kinds: list[tuple[DuplicateKind, ...]] = []
    for number, is_exact, label in zip(found.groups.tolist(), found.exact.tolist(), labels, strict=True):
        if number < 0:
            kinds.append(())
            continue
        copy = DuplicateKind.DUPLICATE if is_exact else DuplicateKind.NEAR_DUPLICATE
        elsewhere = bool(label) and len(classes[number]) > 1
        kinds.append((DuplicateKind.DUPLICATE_OTHER_CLASS, copy) if elsewhere else (copy,))
    return tuple(kinds)
