"""Learning from the reviews of the open folders: offered, done, shown, used, saved for others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.learning import FEWEST_EXAMPLES, Learnt
from flowersort.core.photo_table import STATES
from flowersort.core.state import State
from flowersort.gui.controls.banner import Answer, Banners
from flowersort.gui.learning.learnt_dialog import LearntDialog
from flowersort.gui.session.learning import Learning
from flowersort.gui.session.session import Session
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.dialogs import SystemDialogs
from flowersort.gui.window.new_classes import NewClasses
from flowersort.gui.wording import class_name_shown

_OFFER, _IN_USE = "learn", "learnt-in-use"
# So many corrections are worth a try.
_ENOUGH = 10


class LearnControl(QObject):
    """Learns when the user wants it.

    Signals:
        said: what goes on, and why nothing came of it.
        model_changed: another model is to be used from now on.
    """

    said = Signal(str)
    model_changed = Signal()

    def __init__(
        self,
        session: Session,
        window: QWidget,
        actions: Actions,
        dialogs: SystemDialogs,
        *,
        banners: Banners,
        classes: NewClasses,
    ) -> None:
        super().__init__(window)
        self._session, self._window, self._dialogs = session, window, dialogs
        self._actions, self._banners = actions, banners
        # What was offered already: names of new classes, and how many corrections there were.
        self._offered_names, self._offered_at = set[str](), 0
        self._learning = Learning(session)
        self._learning.learnt.connect(self._show)
        self._learning.saved.connect(self._tell_saved)
        self._learning.in_use.connect(self._switch)
        self._learning.refused.connect(self.said)
        actions.learn.triggered.connect(self.learn)
        classes.counted.connect(self._offer)
        session.opened.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether something is being learnt or saved."""
        return self._learning.busy

    def close(self) -> None:
        """Let go of the action, which outlives these photos; what is being saved is waited for."""
        self._actions.learn.triggered.disconnect(self.learn)
        self._banners.withdraw(_OFFER)
        self._learning.close()

    def learn(self) -> None:
        """Learn from the reviews, and show what came of it."""
        if self._session.runs.running:
            self.said.emit(self.tr("Photos are being labelled still; learn when that is done."))
        elif not self._learning.busy:
            self._banners.withdraw(_OFFER)
            self.said.emit(self.tr("Learning from your reviews…"))
            self._learning.learn()

    def _forget(self) -> None:
        self._offered_names, self._offered_at = set(), 0
        self._banners.withdraw(_OFFER)

    def _offer(self, examples: Mapping[str, int]) -> None:
        """Offer to learn once there is enough for it, and not again before there is more."""
        if self._session.desk.built.tools.store is None:
            return
        names = {name for name, count in examples.items() if count >= FEWEST_EXAMPLES}
        corrections = self._corrections()
        if names <= self._offered_names and corrections < self._offered_at + _ENOUGH:
            return
        fresh = sorted(names - self._offered_names)
        self._offered_names |= names
        self._offered_at = max(self._offered_at, corrections)
        if fresh:
            text = self.tr("There are enough examples of {name} to learn it.").format(name=class_name_shown(fresh[0]))
        else:
            text = self.tr("%Ln labels of the model were corrected. It can learn from that.", None, corrections)
        answers = (
            Answer(self.tr("Learn from my reviews"), self.learn, primary=True),
            Answer(self.tr("Later"), lambda: None),
        )
        self._banners.offer(_OFFER, text, answers)

    def _corrections(self) -> int:
        """Return how many photos are reviewed as another class of the model than it says."""
        table = self._session.table
        labels = table.labels
        named = (table.states == STATES.index(State.REVIEWED)) & (labels >= 0) & (labels < len(table.facts.classes))
        return int(np.count_nonzero(named & (labels != table.tops)))

    def _show(self, learnt: Learnt) -> None:
        self.said.emit("")
        dialog = LearntDialog(learnt, self._window.window())
        dialog.use_wanted.connect(lambda: self._learning.use(learnt))
        dialog.save_wanted.connect(lambda: self._save(learnt))
        dialog.open()

    def _save(self, learnt: Learnt) -> None:
        start = self._session.table.base or str(Path.home())
        into = self._dialogs.choose_pack_place(self._window.window(), start)
        if into and not self._learning.busy:
            self._learning.save(learnt, Path(into))

    def _tell_saved(self, folder: Path) -> None:
        self.said.emit(self.tr("Saved as {name}; the settings open it on any computer.").format(name=folder.name))

    def _switch(self, folder: Path) -> None:
        text = self.tr("What was learnt is in use: {name}.").format(name=folder.name)
        answers = (
            Answer(self.tr("Back to the original"), self._actions.original.trigger),
            Answer(self.tr("Good"), lambda: None),
        )
        self._banners.offer(_IN_USE, text, answers)
        self.model_changed.emit()
