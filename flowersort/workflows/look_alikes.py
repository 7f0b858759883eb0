"""Which photos of a table look alike, from the embeddings that the store remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look_alikes import DIMENSIONS, LookAlikes, Sketcher, find_look_alikes, nearest
from flowersort.core.novelty import NoveltyReference
from flowersort.core.progress import CancelToken
from flowersort.core.strangers import group_strangers
from flowersort.services.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """What is known of how alike the photos of a table look.

    Attributes:
        look_alikes: groups and order by row.
        sketches: shape (rows, DIMENSIONS), zeros where the store has no embedding.
    """

    look_alikes: LookAlikes
    sketches: NDArray[np.int8]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Shape (rows,), which rows have a sketch."""
        return np.asarray(self.sketches.any(axis=1))

    def neighbours(self, row: int, among: NDArray[np.bool_], k: int) -> list[tuple[int, float]]:
        """Return the up to `k` rows that look most like a row, with their cosines, the nearest first.

        Takes some 20 ms for 100,000 rows.

        Args:
            row: may lie beyond the rows that were looked at; then there are none.
            among: which rows may be named; rows beyond its end may not.
        """
        if row >= len(self.sketches):
            return []
        named = np.zeros(len(self.sketches), np.bool_)
        named[: len(among)] = among[: len(named)]
        return nearest(self.sketches, row, among=named, k=k)

    def strangers(self, rows: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """Return groups of one kind among rows that fit no class, the largest first; what is alone is in none.

        Args:
            rows: within those that were looked at.
        """
        found = group_strangers(self.sketches[list(rows)])
        # It can't be stopped here, so there is an answer.
        groups = [] if found is None else found.tolist()
        members: list[list[int]] = [[] for _ in range(max(groups, default=-1) + 1)]
        for row, group in zip(rows, groups, strict=True):
            if group >= 0:
                members[group].append(row)
        return tuple(map(tuple, members))


def find_similarity(
    contents: Sequence[str | None],
    *,
    store: Store,
    fingerprint: str,
    reference: NoveltyReference,
    cancel: CancelToken,
) -> Similarity | None:
    """Look for look-alikes; return None if cancelled.

    Args:
        contents: content hash of each row, None where it can't be told.
        fingerprint: of the pack whose embeddings are compared.
        reference: the same pack's, for its embedding's mean and scale.

    Raises:
        StoreError: the embeddings can't be read.
    """
    rows: dict[str, list[int]] = {}
    for row, content in enumerate(contents):
        if content is not None:
            rows.setdefault(content, []).append(row)
    sketcher = Sketcher(mean=reference.mean, scale=reference.scale)
    sketches = np.zeros((len(contents), DIMENSIONS), np.int8)
    for batch in store.embeddings_of(list(rows), fingerprint):
        if cancel.cancelled:
            return None
        # Another length than the pack's can only come from damage, and then says nothing of the photo.
        if batch.embeddings.shape[1] == len(reference.mean):
            for content, sketch in zip(batch.contents, sketcher(batch.embeddings), strict=True):
                sketches[rows[content]] = sketch
    look_alikes = find_look_alikes(sketches, stopped=lambda: cancel.cancelled)
    return None if look_alikes is None else Similarity(look_alikes, sketches)
