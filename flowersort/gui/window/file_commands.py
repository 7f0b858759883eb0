"""What can be done with the files of the open photos: sort them, and move those that were reviewed after a sort."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flowersort.core.sorts import Ending
from flowersort.gui.controls.banner import Answer, Banners
from flowersort.gui.preferences import Preferences
from flowersort.gui.session.session import Session
from flowersort.gui.session.sorting import FilesChanged, SortRequest
from flowersort.gui.sorting.options_page import OptionsPage, PhotoChoice
from flowersort.gui.sorting.results import ResultWords
from flowersort.gui.sorting.sort_dialog import PlanDialog, SortDialog
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.dialogs import SystemDialogs
from flowersort.gui.window.workspace import Workspace

_MOVES = "moves"
_SUGGESTED = "sorted"


class FileCommands(QObject):
    """Opens the dialogs; `said` brings what came of them."""

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        actions: Actions,
        dialogs: SystemDialogs,
        *,
        preferences: Preferences,
        banners: Banners,
    ) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._dialogs = session, workspace, dialogs
        self._actions, self._preferences, self._banners = actions, preferences, banners
        self._quiet = False
        self._connected = [(actions.sort, self.sort)]
        for action, act in self._connected:
            action.triggered.connect(act)
        session.sorting.ended.connect(self._tell)
        session.misplacement.changed.connect(self._offer_moves)

    def close(self) -> None:
        """Let go of the actions, which outlive these photos."""
        for action, act in self._connected:
            action.triggered.disconnect(act)
        self._banners.withdraw(_MOVES)

    def offer_moves(self, on: bool) -> None:
        """Offer to move photos that were reviewed after a sort, or leave that to somebody else for a while."""
        self._quiet = not on
        self._offer_moves()

    def sort(self) -> None:
        """Ask where to and how, show the plan, and sort."""
        choices = self._choices()
        if not self._may_begin() or not choices:
            return
        options = OptionsPage(
            choices,
            into=self._preferences.sort_into or self._suggested(),
            rules=self._preferences.sort_rules,
            ask_for_folder=lambda start: self._dialogs.choose_target(self._workspace.window(), start),
        )
        dialog = SortDialog(self._session.sorting, options, lambda: self._plan(options), self._workspace.window())
        dialog.carried_out.connect(lambda: self._remember(options))
        dialog.open()

    def move_reviewed(self) -> None:
        """Show the plan to move photos that were reviewed after a sort, and move them."""
        found = self._session.misplacement.found
        if not found or not self._may_begin():
            return
        title = self.tr("Move reviewed photos to their folders")
        dialog = PlanDialog(self._session.sorting, title, self._workspace.window())
        dialog.open()
        dialog.make_plan(lambda: self._session.sorting.plan_moves(found))

    def _may_begin(self) -> bool:
        counts = self._session.table.counts()
        if self._session.runs.running:
            self.said.emit(self.tr("Photos are being labelled still; sort them when that is done."))
        elif self._session.sorting.busy:
            self.said.emit(self.tr("Something is being sorted still."))
        elif counts.total == counts.waiting:
            self.said.emit(self.tr("There is nothing to sort yet."))
        else:
            return True
        return False

    def _choices(self) -> Sequence[PhotoChoice]:
        table, grid = self._session.table, self._workspace.grid
        everything = range(len(table))
        choices = [PhotoChoice(self.tr("All %Ln photos", None, len(table)), everything)]
        model = grid.model()
        shown = [model.row_at(place) for place in range(model.rowCount())]
        if 0 < len(shown) < len(table):
            choices.append(PhotoChoice(self.tr("The %Ln photos that are shown", None, len(shown)), shown))
        selected = grid.selected_rows().tolist()
        if 1 < len(selected) < len(table):
            choices.append(PhotoChoice(self.tr("The %Ln photos that are selected", None, len(selected)), selected))
        return choices

    def _suggested(self) -> str:
        base = self._session.table.base or str(Path.home())
        return os.path.join(base, _SUGGESTED)  # noqa: PTH118 (a path may hold anything)

    def _plan(self, options: OptionsPage) -> None:
        wish = options.wish
        table, _ = self._session.snapshot()
        into = os.path.expanduser(wish.into)  # noqa: PTH111 (Path's raises for `~nobody`)
        self._session.sorting.plan(SortRequest(partial(table.photos, wish.rows), self._session.paths, into, wish.rules))

    def _remember(self, options: OptionsPage) -> None:
        wish = options.wish
        self._preferences.sort_into, self._preferences.sort_rules = wish.into, wish.rules

    def _tell(self, changed: FilesChanged) -> None:
        if changed.ended:
            self.said.emit(ResultWords().short(changed))
        if any(ended.ending is not Ending.FINISHED for ended in changed.ended) or changed.moved:
            self._offer_moves()

    def _offer_moves(self) -> None:
        count = len(self._session.misplacement.found)
        if not count or self._quiet:
            self._banners.withdraw(_MOVES)
            return
        text = self.tr("%Ln photos stand in the folder of another label now.", None, count)
        answers = (
            Answer(self.tr("Move them…"), self.move_reviewed, primary=True),
            Answer(self.tr("Not now"), lambda: None),
        )
        self._banners.offer(_MOVES, text, answers)
