"""The program around the window: look, language, settings, faults; made once in a process."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from flowersort.core.errors import FlowersortError
from flowersort.gui.dialogs.about import AboutDialog
from flowersort.gui.dialogs.cheat_sheet import CheatSheetDialog, KeyHelp
from flowersort.gui.dialogs.settings import SettingsDialog, SettingsWorld
from flowersort.gui.excepthook import FaultReporter
from flowersort.gui.preferences import Preferences
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.icons import Icons
from flowersort.gui.translation import install
from flowersort.gui.window.main_window import MainWindow, WindowPlaces
from flowersort.places import Places

_SETTINGS_FILE = "flowersort.ini"
# The model is loaded after the window has been painted once.
_AFTER_PAINT_MS = 30
_SWITCH_SECONDS = 0.0005
_DELETE = Qt.WidgetAttribute.WA_DeleteOnClose


class Program(QObject):
    """Holds what belongs to the whole process.

    Attributes:
        window: the one window.
    """

    def __init__(self, app: QApplication, environment: Mapping[str, str], places: Places, resources: Path) -> None:
        super().__init__()
        self._app, self._resources = app, resources
        app.setApplicationName("flowersort")
        app.setApplicationDisplayName("flowersort")
        app.setDesktopFileName("flowersort")
        self.preferences = Preferences(places.config / _SETTINGS_FILE)
        install(app, self.preferences.language, resources / "translations")
        self.appearance = Appearance(app, Icons(resources / "icons"))
        self.appearance.apply(self.preferences.theme)
        app.setWindowIcon(self.appearance.icon("flowersort"))
        self.faults = FaultReporter(places.log if places.log.is_absolute() else None, self)
        self.window = MainWindow(
            self.appearance, self.preferences, environment, WindowPlaces(resources / "demo", places.log)
        )
        self.window.shown_first.connect(self._load_soon)
        self._wire()

    def _wire(self) -> None:
        actions = self.window.actions_
        actions.settings.triggered.connect(self.show_settings)
        actions.keys.triggered.connect(self.show_keys)
        actions.about.triggered.connect(self.show_about)
        actions.log.triggered.connect(self._show_log)

    def _load_soon(self) -> None:
        QTimer.singleShot(_AFTER_PAINT_MS, self.window.keeper, self.window.keeper.load)

    def _show_log(self) -> None:
        log = self.window.places.log
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log if log.exists() else log.parent)))

    def _settings_changed(self) -> None:
        self.appearance.apply(self.preferences.theme)
        if self.window.folder is not None:
            self.window.folder.follow_preferences()

    def _preferences_of_runs(self) -> tuple[str, int]:
        return self.preferences.model, self.preferences.jobs

    def _apply_to_runs(self, before: tuple[str, int]) -> None:
        now = self._preferences_of_runs()
        if now[0] != before[0] and self.window.own_models is not None:
            # Who chooses a model wants that one, not what was learnt on another.
            self.window.own_models.forget()
        if now != before:
            self.window.reload_model()

    def run(self, paths: Sequence[str]) -> int:
        """Show the window, with these photos in it, and return the exit status when it is closed."""
        self.faults.install()
        # Between the workers' Python, the window gets its turn ten times as soon as Python's usual 5 ms.
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            with _closed_by_ctrl_c(self.window):
                self.window.show()
                self.window.open(paths)
                return self._app.exec()
        finally:
            self.faults.uninstall()

    def show_settings(self) -> SettingsDialog:
        """Open the settings. The look changes at once, the model and its threads when the settings are closed."""
        desk = self.window.desk
        world = SettingsWorld(
            models=tuple(path.name for path in sorted((self._resources / "models").iterdir()) if path.is_dir()),
            cores=usable_cores(),
            threshold=desk.facts.thresholds.sure if desk is not None else None,
            why_no_model=why_no_model,
        )
        before = self._preferences_of_runs()
        dialog = SettingsDialog(self.preferences, world, self.window)
        dialog.changed.connect(self._settings_changed)
        dialog.finished.connect(lambda _code: self._apply_to_runs(before))
        dialog.setAttribute(_DELETE)
        dialog.open()
        return dialog

    def show_keys(self) -> CheatSheetDialog:
        """Open the cheat sheet."""
        folder = self.window.folder
        of_photos = list(folder.shown_keys()) if folder is not None else []
        lines: list[KeyHelp] = [*of_photos, *self.window.actions_.shown_keys()]
        dialog = CheatSheetDialog([line for line in lines if line.keys], self.window)
        dialog.setAttribute(_DELETE)
        dialog.open()
        return dialog

    def show_about(self) -> AboutDialog:
        """Open the box about the program."""
        desk = self.window.desk
        dialog = AboutDialog(
            self.appearance,
            model=desk.facts.title if desk is not None else "",
            credits_text=(self._resources / "demo" / "CREDITS.md").read_text(encoding="utf-8"),
            parent=self.window,
        )
        dialog.setAttribute(_DELETE)
        dialog.open()
        return dialog


def why_no_model(folder: str) -> str | None:
    """Return why a folder holds no model that can be used, as a sentence; None where it does."""
    # Imported when a folder is chosen, since it brings NumPy.
    from flowersort.bootstrap import open_pack

    try:
        open_pack(folder)
    except FlowersortError as fault:
        return str(fault)
    return None


def usable_cores() -> int:
    """Return how many cores this process may use."""
    from flowersort.bootstrap import cores

    return cores()


@contextmanager
def _closed_by_ctrl_c(window: MainWindow) -> Iterator[None]:
    """Let Ctrl-C in the terminal close the window as its own button does, for the length of the block.

    Python looks at signals between its own lines: in Qt's loop there may be none for a long time, and others stand in
    the middle of painting, where no window may close. So the signal only writes into a socket (signal.set_wakeup_fd),
    which Qt's loop watches.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return
    written, watched = socket.socketpair()
    for end in (written, watched):
        end.setblocking(False)
    notifier = QSocketNotifier(watched.fileno(), QSocketNotifier.Type.Read, window)

    def close() -> None:
        with suppress(BlockingIOError):
            watched.recv(4096)
        window.close()

    notifier.activated.connect(close)
    former_fd = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)

    # Python refuses to leave a signal to the socket alone.
    former = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
        signal.set_wakeup_fd(former_fd)
        notifier.setEnabled(False)
        written.close()
        watched.close()
