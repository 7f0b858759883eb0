"""Which photos of a table look alike, from the embeddings that the store remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flowersort.core.look_alikes import DIMENSIONS, LookAlikes, Sketcher, find_look_alikes, nearest
from flowersort.core.novelty import NoveltyReference
from flowersort.core.progress import CancelToken
from flowersort.services.store.store import Store

Rows = NDArray[np.intp]

KIND = 0.45
"""The cosine from which on two strangers are taken for one kind: lower than for look-alikes, which show more."""


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

    def strangers(self, rows: Rows, *, stopped: Callable[[], bool]) -> LookAlikes | None:
        """Put some rows into few groups, as coarse as kinds are; None if stopped.

        Args:
            rows: shape (strangers,); those that were not looked at are alone.

        Returns:
            Groups by row of the table; whatever is no stranger is in group 0, the largest group is 1.
        """
        known = rows[rows < len(self.sketches)]
        found = find_look_alikes(self.sketches[known], stopped=stopped, near=KIND, largest=max(1, len(known)))
        if found is None:
            return None
        sizes = np.bincount(found.groups)
        ranks = np.empty(len(sizes), np.int32)
        ranks[np.argsort(-sizes, kind="stable")] = np.arange(1, len(sizes) + 1)
        groups = np.zeros(int(rows.max(initial=-1)) + 1, np.int32)
        groups[known] = ranks[found.groups]
        late = rows[rows >= len(self.sketches)]
        groups[late] = np.arange(len(sizes) + 1, len(sizes) + 1 + len(late))
        order = np.zeros(len(groups), np.int32)
        order[known] = found.order
        return LookAlikes(groups, order)


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
