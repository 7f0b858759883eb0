"""The photo alone, over everything else in the window."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from flowersort.core.csv_names import one_line
from flowersort.core.model import ModelFacts
from flowersort.gui.detail.headline import Headline, paint_in
from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.subject_view import SubjectView
from flowersort.gui.detail.texts import NameLabel
from flowersort.gui.detail.values import DetailSubject
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import DARK, GRID, Token
from flowersort.gui.wording import number

# Nearly opaque: what lies behind is to be guessed, not read.
_SCRIM = 0.97
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Space)


class Preview(QWidget):
    """Covers its parent with one large photo from `show` to `close_preview`, and has the focus meanwhile.

    Esc and Space close it, arrows step, zooming is the viewer's.
    All other keys go on to the window, so that photos can be reviewed as ever.

    Signals:
        step: -1 or 1, towards the photo before or after.
        closed: the preview is gone, the focus is back where it was.
    """

    step = Signal(int)
    closed = Signal()

    def __init__(self, facts: ModelFacts, appearance: Appearance, loader: PhotoLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts, self._appearance, self._loader = facts, appearance, loader
        self._parent = parent
        self._focus_before: QWidget | None = None
        self.viewer = SubjectView(appearance, loader, self, on_scrim=True)
        self.headline = Headline(appearance, self, on_scrim=True)
        self._name = NameLabel()
        self._place = QLabel(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview"))
        self._lay_out()
        self._dress()
        appearance.changed.connect(self._dress)
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the preview covers the window."""
        return not self.isHidden()

    @property
    def place(self) -> str:
        """Which photo of how many, as shown."""
        return self._place.text()

    def show_photo(self, subject: DetailSubject, *, position: int, total: int, next_path: str | None = None) -> None:
        """Show another photo, or news of the present one.

        Args:
            position: of the photo among those that arrows step through, from 1.
            total: how many those are.
            next_path: the photo that will probably be stepped to, loaded ahead.
        """
        self.headline.show_photo(subject.photo, self._facts)
        self._name.setText(one_line(subject.name))
        self._name.setToolTip(one_line(subject.path))
        self._place.setText(self.tr("{position} of {total}").format(position=number(position), total=number(total)))
        self.setAccessibleDescription(
            ", ".join((one_line(subject.name), self.headline.accessibleName(), self._place.text()))
        )
        self.viewer.show_subject(subject)
        if next_path is not None:
            self._loader.look_ahead(next_path)

    def close_preview(self) -> None:
        """Close, and give the focus back."""
        if not self.is_open:
            return
        self.hide()
        self.viewer.show_subject(None)
        # The widget may have gone meanwhile: neighbours do with their photo.
        if self._focus_before is not None and isValid(self._focus_before):
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._focus_before = None
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Cover the parent and take the focus."""
        super().showEvent(event)
        if not event.spontaneous():
            self._focus_before = self.window().focusWidget()
            self._cover()
            self.raise_()
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on covering a parent that changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self._parent:
            self._cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Claim the preview's own keys before the window's shortcuts get them."""
        if event.type() == QEvent.Type.ShortcutOverride and self._takes(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep the focus; Tab goes to the next doubtful photo."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, step or zoom; anything else is for the window."""
        # Tab would leave for what lies behind; where it is a shortcut, it never comes here.
        if self.viewer.take_key(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return
        if not _is_plain(event) or not self._takes(event):
            event.ignore()
        elif event.key() in _STEPS:
            self.step.emit(_STEPS[Qt.Key(event.key())])
        elif not event.isAutoRepeat():
            # The key that opened the preview may be held still.
            self.close_preview()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from what lies behind."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Keep the wheel from what lies behind."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken what lies behind."""
        scrim = QColor(DARK.colour(Token.WINDOW))
        scrim.setAlphaF(_SCRIM)
        painter = QPainter(self)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def _cover(self) -> None:
        self.setGeometry(self._parent.rect())

    def _takes(self, event: QKeyEvent) -> bool:
        return self.viewer.takes(event) or (_is_plain(event) and event.key() in (*_STEPS, *_CLOSING))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._button("chevron-left", self.tr("Previous photo (←)"), lambda: self.step.emit(-1)))
        line.addWidget(self._button("chevron-right", self.tr("Next photo (→)"), lambda: self.step.emit(1)))
        line.addWidget(self.headline)
        line.addWidget(self._name, 1)
        line.addWidget(self._place)
        line.addWidget(self._button("close", self.tr("Close (Esc)"), self.close_preview))
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GRID)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        layout.addWidget(self.viewer, 1)
        layout.addLayout(line)

    def _dress(self) -> None:
        for label in (self._name, self._place):
            paint_in(label, Token.MUTED, DARK)

    def _button(self, icon: str, name: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(self._appearance.icons.icon(icon, DARK))
        button.setToolTip(name)
        button.setAccessibleName(name)
        # The preview keeps the focus: each button is a key, too.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        return button


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
