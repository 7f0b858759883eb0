"""Some photos alone: those most like one photo, and unknown ones in groups that a key names at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from flowersort.core.arrangement import Shortlist, doubtful
from flowersort.core.look_alikes import LookAlikes
from flowersort.gui.session.session import Session
from flowersort.gui.window.conductor import Conductor
from flowersort.gui.window.workspace import Workspace

if TYPE_CHECKING:
    from flowersort.gui.window.actions import Actions

_MOST_SIMILAR = 60


class LookUp(QObject):
    """Shows a few photos and the way back.

    Signals:
        said: why there is nothing to show.
        changed: photos are looked up now, or no longer.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, workspace: Workspace, conductor: Conductor, actions: Actions) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._conductor = session, workspace, conductor
        self._on = False
        self._connected = [(actions.similar, self.find_similar), (actions.strangers, self.group_strangers)]
        for action, act in self._connected:
            action.triggered.connect(act)
        session.opened.connect(self.forget)

    @property
    def on(self) -> bool:
        """Whether some photos are shown alone."""
        return self._on

    def close(self) -> None:
        """Let go of the actions, which outlive these photos."""
        for action, act in self._connected:
            action.triggered.disconnect(act)

    def find_similar(self) -> None:
        """Show the photos that look most like the current one, itself first."""
        table, row = self._session.table, self._workspace.grid.current_row()
        if row < 0:
            self.said.emit(self.tr("Go to a photo first; then those that look like it can be found."))
            return
        near = self._session.similarity.neighbours(row, np.ones(len(table), np.bool_), _MOST_SIMILAR)
        if not near:
            self.said.emit(self.tr("Which photos look alike is not known yet."))
            return
        name = table.name(row).rpartition("/")[2]
        text = self.tr("Most like {name}, the likest first").format(name=name)
        self._show(Shortlist(np.array([row, *(other for other, _ in near)], np.intp)), text)
        self._workspace.grid.go_to_row(row)

    def show_rows(self, rows: NDArray[np.intp], text: str) -> None:
        """Show these photos alone, and say what they are."""
        self._show(Shortlist(rows), text)
        if len(rows):
            self._workspace.grid.go_to_row(int(rows[0]))

    def group_strangers(self) -> None:
        """Show what is no flower, another one or unsure, in groups of one kind, the largest first."""
        rows = np.flatnonzero(doubtful(self._session.table))
        if not len(rows):
            self.said.emit(self.tr("No photo is unknown: all are sure or reviewed."))
            return
        table = self._session.table
        self._session.similarity.group(rows, lambda groups: self._take(rows, groups) if self._is(table) else None)

    def leave(self) -> None:
        """End showing some photos alone; whoever is told shows what comes then."""
        self.forget()
        self.changed.emit()

    def forget(self) -> None:
        """End showing some photos alone where something else is shown by now."""
        self._on = False
        self._workspace.trail.show_text("")

    def _is(self, table: object) -> bool:
        return table is self._session.table

    def _take(self, rows: np.ndarray, groups: LookAlikes | None) -> None:
        if groups is None:
            self.said.emit(self.tr("Which photos look alike is not known yet."))
            return
        order = np.argsort(groups.groups[rows], kind="stable")
        kinds = int((np.unique(groups.groups[rows], return_counts=True)[1] > 1).sum())
        photos = self.tr("%Ln unknown photos", None, len(rows))
        text = self.tr("in %Ln groups; an answer is for a whole group", None, kinds)
        self._show(Shortlist(rows[order]), f"{photos} {text}", groups)
        self._workspace.grid.go_to_row(int(rows[order][0]))

    def _show(self, only: Shortlist, text: str, groups: LookAlikes | None = None) -> None:
        self._on = True
        self._workspace.trail.show_text(text)
        self._conductor.clear_filter()
        self._conductor.show_only(only, groups=groups)
        self.changed.emit()
        self._workspace.grid.setFocus()
