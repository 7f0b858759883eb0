"""Who is told what: from the session to the panels, and from the panels to the session."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from flowersort.core.arrangement import Filter, Grouping, Shortlist, SortKey, View
from flowersort.core.events import RunFinished
from flowersort.core.look_alikes import LookAlikes
from flowersort.core.state import Thresholds
from flowersort.gui.background import PACE_MS
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.session.runs import Ending
from flowersort.gui.session.session import Session
from flowersort.gui.window.status_line import StatusLine
from flowersort.gui.window.view_bar import ViewBar
from flowersort.gui.window.workspace import Workspace

Rows = NDArray[np.intp]


class Conductor(QObject):
    """Keeps grid, filters and status line in step with the session."""

    def __init__(self, session: Session, workspace: Workspace, bar: ViewBar, status: StatusLine) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._bar, self._status = session, workspace, bar, status
        self._filter = Filter()
        self._only: Shortlist | None = None
        self._groups: LookAlikes | None = None
        self._model = PhotoListModel(session.table)
        self._counting = _paced(self, 2 * PACE_MS, self._count)
        self._deciding = _paced(self, PACE_MS, self._decide)
        self._thresholds = session.thresholds
        self._connect_session()
        self._connect_panels()
        self._open()

    @property
    def model(self) -> PhotoListModel:
        """The photos as the grid has them."""
        return self._model

    def rearrange(self) -> None:
        """Filter, sort and group anew, as the user wants it now."""
        grouping = Grouping.LOOK_ALIKE if self._groups is not None else self._bar.grouping
        view = View(self._filter, self._bar.sort, self._bar.descending, grouping, self._only)
        self._model.set_view(view, self._groups or self._session.similarity.look_alikes)

    def show_only(self, only: Shortlist | None, *, groups: LookAlikes | None = None) -> None:
        """Show some photos in their own order, perhaps in groups of their own, or with None all of them again."""
        self._only, self._groups = only, groups
        self.rearrange()

    def set_thresholds(self, thresholds: Thresholds) -> None:
        """Decide all states by other thresholds, and show them."""
        self._workspace.side.set_thresholds(thresholds)
        self._set_thresholds(thresholds)

    def clear_filter(self) -> None:
        """Show all photos again."""
        self._workspace.side.clear()

    def _connect_session(self) -> None:
        session = self._session
        session.opened.connect(self._open)
        session.found.connect(self._found)
        session.changed.connect(self._changed)
        session.progressed.connect(lambda progress: self._status.show_progress(progress, waiting=session.runs.waiting))
        session.running_changed.connect(self._running_changed)
        session.run_ended.connect(self._run_ended)
        session.similar.connect(self._similar)
        session.moved.connect(self._moved)
        session.auditing.changed.connect(self._running_changed)

    def _connect_panels(self) -> None:
        side, grid, bar = self._workspace.side, self._workspace.grid, self._bar
        side.filter_changed.connect(self._set_filter)
        side.threshold_changed.connect(self._set_thresholds)
        grid.clear_filter_requested.connect(self.clear_filter)
        bar.changed.connect(self.rearrange)
        bar.resized.connect(grid.set_thumbnail_size)

    def _open(self) -> None:
        self._only = self._groups = None
        old, self._model = self._model, PhotoListModel(self._session.table, parent=self)
        grid = self._workspace.grid
        grid.setModel(self._model)
        old.deleteLater()
        self.rearrange()
        self._count()

    def _found(self, rows: range) -> None:
        self._model.photos_found(rows)
        self._counting.start()

    def _changed(self, rows: Rows) -> None:
        self._model.photos_changed(rows)
        self._counting.start()

    def _moved(self, rows: Rows) -> None:
        # Other paths are other names, and so another order.
        self._model.photos_changed(rows)
        self.rearrange()

    def _count(self) -> None:
        self._workspace.side.show_counts(self._session.table.counts())
        if not self._session.runs.running and not self._session.auditing.busy:
            self._status.rest(self._summary(), can_resume=self._session.runs.can_resume)

    def _running_changed(self) -> None:
        if self._session.runs.running or self._session.auditing.busy:
            self._status.begin()
        else:
            self._status.rest(self._summary(), can_resume=self._session.runs.can_resume)

    def _run_ended(self, last: Ending) -> None:
        self._counting.start()
        if self._session.runs.waiting:
            return
        # Now is the time to put tiles where they belong; while the run went on they kept their place.
        self.rearrange()
        if not isinstance(last, RunFinished):
            self._status.say(self.tr("Stopped. What is labelled is kept; Resume goes on from there."))

    def _summary(self) -> str:
        counts = self._session.table.counts()
        if counts.total == 0:
            return self.tr("No photos here") if self._session.paths else ""
        photos = self.tr("%Ln photos", None, counts.total)
        left = self.tr("%Ln to review", None, counts.to_review) if counts.to_review else self.tr("nothing to review")
        return f"{photos} · {left}"

    def _similar(self) -> None:
        by_likeness = self._bar.sort is SortKey.SIMILARITY or self._bar.grouping is Grouping.LOOK_ALIKE
        if by_likeness and len(self._session.table):
            self.rearrange()

    def _set_filter(self, chosen: Filter) -> None:
        self._filter = chosen
        self.rearrange()

    def _set_thresholds(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._deciding.start()

    def _decide(self) -> None:
        before = self._session.table.states.copy()
        self._session.set_thresholds(self._thresholds)
        self._workspace.detail.set_thresholds(self._thresholds)
        changed = (before != self._session.table.states).nonzero()[0]
        if len(changed):
            self._model.photos_changed(changed)
        self._count()


def _paced(parent: QObject, pace: int, act: object) -> QTimer:
    """Return a timer that acts once, a moment after it was started; starting it again meanwhile changes nothing."""
    timer = _Pace(parent)
    timer.setSingleShot(True)
    timer.setInterval(pace)
    timer.timeout.connect(act)
    return timer


class _Pace(QTimer):
    """A timer whose start does not begin its wait anew, so that a stream of news can't put it off for ever."""

    def start(self) -> None:  # type: ignore[override]  # without arguments only
        if not self.isActive():
            super().start()
