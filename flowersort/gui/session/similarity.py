"""Looks for look-alikes beside the window, whenever no run is going on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from flowersort.core.look_alikes import LookAlikes
from flowersort.core.photo_table import PhotoTable
from flowersort.core.progress import CancelToken
from flowersort.gui.background import Operation
from flowersort.gui.session.desk import Desk
from flowersort.workflows.look_alikes import Similarity, find_similarity


class SimilaritySearch(QObject):
    """Keeps what is known of which photos of a table look alike.

    `found` comes when more is known, `failed` with a sentence where the store could not be asked.
    """

    found = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: Similarity | None = None
        self._cancel = CancelToken()
        self._operations: list[Operation[None]] = []

    @property
    def look_alikes(self) -> LookAlikes | None:
        """Groups and order by table row; None while nothing is known."""
        return self._known.look_alikes if self._known is not None else None

    def neighbours(self, row: int, among: NDArray[np.bool_], count: int) -> list[tuple[int, float]]:
        """Return the nearest rows with their cosine similarity, nearest first; none while nothing is known.

        Args:
            among: shape (rows known at least,), which rows may be named.
        """
        return self._known.neighbours(row, among, count) if self._known is not None else []

    def group(self, rows: NDArray[np.intp], done: Callable[[LookAlikes | None], object]) -> None:
        """Put strangers into groups beside the window; `done` gets them, or None while nothing is known."""
        known = self._known
        if known is None:
            done(None)
            return
        cancel = self._cancel

        def work(_tell: Callable[[None], None]) -> LookAlikes | None:
            return known.strangers(rows, stopped=lambda: cancel.cancelled)

        operation = Operation[None]("strangers", work, self)
        operation.succeeded.connect(lambda groups: self._hand_over(operation, groups, done))
        operation.failed.connect(lambda _reason: self._hand_over(operation, None, done))
        self._operations.append(operation)
        operation.start()

    def start(self, table: PhotoTable) -> None:
        """Look for the look-alikes of a table; what was looked for before is dropped."""
        self.stop()
        store = self._desk.built.tools.store
        if store is None or len(table) == 0:
            return
        contents = [table.content(row) for row in range(len(table))]
        pack, cancel = self._desk.built.tools.pack, CancelToken()

        def work(_tell: Callable[[None], None]) -> Similarity | None:
            return find_similarity(
                contents, store=store, fingerprint=pack.facts.stored_under, reference=pack.reference, cancel=cancel
            )

        self._cancel = cancel
        operation = Operation("look-alikes", work, self)
        operation.succeeded.connect(lambda known: self._take(operation, known, cancel))
        operation.failed.connect(lambda reason: self._give_up(operation, reason, cancel))
        self._operations.append(operation)
        operation.start()

    def stop(self) -> None:
        """Look no further; what is known stays."""
        self._cancel.cancel()

    def forget(self) -> None:
        """Drop what is known: another table is opened."""
        self.stop()
        self._known = None
        self.found.emit()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self.stop()
        for operation in tuple(self._operations):
            operation.wait()

    def _hand_over(
        self, operation: Operation[None], groups: LookAlikes | None, done: Callable[[LookAlikes | None], object]
    ) -> None:
        self._let_go(operation)
        done(groups)

    def _take(self, operation: Operation[None], known: Similarity | None, cancel: CancelToken) -> None:
        if known is not None and not cancel.cancelled:
            self._known = known
            self.found.emit()
        self._let_go(operation)

    def _give_up(self, operation: Operation[None], reason: str, cancel: CancelToken) -> None:
        if not cancel.cancelled:
            self.failed.emit(reason)
        self._let_go(operation)

    def _let_go(self, operation: Operation[None]) -> None:
        self._operations.remove(operation)
        operation.deleteLater()
