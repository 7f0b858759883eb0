"""Everything that an open folder needs, made and ended together: session, panels, keys, and their wiring."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from flowersort.core.state import State
from flowersort.gui.controls.banner import Banners
from flowersort.gui.dialogs.cheat_sheet import KeyHelp
from flowersort.gui.fault_words import error_shown, what_to_do
from flowersort.gui.faults_list.values import Fault
from flowersort.gui.preferences import Preferences, RecentFolder
from flowersort.gui.session.desk import Desk
from flowersort.gui.session.session import Session, Trouble
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.checking import Checking, CheckParts
from flowersort.gui.window.conductor import Conductor
from flowersort.gui.window.detail_feed import DetailFeed
from flowersort.gui.window.dialogs import SystemDialogs
from flowersort.gui.window.exchange import Exchange
from flowersort.gui.window.file_commands import FileCommands
from flowersort.gui.window.learning import LearnControl
from flowersort.gui.window.look_up import LookUp
from flowersort.gui.window.new_classes import NewClasses
from flowersort.gui.window.past_sorts import PastSorts
from flowersort.gui.window.photo_commands import PhotoCommands
from flowersort.gui.window.random_checking import RandomCheckMode
from flowersort.gui.window.review_actions import ReviewActions
from flowersort.gui.window.review_control import ReviewControl
from flowersort.gui.window.status_line import StatusLine
from flowersort.gui.window.view_bar import ViewBar
from flowersort.gui.window.workspace import Workspace

_PARTS = ("panes", "floors")
_Part = PhotoCommands | FileCommands | Exchange | Checking | LookUp | RandomCheckMode | NewClasses | LearnControl


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window gives to an open folder."""

    actions: Actions
    appearance: Appearance
    preferences: Preferences
    status: StatusLine
    dialogs: SystemDialogs
    banners: Banners
    past: PastSorts


class FolderView(QObject):
    """The open folders with all that shows them.

    Attributes:
        session: what happens to the photos.
        workspace: the panels, to be put into the window.
        checking, look_up, random: what is shown in place of all photos.
        new_classes, learning: what the model lacks, and how it comes to know it.
        bar: order, groups and size, to be put into the toolbar.
        review: the keys of reviewing.
    """

    titled = Signal()

    def __init__(self, desk: Desk, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self.session = Session(desk, time.time, self)
        self.workspace = workspace = Workspace(self.session, around.appearance)
        self.bar = ViewBar(around.actions.descending, around.appearance)
        self.review = ReviewActions(
            desk.facts.classes, everywhere=workspace, photos=[workspace.grid, workspace.preview], parent=self
        )
        self._conductor = Conductor(self.session, workspace, self.bar, around.status)
        self._feed = DetailFeed(self.session, workspace)
        self._control = ReviewControl(self.session, workspace.grid, self.review, around.preferences)
        self._commands = PhotoCommands(self.session, workspace, around.actions, self.review)
        self._files = FileCommands(
            self.session,
            workspace,
            around.actions,
            around.dialogs,
            preferences=around.preferences,
            banners=around.banners,
        )
        parts = CheckParts(workspace, self._conductor, self._feed, self._files, self.review, around.status)
        self.checking = Checking(self.session, parts, around.actions, around.banners)
        self.look_up = LookUp(self.session, workspace, self._conductor, around.actions)
        self.random = RandomCheckMode(self.session, workspace, self._conductor, around.actions, self.review)
        self.random.look_up = self.look_up
        self.new_classes = NewClasses(self.session, workspace, self._control, self.look_up)
        self.learning = LearnControl(
            self.session,
            workspace,
            around.actions,
            around.dialogs,
            banners=around.banners,
            classes=self.new_classes,
        )
        self._exchange = Exchange(self.session, workspace, around.actions, around.dialogs)
        # What the settings said last; what the slider says since then stands until they say something else.
        self._preferred: float | None = None
        # Where the user left off in the folder that is being opened; empty once that is settled.
        self._left_at = ""
        self._wire()
        self._restore()

    @property
    def conductor(self) -> Conductor:
        """Keeps the panels in step with the session."""
        return self._conductor

    def open(self, paths: Iterable[str]) -> None:
        """Show these photos and folders instead of what is shown."""
        self.remember()
        given = tuple(paths)
        recent = self._around.preferences.recent_folders
        self._left_at = next((each.current for each in recent if each.current and given == (each.path,)), "")
        self.session.open(given)
        self.titled.emit()

    def add(self, paths: Iterable[str]) -> None:
        """Show these too."""
        self.session.add(paths)
        self.titled.emit()

    def unstored(self) -> int:
        """Return how many reviews could not be stored, after trying once more."""
        return self.session.unstored()

    def close(self) -> None:
        """Stop, store and let go of everything; the widgets are taken away by their window."""
        for part in self._parts():
            part.close()
        for action, act in self._connected():
            action.triggered.disconnect(act)
        self.workspace.close_threads()
        self.session.close()
        self.bar.deleteLater()
        self.workspace.deleteLater()

    def remember(self) -> None:
        """Note the open folders, their counts and the look of the panels for the next start."""
        preferences, session = self._around.preferences, self.session
        row = self.workspace.grid.current_row()
        current = session.table.path(row) if row >= 0 else ""
        for folder in session.folders():
            preferences.remember_folder(RecentFolder(folder.path, folder.photos, folder.to_review, current))
        preferences.thumbnail_size = self.bar.thumbnail_size
        for part, state in zip(_PARTS, self.workspace.save_layout(), strict=True):
            preferences.keep_layout(part, bytes(state.data()))

    def follow_preferences(self) -> None:
        """Take over what was changed in the settings and does not need another model."""
        preferences = self._around.preferences
        self.bar.set_size(preferences.thumbnail_size)
        self.review.auto_advance.setChecked(preferences.auto_advance)
        self._follow_threshold()

    def fill_menu(self, menu: QMenu) -> None:
        """Put the keys of reviewing into a menu."""
        self.review.fill(menu)
        self.new_classes.fill(menu)

    def shown_keys(self) -> Iterator[KeyHelp]:
        """Yield the keys of reviewing for the cheat sheet."""
        return self.review.shown_keys()

    def _wire(self) -> None:
        session, workspace, status = self.session, self.workspace, self._around.status
        workspace.detail.addAction(self.review.withdraw)
        for pane in (workspace.check, workspace.detail):
            pane.addAction(self.review.back)
        self.review.back_wanted.connect(self._back)
        workspace.check.done_wanted.connect(self._back)
        workspace.trail.back_wanted.connect(self._back)
        self.look_up.changed.connect(self._follow_look_up)
        self.checking.changed.connect(self._follow_check)
        self.review.preview_wanted.connect(self._feed.toggle_preview)
        workspace.detail.verdict_chosen.connect(self._control.give)
        workspace.detail.review_removed.connect(self._control.withdraw)
        workspace.detail.class_chooser_requested.connect(self._control.choose_class)
        workspace.troubles.photo_chosen.connect(self._go_to)
        workspace.troubles.retry_requested.connect(self._retry)
        session.troubled.connect(self._show_troubles)
        session.said.connect(lambda text, undo: status.say(text, undo=undo))
        session.changed.connect(self._show_history)
        session.opened.connect(self._show_history)
        session.found.connect(self._go_on_where_left)
        session.moved.connect(lambda _rows: self.titled.emit())
        session.outdated.connect(lambda: self.open(session.paths))
        for part in self._parts():
            part.said.connect(status.say)
        for action, act in self._connected():
            action.triggered.connect(act)
        self._show_history()

    def _parts(self) -> tuple[_Part, ...]:
        others = self.checking, self.look_up, self.random, self.new_classes, self.learning
        return self._commands, self._files, self._exchange, *others

    def _back(self) -> None:
        """Leave what is shown in place of all photos, the innermost first."""
        if self.look_up.on:
            self.look_up.leave()
        else:
            self.checking.leave()
        self.workspace.grid.setFocus()

    def _follow_look_up(self) -> None:
        self.random.leave()
        if not self.look_up.on and self.checking.found is not None:
            self.checking.show()
        elif not self.look_up.on:
            self._conductor.show_only(None)
        self._show_way_back()

    def _follow_check(self) -> None:
        self.random.leave()
        self.look_up.forget()
        self._show_way_back()

    def _show_way_back(self) -> None:
        self.review.back.setEnabled(self.look_up.on or self.checking.found is not None)

    def _connected(self) -> tuple[tuple[QAction, object], ...]:
        actions = self._around.actions
        return (
            (actions.put_back, self._put_back),
            (actions.undo, self._undo),
            (actions.redo, self._redo),
            (actions.larger, self._larger),
            (actions.smaller, self._smaller),
            (actions.clear_filter, self._conductor.clear_filter),
            (actions.search, self._search),
            (actions.next_pane, self.workspace.focus_next_pane),
            (actions.show_side, self._show_panes),
            (actions.show_detail, self._show_panes),
            (actions.show_troubles, self._show_panes),
        )

    def _put_back(self) -> None:
        row = self.workspace.grid.current_row()
        content = self.session.table.content(row) if row >= 0 else None
        if content is not None:
            self._around.past.put_back(self.session.table.path(row), content)

    def _undo(self) -> None:
        self.session.reviewing.undo()

    def _redo(self) -> None:
        self.session.reviewing.redo()

    def _larger(self) -> None:
        self.bar.step_size(1)

    def _smaller(self) -> None:
        self.bar.step_size(-1)

    def _search(self) -> None:
        self._around.actions.show_side.setChecked(True)
        self._show_panes()
        self.workspace.side.focus_search()

    def _show_panes(self) -> None:
        actions = self._around.actions
        self.workspace.left.setVisible(actions.show_side.isChecked())
        self.workspace.detail.setVisible(actions.show_detail.isChecked())
        self.workspace.troubles.setVisible(actions.show_troubles.isChecked())

    def _show_history(self) -> None:
        self._around.actions.undo.setEnabled(self.session.reviewing.can_undo)
        self._around.actions.redo.setEnabled(self.session.reviewing.can_redo)

    def _show_troubles(self) -> None:
        troubles = self.session.troubles
        photos = sum(trouble.state is State.UNREADABLE for trouble in troubles)
        self._around.status.show_troubles(photos, len(troubles) - photos)
        self.workspace.troubles.show_faults([self._fault(trouble) for trouble in troubles])

    def _fault(self, trouble: Trouble) -> Fault:
        name = self.session.name_of(trouble.path)
        if trouble.state is None:
            return Fault(trouble.path, name, trouble.reason, "", photo=False)
        return Fault(trouble.path, name, error_shown(trouble.reason), what_to_do(trouble.reason))

    def _go_to(self, path: str) -> None:
        row = self.session.table.find(path)
        if row is not None:
            self.workspace.grid.go_to_row(row)

    def _go_on_where_left(self) -> None:
        """Go to the photo that was looked at last, unless the user has gone elsewhere meanwhile."""
        row = self.session.table.find(self._left_at) if self._left_at else None
        if row is None:
            return
        self._left_at = ""
        if self.workspace.grid.current_row() < 0:
            self.workspace.grid.go_to_row(row)

    def _retry(self) -> None:
        self.session.retry_store()
        paths = [trouble.path for trouble in self.session.troubles if trouble.path]
        if paths:
            self.session.again(paths)

    def _restore(self) -> None:
        preferences = self._around.preferences
        self.bar.set_size(preferences.thumbnail_size)
        self.workspace.restore_layout(*(QByteArray(preferences.layout(part)) for part in _PARTS))
        self._around.actions.show_side.setChecked(True)
        self._around.actions.show_detail.setChecked(True)
        self._around.actions.show_troubles.setChecked(False)
        self._follow_threshold()

    def _follow_threshold(self) -> None:
        preferred = self._around.preferences.threshold
        model = self.session.desk.facts.thresholds
        if preferred != self._preferred:
            self._preferred = preferred
            self._conductor.set_thresholds(model if preferred is None else model.with_sure(preferred))
