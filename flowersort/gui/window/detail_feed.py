"""What the detail panel and the preview show: the current photo, the selection, and the photos that look alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, QTimer

from flowersort.core.labels import label_codes
from flowersort.core.photo_table import STATES
from flowersort.core.state import State
from flowersort.gui.detail.values import DetailSubject, Doubt, LabelCount, Neighbour
from flowersort.gui.session.session import Session
from flowersort.gui.window.workspace import Workspace
from flowersort.gui.wording import label_shown

_NEIGHBOURS = 6
# The eye rests on a photo before it asks what looks like it; while arrow keys run through, nobody asks.
_REST_MS = 120


class DetailFeed(QObject):
    """Follows the grid's current photo and selection."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace
        self._row = -1
        self._doubt_of: Callable[[int], Doubt | None] = lambda _row: None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show_neighbours)
        grid, detail = workspace.grid, workspace.detail
        grid.current_changed.connect(self._move)
        grid.selection_changed.connect(self.refresh)
        detail.neighbour_chosen.connect(grid.go_to_row)
        detail.relabel_requested.connect(self._relabel)
        session.opened.connect(lambda: self._move(-1))
        session.changed.connect(self._refresh_if_shown)
        session.similar.connect(self._rest.start)
        workspace.thumbnails.ready.connect(self._refresh_thumbnails)
        workspace.preview.step.connect(self._step)

    def set_doubts(self, doubt_of: Callable[[int], Doubt | None] | None) -> None:
        """Show what a check found of photos, by row; with None, no longer."""
        self._doubt_of = doubt_of or (lambda _row: None)
        self.refresh()

    def toggle_preview(self) -> None:
        """Show the current photo large, or no longer."""
        preview = self._workspace.preview
        if preview.is_open:
            preview.close_preview()
            return
        subject = self._subject()
        if subject is not None:
            self._show_in_preview(subject)
            preview.show()

    def refresh(self) -> None:
        """Show the current photo as it is now."""
        subject = self._subject()
        self._workspace.detail.show_photo(subject)
        if subject is not None and self._workspace.preview.is_open:
            self._show_in_preview(subject)

    def _move(self, row: int) -> None:
        self._row = row
        self.refresh()
        self._workspace.detail.show_neighbours(())
        self._rest.start()

    def _step(self, steps: int) -> None:
        grid = self._workspace.grid
        model = grid.model()
        position = grid.currentIndex().row() + steps
        if 0 <= position < model.rowCount():
            grid.go_to_row(model.row_at(position))

    def _show_in_preview(self, subject: DetailSubject) -> None:
        model = self._workspace.grid.model()
        position = self._workspace.grid.currentIndex().row()
        after = position + 1 if position + 1 < model.rowCount() else None
        self._workspace.preview.show_photo(
            subject,
            position=position + 1,
            total=model.rowCount(),
            next_path=self._session.table.path(model.row_at(after)) if after is not None else None,
        )

    def _refresh_if_shown(self, rows: np.ndarray) -> None:
        if self._row >= 0 and self._row in rows:
            self.refresh()

    def _refresh_thumbnails(self, rows: Sequence[int]) -> None:
        if self._row in rows or any(row in rows for row in self._beside):
            self.refresh()
        if any(row in rows for row in self._near):
            self._show_neighbours()

    @property
    def _near(self) -> Sequence[int]:
        return [neighbour.row for neighbour in self._workspace.detail.neighbours]

    @property
    def _beside(self) -> Sequence[int]:
        """The rows whose thumbnails stand in what a check found."""
        subject = self._workspace.detail.viewer.subject
        doubt = subject.doubt if subject is not None else None
        return [each.row for each in (*doubt.speaking, *doubt.copies)] if doubt is not None else []

    def _subject(self) -> DetailSubject | None:
        table, row = self._session.table, self._row
        if not 0 <= row < len(table):
            return None
        selected = self._workspace.grid.selected_rows()
        many = len(selected) > 1
        return DetailSubject(
            row=row,
            path=table.path(row),
            name=table.name(row),
            photo=table.photo(row),
            thumbnail=self._workspace.thumbnails.pixmap(row),
            selected=max(1, len(selected)),
            counts=self._counts(selected) if many else (),
            doubt=self._doubt_of(row),
        )

    def _counts(self, rows: np.ndarray) -> tuple[LabelCount, ...]:
        classes = self._session.desk.facts.classes
        labels = self._session.table.labels[rows]
        found = np.bincount(labels[labels >= 0], minlength=len(label_codes(classes)))
        order = np.argsort(-found, kind="stable")
        return tuple(
            LabelCount(label_shown(int(code), classes), int(found[code])) for code in order.tolist() if found[code]
        )

    def _show_neighbours(self) -> None:
        table, row = self._session.table, self._row
        if not 0 <= row < len(table):
            return
        labelled = np.isin(table.states, [STATES.index(State.SURE), STATES.index(State.REVIEWED)])
        labelled &= table.labels >= 0
        near = self._session.similarity.neighbours(row, labelled, _NEIGHBOURS)
        classes, thumbnails = table.facts.classes, self._workspace.thumbnails
        thumbnails.want([other for other, _ in near])
        self._workspace.detail.show_neighbours(
            [
                Neighbour(other, thumbnails.pixmap(other), label_shown(int(table.labels[other]), classes), alike)
                for other, alike in near
            ]
        )

    def _relabel(self, row: int) -> None:
        path = self._session.table.path(row)
        if os.path.exists(path):  # noqa: PTH110 (a path may hold anything)
            self._session.again([path])
