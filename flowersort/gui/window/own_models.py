"""Models that were learnt: which one is in use, another one instead, and the way back to the original."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.errors import FlowersortError
from flowersort.gui.background import Operation
from flowersort.gui.controls.banner import Banners
from flowersort.gui.learning.models_dialog import ModelsDialog
from flowersort.gui.preferences import BUNDLED_MODEL, Preferences
from flowersort.gui.session.desk import Desk
from flowersort.gui.window.actions import Actions
from flowersort.workflows.learned_packs import LearnedPack, chosen_pack, learned_packs, use_pack

_IN_USE = "learnt-in-use"


class OwnModels(QObject):
    """Switches between models; made anew with each of them.

    Signals:
        said: why that could not be.
        changed: another model is to be used from now on.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(
        self, desk: Desk, window: QWidget, actions: Actions, *, preferences: Preferences, banners: Banners
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._actions = desk, window, actions
        self._preferences, self._banners = preferences, banners
        self._wanted = chosen_pack(desk.models)
        actions.original.setEnabled(desk.facts.learned is not None or self._wanted is not None)
        self._looking: Operation[None] | None = None
        self._connected = [(actions.original, self.back), (actions.own_models, self.show)]
        for action, act in self._connected:
            action.triggered.connect(act)
        actions.own_models.setEnabled(True)

    def close(self) -> None:
        """Let go of the actions, which outlive this model."""
        for action, act in self._connected:
            action.triggered.disconnect(act)
            action.setEnabled(False)
        if self._looking is not None:
            self._looking.wait()

    def show(self) -> None:
        """Show all models of this user, to choose one."""
        if self._looking is None:
            self._looking = looking = Operation[None]("models", lambda _tell: learned_packs(self._desk.models), self)
            looking.succeeded.connect(self._show_list)
            looking.failed.connect(self._give_up)
            looking.start()

    def back(self) -> None:
        """Use the original from now on; no learned model is deleted."""
        if not self.forget():
            return
        self._banners.withdraw(_IN_USE)
        if self._desk.facts.learned is None:
            self._actions.original.setEnabled(False)
            self.said.emit(self.tr("The original model is in use."))
            return
        if self._wanted != self._desk.pack:
            # It was opened in the settings.
            self._preferences.model = BUNDLED_MODEL
        self.changed.emit()

    def forget(self) -> bool:
        """Use the model of the settings from the next loading on; return whether that could be remembered."""
        return self._remember(None)

    def _show_list(self, packs: Sequence[LearnedPack]) -> None:
        self._looking = None
        in_use = self._desk.pack if self._desk.facts.learned is not None else None
        dialog = ModelsDialog(packs, in_use, self._window)
        dialog.chosen.connect(self._choose)
        dialog.open()

    def _give_up(self, reason: str) -> None:
        self._looking = None
        self.said.emit(reason)

    def _choose(self, folder: Path | None) -> None:
        if folder is None:
            self.back()
        elif self._remember(folder):
            self._banners.withdraw(_IN_USE)
            self.changed.emit()

    def _remember(self, folder: Path | None) -> bool:
        try:
            use_pack(self._desk.models, folder)
        except FlowersortError as fault:
            self.said.emit(str(fault))
            return False
        return True
