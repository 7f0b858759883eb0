"""A random check of the open photos: drawn and evaluated beside the window, in step with every review."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from flowersort.core.check_result import Answer, Asked, CheckResult
from flowersort.core.check_usual import USUAL_TARGET
from flowersort.core.errors import StoreError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.random_check import word_of
from flowersort.core.review import Review, Verdict
from flowersort.core.review_history import AskedChange
from flowersort.gui.background import Operation
from flowersort.gui.session.session import Session
from flowersort.workflows.random_check import FolderCheck, begin_check


class RandomChecking(QObject):
    """One check at a time.

    Signals:
        changed: the check was drawn, drawn anew, enlarged or answered.
        resulted: a `CheckResult`, soon after.
        troubled: a sentence, where it is not known what earlier checks asked.
    """

    changed = Signal()
    resulted = Signal(object)
    troubled = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._check: FolderCheck | None = None
        self._drawing: Operation[str] | None = None
        self._weighing: Operation[None] | None = None
        self._on = self._stale = self._redraw = False
        # What was asked in this window; it may not be in the store yet.
        self._asked: dict[str, Asked | None] = {}
        self._wanted = 0
        self._target = USUAL_TARGET
        session.opened.connect(self.end)
        session.asked.connect(self._note)
        session.changed.connect(self._follow)
        session.running_changed.connect(self._draw_anew)
        session.moved.connect(lambda _rows: self._draw_anew())

    @property
    def check(self) -> FolderCheck | None:
        """The check; None before it is drawn."""
        return self._check

    @property
    def question(self) -> LabelledPhoto | None:
        """The photo to look at, None where none is left."""
        ahead = self.ahead
        return ahead[0] if ahead else None

    @property
    def ahead(self) -> list[LabelledPhoto]:
        """The photos to look at, in order."""
        return self._check.open if self._check is not None else []

    @property
    def target(self) -> float:
        """Largest share of wrong labels among the accepted."""
        return self._target

    def begin(self) -> None:
        """Draw the sample; `changed` comes."""
        self._on = True
        self._draw_anew()

    def end(self) -> None:
        """Forget the check; answers stay."""
        self._on = self._redraw = False
        self._check, self._wanted = None, 0

    def close(self) -> None:
        """End, and wait for the threads."""
        self.end()
        for running in (self._drawing, self._weighing):
            if running is not None:
                running.wait()

    def enlarge(self, more: int) -> None:
        """Look at more photos."""
        if self._check is not None:
            self._wanted = self._check.sample + more
            self._check = self._check.enlarged(self._wanted)
            self._tell()

    def set_target(self, target: float) -> None:
        """Ask for another share of wrong labels at the most."""
        self._target = target
        self._weigh()

    def answer(self, label: str | None) -> None:
        """Say what the photo in question is, or with None that its label is wrong."""
        photo, check = self.question, self._check
        if photo is None or check is None or photo.content is None:
            return
        rows = self._session.table.rows_of([photo.content])
        if not len(rows):
            return
        said, before = photo.model_label(check.model.classes), self._asked.get(photo.content)
        asked = Asked(said if label is None else None, self._session.now())
        self._session.reviewing.answer(int(rows[0]), label, AskedChange(photo.content, before, asked))

    def accept(self) -> None:
        """Say that what flowersort says of the photo in question is right."""
        if self._check is not None and self.question is not None:
            self.answer(word_of(self.question, self._check.model))

    def take_back(self) -> bool:
        """Undo the last answer; return whether the last thing done was one."""
        last = self._session.reviewing.last
        if last is None or not last.asked:
            return False
        self._session.reviewing.undo()
        return True

    def _note(self, changes: tuple[AskedChange, ...]) -> None:
        self._asked.update((each.content, each.after) for each in changes)

    def _follow(self, rows: np.ndarray) -> None:
        check, table = self._check, self._session.table
        if check is None:
            return
        contents = {content for row in rows.tolist() if (content := table.content(row)) is not None}
        excluded = [content for content in contents if self._is_excluded(content) == check.check.holds(content)]
        if excluded and not self._session.runs.running:
            # Whoever is left out is no part of what is drawn from, and whoever comes back is one.
            self._draw_anew()
        self._check = check.following({content: self._answer(content) for content in contents})
        self._tell()

    def _is_excluded(self, content: str) -> bool:
        review = self._review(content)
        return review is not None and review.verdict is Verdict.EXCLUDED

    def _review(self, content: str) -> Review | None:
        rows = self._session.table.rows_of([content])
        return self._session.table.review(int(rows[0])) if len(rows) else None

    def _answer(self, content: str) -> Answer:
        review = self._review(content)
        known = self._check.answers.get(content, Answer()) if self._check is not None else Answer()
        if content in self._asked:
            asked = self._asked[content]
            return Answer(review, asked.denied if asked is not None else None, asked=asked is not None)
        return Answer(review, known.denied, known.asked)

    def _draw_anew(self) -> None:
        if not self._on or self._session.runs.running:
            return
        self._redraw = self._drawing is not None
        if self._redraw:
            return
        (table, base), store = self._session.snapshot(), self._session.desk.built.tools.store

        def work(tell: Callable[[str], None]) -> FolderCheck:
            photos = table.labelled_photos()
            try:
                return begin_check(photos, table.facts, base=base, store=store)
            except StoreError as fault:
                tell(str(fault))
                return begin_check(photos, table.facts, base=base, store=None)

        self._drawing = Operation[str]("draw", work, self)
        self._drawing.told.connect(lambda sentences: self.troubled.emit(" ".join(sentences)))
        self._drawing.succeeded.connect(self._take)
        self._drawing.failed.connect(self._give_up)
        self._drawing.start()

    def _take(self, check: FolderCheck) -> None:
        self._drawing = None
        if not self._on:
            return
        if self._redraw:
            self._draw_anew()
            return
        self._check = check
        # What was said since the photos were copied for the thread.
        known = [content for content in {*check.answers, *self._asked} if check.check.holds(content)]
        self._check = check.following({content: self._answer(content) for content in known})
        reached = self._check.check.reached(self._check.answers)
        self._check = self._check.enlarged(max(self._wanted, reached))
        self._tell()

    def _give_up(self, reason: str) -> None:
        self._drawing = None
        self.troubled.emit(reason)

    def _tell(self) -> None:
        self.changed.emit()
        self._weigh()

    def _weigh(self) -> None:
        self._stale = self._weighing is not None
        check, target = self._check, self._target
        if self._stale or check is None:
            return
        self._weighing = Operation[None]("weigh", lambda _tell: check.result(target=target), self)
        self._weighing.succeeded.connect(self._weighed)
        self._weighing.failed.connect(self._not_weighed)
        self._weighing.start()

    def _weighed(self, result: CheckResult) -> None:
        self._weighing = None
        if self._check is not None and not self._stale:
            self.resulted.emit(result)
        if self._stale:
            self._weigh()

    def _not_weighed(self, reason: str) -> None:
        self._weighing = None
        self.troubled.emit(reason)
