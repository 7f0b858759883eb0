"""The embeddings of an audited folder's photos: from this run, or from the store for photos that were known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.errors import StoreError
from flowersort.core.look_alikes import DIMENSIONS, Sketcher
from flowersort.workflows.tools import Tools

_BATCH = 1024


class Embeddings:
    """Embeddings by content hash. A photo whose embedding is nowhere is judged without it."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._length = len(tools.pack.reference.mean)
        self._of: dict[str, NDArray[np.float16]] = {}
        self._unknown: set[str] = set()

    def put(self, content: str | None, embedding: NDArray[np.float16] | None) -> None:
        """Keep what came with a photo; a photo that came without is asked of the store later."""
        if content is None:
            return
        if embedding is None:
            self._unknown.add(content)
        elif len(embedding) == self._length and np.isfinite(embedding).all():
            self._of[content] = embedding

    def matrix(self, contents: Sequence[str | None]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return embeddings, shape (contents, embedding), zeros where there is none, and which rows have one."""
        self._ask_store()
        rows = np.zeros((len(contents), self._length), np.float32)
        known = np.zeros(len(contents), np.bool_)
        for number, content in enumerate(contents):
            found = self._of.get(content) if content is not None else None
            if found is not None:
                rows[number], known[number] = found, True
        return rows, known

    def sketches(self, contents: Sequence[str | None], sketcher: Sketcher) -> NDArray[np.int8]:
        """Return sketches, shape (contents, DIMENSIONS), zeros where nothing is known."""
        found = np.zeros((len(contents), DIMENSIONS), np.int8)
        for part in self._parts(len(contents)):
            rows, known = self.matrix(contents[part])
            found[part][known] = sketcher(rows[known])
        return found

    @staticmethod
    def _parts(count: int) -> Iterator[slice]:
        for start in range(0, count, _BATCH):
            yield slice(start, start + _BATCH)

    def _ask_store(self) -> None:
        asked = list(self._unknown - self._of.keys())
        self._unknown.clear()
        if not asked or self._tools.store is None:
            return
        try:
            for batch in self._tools.store.embeddings_of(asked, self._tools.pack.facts.stored_under):
                for content, embedding in zip(batch.contents, batch.embeddings, strict=True):
                    self.put(content, embedding.astype(np.float16))
        except StoreError:
            # The run said already that the store fails; what it can't tell is not judged.
            return
