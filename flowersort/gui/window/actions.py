"""Every action of the window with its words, its keys and its icon; menus and toolbar are made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from flowersort.gui.dialogs.cheat_sheet import KeyHelp
from flowersort.gui.theme.appearance import Appearance

_MOST_KEYS = 2

Keys = Sequence[str] | QKeySequence.StandardKey


class Actions(QObject):
    """The actions that do not depend on the model; each an attribute."""

    def __init__(self, window: QWidget, appearance: Appearance) -> None:
        super().__init__(window)
        self._window, self._appearance = window, appearance
        self._icons: dict[QAction, str] = {}
        self._make_file()
        self._make_edit()
        self._make_view()
        self._make_help()
        self._dress()
        appearance.changed.connect(self._dress)

    def _make_file(self) -> None:
        standard = QKeySequence.StandardKey
        self.open_folder = self._action(self.tr("&Open folder…"), standard.Open, "open")
        self.open_photos = self._action(self.tr("Open &photos…"), ["Ctrl+Shift+O"], "photos")
        self.add_folder = self._action(self.tr("&Add a folder…"), ["Ctrl+Shift+A"])
        self.demo = self._action(self.tr("Try the &demo photos"), [])
        self.sort = self._action(self.tr("&Sort into folders…"), ["Ctrl+S"], "sort")
        self.check = self._action(self.tr("Check &labels…"), ["Ctrl+K"], "check")
        self.how_right = self._action(self.tr("How &right is this?"), ["Ctrl+Shift+K"], "sign-reviewed")
        self.how_right.setEnabled(False)
        self.history = self._action(self.tr("Past s&orts, undo…"), ["Ctrl+H"])
        self.export = self._action(self.tr("&Export CSV…"), ["Ctrl+E"], "export")
        self.export_json = self._action(self.tr("Export &JSON…"), [])
        self.export_xlsx = self._action(self.tr("Export E&xcel…"), [])
        self.export_xmp = self._action(self.tr("XMP &files beside the photos (photo.jpg.xmp)…"), [])
        self.export_xmp_short = self._action(self.tr("XMP files &beside the photos (photo.xmp)…"), [])
        self.export_reviews = self._action(self.tr("Export &reviews…"), [])
        self.import_reviews = self._action(self.tr("Import re&views…"), [])
        self.import_csv = self._action(self.tr("&Import an edited CSV…"), ["Ctrl+I"])
        self.close_folder = self._action(self.tr("&Close folder"), standard.Close)
        self.original = self._action(self.tr("&Back to the original model"), [])
        self.own_models = self._action(self.tr("&Models that were learnt…"), [])
        self.settings = self._action(self.tr("&Settings…"), ["Ctrl+,"], "settings")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = self._action(self.tr("&Quit"), ["Ctrl+Q"])
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _make_edit(self) -> None:
        standard = QKeySequence.StandardKey
        self.undo = self._action(self.tr("&Undo review"), ["Ctrl+Z"], "undo")
        self.redo = self._action(self.tr("&Redo review"), ["Ctrl+Shift+Z", "Ctrl+Y"], "redo")
        self.learn = self._action(self.tr("&Learn from my reviews…"), ["Ctrl+T"])
        self.select_all = self._action(self.tr("Select &all"), standard.SelectAll)
        self.copy_path = self._action(self.tr("&Copy path"), standard.Copy)
        self.open_photo = self._action(self.tr("Open in the &viewer of the system"), ["Ctrl+Return"])
        self.reveal = self._action(self.tr("Show in the &file manager"), ["Ctrl+R"])
        self.relabel = self._action(self.tr("&Label again"), ["F5"])
        self.put_back = self._action(self.tr("Put &back where it came from…"), [])

    def _make_view(self) -> None:
        self.larger = self._action(self.tr("&Larger thumbnails"), ["Ctrl++", "Ctrl+="], "zoom-in")
        self.smaller = self._action(self.tr("&Smaller thumbnails"), ["Ctrl+-"], "zoom-out")
        self.show_side = self._action(self.tr("&Filters"), ["F8"], "chevron-left", checkable=True)
        self.show_detail = self._action(self.tr("&Details"), ["F9"], "chevron-right", checkable=True)
        self.show_troubles = self._action(self.tr("What &went wrong"), ["F7"], "warning", checkable=True)
        self.search = self._action(self.tr("&Search names"), QKeySequence.StandardKey.Find, "search")
        self.clear_filter = self._action(self.tr("&Clear filters"), ["Ctrl+L"])
        self.similar = self._action(self.tr("Find si&milar photos"), ["Ctrl+G"])
        self.strangers = self._action(self.tr("&Group unknown photos"), ["Ctrl+U"])
        self.next_pane = self._action(self.tr("Next &pane"), ["F6"])
        self.descending = self._action(self.tr("&Descending"), [], checkable=True)
        self.full_screen = self._action(self.tr("F&ull screen"), ["F11"], checkable=True)

    def _make_help(self) -> None:
        self.keys = self._action(self.tr("&Keys"), ["?", "F1"], "help")
        self.log = self._action(self.tr("Show the &log file"), [])
        self.about = self._action(self.tr("&About flowersort"), [])
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def with_folder(self) -> Iterator[QAction]:
        """Yield what makes sense only while photos are open."""
        yield from (self.add_folder, self.close_folder, self.undo, self.redo, self.select_all)
        yield from (self.sort, self.check, self.import_csv, self.import_reviews, self.put_back, *self.exports())
        yield from (self.copy_path, self.open_photo, self.reveal, self.relabel, self.larger, self.smaller)
        yield from (self.show_side, self.show_detail, self.show_troubles, self.search, self.clear_filter)
        yield from (self.learn, self.next_pane, self.descending, self.similar, self.strangers)

    def exports(self) -> tuple[QAction, ...]:
        """Return what writes labels and reviews into files."""
        labels = self.export, self.export_json, self.export_xlsx, self.export_xmp, self.export_xmp_short
        return *labels, self.export_reviews

    def shown_keys(self) -> Iterator[KeyHelp]:
        """Yield the keys for the cheat sheet."""
        groups = (
            (self.tr("Photos"), (self.open_folder, self.open_photos, self.add_folder, self.close_folder)),
            (self.tr("Files"), (self.sort, self.check, self.how_right, self.history, self.export, self.import_csv)),
            (self.tr("Reviewing"), (self.undo, self.redo, self.select_all, self.relabel, self.learn)),
            (self.tr("One photo"), (self.copy_path, self.open_photo, self.reveal)),
            (
                self.tr("Looking"),
                (
                    self.search,
                    self.clear_filter,
                    self.similar,
                    self.strangers,
                    self.larger,
                    self.smaller,
                    *self._panes(),
                ),
            ),
            (self.tr("Program"), (self.settings, self.keys, self.quit)),
        )
        for group, actions in groups:
            for action in actions:
                yield KeyHelp(group, shown_keys(action), plain(action.text()))

    def _panes(self) -> tuple[QAction, ...]:
        return self.show_side, self.show_detail, self.show_troubles, self.next_pane, self.full_screen

    def _action(self, text: str, keys: Keys, icon: str = "", *, checkable: bool = False) -> QAction:
        action = QAction(text, self._window, checkable=checkable)
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(keys)
        else:
            action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if icon:
            self._icons[action] = icon
        self._window.addAction(action)
        return action

    def _dress(self) -> None:
        for action, name in self._icons.items():
            action.setIcon(self._appearance.icon(name))


def shown_keys(action: QAction) -> tuple[str, ...]:
    """Return an action's keys as the system writes them."""
    keys = (key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
    # Return and Enter are two keys with one meaning, and the system may list several for one thing.
    return tuple(dict.fromkeys(keys))[:_MOST_KEYS]


def plain(text: str) -> str:
    """Return an action's words without the mark of its underlined letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
