"""Loads the model and what belongs to it after the window's first paint, and again when the user chooses another."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from flowersort.gui.background import Operation
from flowersort.gui.preferences import Preferences

if TYPE_CHECKING:
    from flowersort.gui.session.desk import Desk

# What the first folder needs; loaded beside the window, it is there when the folder comes. NumPy loads masked arrays
# only when `unique` is called for the first time, which would be in the middle of a run.
_NEEDED_SOON = ("flowersort.gui.window.folder_view", "numpy.ma")


class DeskKeeper(QObject):
    """`ready` brings a `Desk`, `failed` a sentence where there is none, `complained` one where a spare model serves.

    The model that was learnt and is in use goes before that of the settings.
    """

    ready = Signal(object)
    failed = Signal(str)
    complained = Signal(str)

    def __init__(self, preferences: Preferences, environment: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._environment = preferences, environment
        self._loading: Operation[str] | None = None

    @property
    def loading(self) -> bool:
        """Whether a model is being loaded."""
        return self._loading is not None

    def load(self) -> None:
        """Load the model that the user wants; where that can't be, the one that came with the program."""
        model, jobs, environment = self._preferences.model, self._preferences.jobs or None, self._environment

        instead = self.tr("{reason} The original model is used instead of the one that was learnt.")

        def work(complain: Callable[[str], None]) -> Desk:
            # Imported here, because NumPy, Pillow and the rest would delay the first paint.
            from flowersort.bootstrap import BUNDLED_PACK, Settings, models_folder
            from flowersort.core.errors import FlowersortError
            from flowersort.gui.session.desk import open_desk
            from flowersort.workflows.learned_packs import chosen_pack

            for name in _NEEDED_SOON:
                importlib.import_module(name)
            learned = chosen_pack(models_folder(environment))
            if learned is not None:
                try:
                    return open_desk(Settings(str(learned), jobs), environment)
                except FlowersortError as fault:
                    complain(instead.format(reason=fault))
            try:
                return open_desk(Settings(model or BUNDLED_PACK, jobs), environment)
            except FlowersortError as fault:
                if not model or model == BUNDLED_PACK:
                    raise
                complain(str(fault))
                return open_desk(Settings(BUNDLED_PACK, None), environment)

        self._loading = Operation("desk", work, self)
        self._loading.told.connect(lambda sentences: self.complained.emit(" ".join(sentences)))
        self._loading.succeeded.connect(self._take)
        self._loading.failed.connect(self._give_up)
        self._loading.start()

    def close(self) -> None:
        """Wait for a model that is being loaded."""
        if self._loading is not None:
            self._loading.wait()

    def _take(self, desk: Desk) -> None:
        self._loading = None
        self.ready.emit(desk)

    def _give_up(self, reason: str) -> None:
        self._loading = None
        self.failed.emit(reason)
