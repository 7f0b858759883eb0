"""Models that were learnt: which one is in use, another one instead, and the way back to the original."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.errors import FlowersortError
from flowersort.gui.controls.banner import Banners
from flowersort.gui.preferences import BUNDLED_MODEL, Preferences
from flowersort.gui.session.desk import Desk
from flowersort.gui.window.actions import Actions
from flowersort.workflows.learned_packs import chosen_pack, use_pack

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
        self._desk, self._actions = desk, actions
        self._preferences, self._banners = preferences, banners
        self._wanted = chosen_pack(desk.models)
        actions.original.setEnabled(desk.facts.learned is not None or self._wanted is not None)
        actions.original.triggered.connect(self.back)

    def close(self) -> None:
        """Let go of the actions, which outlive this model."""
        self._actions.original.triggered.disconnect(self.back)
        self._actions.original.setEnabled(False)

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

    def _remember(self, folder: Path | None) -> bool:
        try:
            use_pack(self._desk.models, folder)
        except FlowersortError as fault:
            self.said.emit(str(fault))
            return False
        return True
