"""The window: first screen or open folders, menus, toolbar, status line, and what may be dropped on it.

Light on purpose: whatever needs NumPy comes with `folder_view`, after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from flowersort.gui.controls.banner import Answer, Banners
from flowersort.gui.preferences import Preferences
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.window.actions import Actions
from flowersort.gui.window.bars import Bars
from flowersort.gui.window.desk_keeper import DeskKeeper
from flowersort.gui.window.dialogs import SystemDialogs
from flowersort.gui.window.dropping import read_drop
from flowersort.gui.window.start_screen import StartScreen
from flowersort.gui.window.status_line import StatusLine

if TYPE_CHECKING:
    from flowersort.gui.session.desk import Desk
    from flowersort.gui.session.sorting import Sorting
    from flowersort.gui.window.folder_view import FolderView
    from flowersort.gui.window.own_models import OwnModels
    from flowersort.gui.window.past_sorts import PastSorts

_USUAL_SIZE = (1280, 800)
_SMALLEST_SIZE = (720, 480)
# After the model is there: late enough not to be felt, early enough for the quickest hand.
_READY_MS = 50


@dataclass(frozen=True, slots=True)
class WindowPlaces:
    """Where the window finds things: the demo photos and the log file."""

    demo: Path
    log: Path


class MainWindow(QMainWindow):
    """Wires; the work is done by its parts.

    `model_ready` comes when photos can be labelled, `shown_first` at the first time that the window is shown.
    """

    model_ready = Signal()
    shown_first = Signal()

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        environment: Mapping[str, str],
        places: WindowPlaces,
        dialogs: SystemDialogs | None = None,
    ) -> None:
        super().__init__()
        self.appearance, self.preferences = appearance, preferences
        self.places, self.dialogs = places, dialogs or SystemDialogs()
        self._folder: FolderView | None = None
        self._spare: FolderView | None = None
        self._desk: Desk | None = None
        self._pending: list[str] = []
        self._was_shown = False
        self.actions_ = Actions(self, appearance)
        self.start_screen = StartScreen(appearance)
        self.status = StatusLine(appearance)
        self.banners = Banners()
        self.actions_.own_models.setEnabled(False)
        self.actions_.original.setEnabled(False)
        self.past_sorts: PastSorts | None = None
        self.own_models: OwnModels | None = None
        self._own_sorting: Sorting | None = None
        self._stack = QStackedWidget()
        self.bars = Bars(self, self.actions_)
        self.keeper = DeskKeeper(preferences, environment, self)
        self._lay_out()
        self._wire()
        self._show_start()

    @property
    def folder(self) -> FolderView | None:
        """The open folders; None on the first screen."""
        return self._folder

    @property
    def desk(self) -> Desk | None:
        """Model and store; None until they are loaded."""
        return self._desk

    def open(self, paths: Iterable[str]) -> None:
        """Show photos and folders instead of what is shown; before the model is there, as soon as it is."""
        given = list(paths)
        if not given:
            return
        if self._desk is None:
            self._pending = given
            self._say(self.tr("Loading the model…"))
            return
        folder = self._folder or self._show_folder_view(self._desk)
        folder.open(given)

    def add(self, paths: Iterable[str]) -> None:
        """Show these photos and folders too, after what is being labelled."""
        given = list(paths)
        if self._folder is None:
            self.open([*self._pending, *given])
        else:
            self._folder.add(given)

    def close_folder(self) -> None:
        """Go back to the first screen; what was labelled and reviewed is stored."""
        if self._folder is None or not self._may_close():
            return
        self._end_folder()
        self._show_start()

    def reload_model(self) -> None:
        """Load the model that the preferences name now, and label the open folders by it."""
        paths = self._folder.session.paths if self._folder is not None else ()
        if self.keeper.loading or not self._may_close():
            return
        self._end_folder()
        self._end_desk()
        self._pending = list(paths)
        self._show_start()
        self.keeper.load()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of the first time."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.shown_first.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop and store everything; nothing is asked unless reviews would be lost."""
        if not self._may_close():
            event.ignore()
            return
        self.preferences.keep_layout("window", bytes(self.saveGeometry().data()))
        self.preferences.flush()
        self._end_folder()
        self.keeper.close()
        self._end_desk()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take whatever is offered: what can't be used gets a sentence when it is dropped."""
        event.acceptProposedAction()
        self.start_screen.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the card go dark again."""
        self.start_screen.light(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Label what was dropped: beside what is being labelled, else instead of what is shown."""
        self.start_screen.light(False)
        drop = read_drop(event.mimeData())
        event.acceptProposedAction()
        if drop.complaint:
            self._say(drop.complaint)
        if not drop.paths:
            return
        if self._folder is not None and self._folder.session.runs.running:
            self.add(drop.paths)
            self._say(self.tr("Added; it is labelled after what is running."))
        else:
            self.open(drop.paths)

    def _make_ready(self) -> None:
        """Make the photos' part while nobody waits for it, so that it is there at once when a folder comes."""
        if self._desk is not None and self._folder is None and self._spare is None:
            self._spare = self._new_folder_view(self._desk)

    def _new_folder_view(self, desk: Desk) -> FolderView:
        from flowersort.gui.window.folder_view import FolderView, Surroundings

        assert self.past_sorts is not None
        around = Surroundings(
            self.actions_,
            self.appearance,
            self.preferences,
            self.status,
            self.dialogs,
            self.banners,
            self.past_sorts,
        )
        made = FolderView(desk, around, self)
        made.titled.connect(self._show_title)
        # Queued: a model goes with all that shows its photos, and so with who says so.
        made.learning.model_changed.connect(self.reload_model, Qt.ConnectionType.QueuedConnection)
        self._stack.addWidget(made.workspace)
        return made

    def _show_folder_view(self, desk: Desk) -> FolderView:
        folder = self._spare or self._new_folder_view(desk)
        self._folder, self._spare = folder, None
        self._stack.setCurrentWidget(folder.workspace)
        self.bars.open_folder(folder)
        self.status.show()
        folder.workspace.grid.setFocus()
        return folder

    def _end_folder(self) -> None:
        if self._folder is not None:
            self._folder.remember()
            self.bars.close_folder()
        for folder in (self._folder, self._spare):
            if folder is not None:
                self._stack.removeWidget(folder.workspace)
                folder.close()
                folder.deleteLater()
        self._folder = self._spare = None

    def _end_desk(self) -> None:
        desk, self._desk = self._desk, None
        for part in (self.past_sorts, self._own_sorting, self.own_models):
            if part is not None:
                part.close()
                part.deleteLater()
        self.past_sorts = self._own_sorting = self.own_models = None
        self.actions_.history.setEnabled(False)
        if desk is not None:
            desk.close()

    def _may_close(self) -> bool:
        unstored = self._folder.unstored() if self._folder is not None else 0
        if not unstored or self._folder is None:
            return True
        return self.dialogs.close_unsaved(self, unstored, self._folder.session.store_fault)

    def _show_start(self) -> None:
        self.start_screen.show_recent(self.preferences.recent_folders)
        self._stack.setCurrentWidget(self.start_screen)
        self.status.hide()
        self.start_screen.say("")
        self.bars.close_folder()
        self._show_title()

    def _show_title(self) -> None:
        name = self._folder.session.name if self._folder is not None else ""
        self.setWindowTitle(self.tr("flowersort – {name}").format(name=name) if name else "flowersort")

    def _say(self, text: str) -> None:
        if self._folder is not None:
            self.status.say(text)
        else:
            self.start_screen.say(text)

    def _take_desk(self, desk: Desk) -> None:
        self._desk = desk
        self._take_past_sorts(desk)
        self._take_own_models(desk)
        pending, self._pending = self._pending, []
        if pending:
            self.open(pending)
        else:
            QTimer.singleShot(_READY_MS, self, self._make_ready)
        self.model_ready.emit()

    def _take_past_sorts(self, desk: Desk) -> None:
        # Imported here for the same reason as the photos' part.
        from flowersort.gui.session.sorting import Sorting
        from flowersort.gui.window.past_sorts import PastSorts

        own = self._own_sorting = Sorting(desk, self)

        def work() -> Sorting:
            return self._folder.session.sorting if self._folder is not None else own

        self.past_sorts = PastSorts(desk, self, self.banners, work)
        self.past_sorts.said.connect(self._say)
        self.actions_.history.setEnabled(True)
        self.past_sorts.offer_recovery()

    def _take_own_models(self, desk: Desk) -> None:
        from flowersort.gui.window.own_models import OwnModels

        own = OwnModels(desk, self, self.actions_, preferences=self.preferences, banners=self.banners)
        own.said.connect(self._say)
        own.changed.connect(self.reload_model, Qt.ConnectionType.QueuedConnection)
        self.own_models = own

    def _tell_fallback(self, text: str) -> None:
        """Say that another model serves: where it stays until it was read, whatever is opened meanwhile."""
        self.banners.offer("fallback", text, [Answer(self.tr("Good"), lambda: None)])

    def _show_history(self) -> None:
        if self.past_sorts is not None:
            self.past_sorts.show_history()

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banners)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self._stack.addWidget(self.start_screen)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_SMALLEST_SIZE)
        self.resize(*_USUAL_SIZE)
        geometry = self.preferences.layout("window")
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self.setAcceptDrops(True)

    def _wire(self) -> None:
        actions, screen = self.actions_, self.start_screen
        wired: tuple[tuple[object, Callable[..., object]], ...] = (
            (actions.open_folder.triggered, self._choose_folder),
            (actions.open_photos.triggered, self._choose_photos),
            (actions.add_folder.triggered, self._add_folder),
            (actions.demo.triggered, self._open_demo),
            (actions.close_folder.triggered, self.close_folder),
            (actions.history.triggered, self._show_history),
            (actions.quit.triggered, self.close),
            (actions.full_screen.toggled, self._fill_screen),
            (screen.folder_wanted, self._choose_folder),
            (screen.photos_wanted, self._choose_photos),
            (screen.demo_wanted, self._open_demo),
            (screen.recent_chosen, lambda path: self.open([path])),
            (self.status.cancel_wanted, self._cancel),
            (self.status.resume_wanted, self._resume),
            (self.status.undo_wanted, actions.undo.trigger),
            (self.status.troubles_wanted, actions.show_troubles.trigger),
            (self.keeper.ready, self._take_desk),
            (self.keeper.failed, self._say),
            (self.keeper.complained, self._tell_fallback),
        )
        self.bars.recent.aboutToShow.connect(self._list_recent)
        for signal, act in wired:
            signal.connect(act)  # type: ignore[attr-defined]  # a bound signal

    def _choose_folder(self) -> None:
        chosen = self.dialogs.choose_folder(self, self._last_folder())
        if chosen:
            self.open([chosen])

    def _add_folder(self) -> None:
        chosen = self.dialogs.choose_folder(self, self._last_folder())
        if chosen:
            self.add([chosen])

    def _choose_photos(self) -> None:
        self.open(self.dialogs.choose_photos(self, self._last_folder()))

    def _list_recent(self) -> None:
        self.bars.recent.clear()
        for folder in self.preferences.recent_folders:
            # A single & would become a shortcut's underline.
            action = self.bars.recent.addAction(folder.path.replace("&", "&&"))
            action.triggered.connect(partial(self.open, [folder.path]))

    def _open_demo(self) -> None:
        self.open([str(self.places.demo)])

    def _last_folder(self) -> str:
        recent = self.preferences.recent_folders
        return str(Path(recent[0].path).parent) if recent else str(Path.home())

    def _cancel(self) -> None:
        if self._folder is not None:
            self.status.stopping()
            self._folder.session.cancel()

    def _resume(self) -> None:
        if self._folder is not None:
            self._folder.session.resume()

    def _fill_screen(self, fill: bool) -> None:
        if fill:
            self.showFullScreen()
        else:
            self.showNormal()
