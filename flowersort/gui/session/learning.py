"""Learns from the reviews of the open folders beside the window, and saves what was learnt."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flowersort.core.learning import Learnt
from flowersort.gui.background import Operation
from flowersort.gui.session.session import Session
from flowersort.workflows.learn import learn
from flowersort.workflows.learned_packs import free_place, use_pack
from flowersort.workflows.save_learned import save_learned


class Learning(QObject):
    """One piece of work at a time.

    Signals:
        learnt: what came of it, a `Learnt`.
        saved: the folder of a pack that was saved for others.
        in_use: the folder of a pack that was saved and is to be used from now on.
        refused: why nothing came of it, as a sentence.
    """

    learnt = Signal(object)
    saved = Signal(object)
    in_use = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._desk = session, session.desk
        self._running: Operation[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being learnt or saved."""
        return self._running is not None

    def learn(self) -> None:
        """Learn from all reviews of the open folders."""
        # What was said last counts, too.
        self._session.unstored()
        table, tools = self._session.table, self._desk.built.tools
        contents = [content for content in map(table.content, range(len(table))) if content is not None]
        self._begin(lambda: learn(pack=tools.pack, store=tools.store_of_reviews(), contents=contents), self.learnt.emit)

    def save(self, learnt: Learnt, into: Path) -> None:
        """Save what was learnt as a pack in a folder of its own inside `into`."""

        def work() -> Path:
            return self._saved(learnt, into)

        self._begin(work, self.saved.emit)

    def use(self, learnt: Learnt) -> None:
        """Save what was learnt among this user's packs, and use it from now on."""

        def work() -> Path:
            folder = self._saved(learnt, self._desk.models)
            use_pack(self._desk.models, folder)
            return folder

        self._begin(work, self.in_use.emit)

    def close(self) -> None:
        """Wait for what is being done."""
        if self._running is not None:
            self._running.wait()

    def _saved(self, learnt: Learnt, into: Path) -> Path:
        facts = self._desk.facts
        name = facts.name if facts.learned is None else facts.learned.base.rpartition(" ")[0]
        folder = free_place(into, name)
        save_learned(learnt, base=self._desk.pack, into=folder, now=time.time())
        return folder

    def _begin(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        # Whoever saves for others and then wants to use it gets both, one after the other.
        self.close()
        self._running = running = Operation[None]("learning", lambda _tell: work(), self)
        running.succeeded.connect(lambda result: self._finish(done, result))
        running.failed.connect(lambda reason: self._finish(self.refused.emit, reason))
        running.start()

    def _finish(self, done: Callable[..., object], result: object) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.deleteLater()
        done(result)
