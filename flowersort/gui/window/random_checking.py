"""The random check in the window: offered, shown, answered, and what its result leads to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.random_check import word_of
from flowersort.gui.detail.values import DetailSubject
from flowersort.gui.session.random_checking import RandomChecking
from flowersort.gui.session.session import Session
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.conductor import Conductor
from flowersort.gui.window.look_up import LookUp
from flowersort.gui.window.review_actions import ReviewActions
from flowersort.gui.window.workspace import Workspace

# The photos after the present one are there before they are asked for.
_AHEAD = 3


class RandomCheckMode(QObject):
    """Wires page, check and window; `said` brings what can't be done."""

    said = Signal(str)

    def __init__(
        self, session: Session, workspace: Workspace, conductor: Conductor, actions: Actions, review: ReviewActions
    ) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._conductor = session, workspace, conductor
        self._actions, self._review = actions, review
        self.look_up: LookUp | None = None
        self.checking = RandomChecking(session, self)
        self._on = False
        self._wire()

    @property
    def on(self) -> bool:
        """Whether the check is shown."""
        return self._on

    def start(self) -> None:
        """Show the check; it goes on where it was."""
        if self._on:
            return
        self._on = True
        self._review.rest(True)
        page = self._workspace.random
        page.rest(self.tr("Drawing photos by chance…"))
        self._workspace.preview.close_preview()
        self._workspace.show_random_check(True)
        page.setFocus()
        self.checking.begin()

    def leave(self) -> None:
        """Show all photos again; every answer is kept."""
        if not self._on:
            return
        self._on = False
        self.checking.end()
        self._review.rest(False)
        self._workspace.show_random_check(False)
        self._workspace.random.rest("")
        self._workspace.grid.setFocus()

    def close(self) -> None:
        """Let go of what outlives these photos."""
        self._actions.how_right.triggered.disconnect(self.start)
        self.checking.close()

    def _show(self) -> None:
        check, page = self.checking.check, self._workspace.random
        if check is None or not self._on:
            return
        ahead = self.checking.ahead
        if not len(check.check):
            page.rest(self.tr("No photo here has a label that could be checked."))
        elif not ahead:
            page.rest(self.tr("All %Ln photos of the sample are checked.", None, check.sample))
        else:
            rows = [row for photo in ahead[:_AHEAD] if (row := self._row(photo)) is not None]
            if self._row(ahead[0]) is None:
                # The file is another one by now; what it shows is labelled, and then drawn from.
                page.rest(self.tr("A photo changed meanwhile; label it again (F5), or leave the check."))
                return
            self._workspace.thumbnails.want(rows)
            position = check.sample - len(ahead) + 1
            word = word_of(ahead[0], check.model)
            page.ask(self._subject(rows[0], ahead[0]), word, position=position, total=check.sample)
            if len(rows) > 1:
                self._workspace.loader.look_ahead(self._session.table.path(rows[1]))

    def _row(self, photo: LabelledPhoto) -> int | None:
        rows = self._session.table.rows_of([photo.content] if photo.content is not None else [])
        return int(rows[0]) if len(rows) else None

    def _subject(self, row: int, photo: LabelledPhoto) -> DetailSubject:
        table = self._session.table
        shown = table.photo(row) or photo
        return DetailSubject(row, table.path(row), table.name(row), shown, self._workspace.thumbnails.pixmap(row))

    def _accept_from(self, threshold: float) -> None:
        # Thresholds of single classes would accept other photos than those that were weighed.
        self._conductor.set_thresholds(replace(self._session.thresholds, sure=threshold, class_sure=()))
        self.said.emit(self.tr("The threshold is set; the other photos are to review."))

    def _review_below(self, threshold: float) -> None:
        check = self.checking.check
        if check is None or self.look_up is None:
            return
        contents = check.check.below(check.answers, threshold=threshold)
        self._accept_from(threshold)
        rows = self._session.table.rows_of(contents)
        self.leave()
        self.look_up.show_rows(rows, self.tr("%Ln photos to review, and you may stop", None, len(contents)))

    def _take_back(self) -> None:
        if not self.checking.take_back():
            self.said.emit(self.tr("There is no answer of the check to take back."))

    def _offer(self) -> None:
        ready = not self._session.runs.running and bool((self._session.table.tops >= 0).any())
        self._actions.how_right.setEnabled(ready)

    def _enlarge(self, more: int) -> None:
        self.checking.enlarge(more)
        self._workspace.random.setFocus()

    def _wire(self) -> None:
        session, page, results = self._session, self._workspace.random, self._workspace.random.results
        self._actions.how_right.triggered.connect(self.start)
        session.opened.connect(self.leave)
        session.opened.connect(self._offer)
        session.running_changed.connect(self._offer)
        self.checking.changed.connect(self._show)
        self.checking.resulted.connect(results.show_result)
        self.checking.troubled.connect(self.said)
        page.right.connect(self.checking.accept)
        page.said.connect(self.checking.answer)
        page.back_wanted.connect(self._take_back)
        page.left.connect(self.leave)
        results.target_changed.connect(self.checking.set_target)
        results.threshold_wanted.connect(self._accept_from)
        results.more_wanted.connect(self._enlarge)
        results.below_wanted.connect(self._review_below)
