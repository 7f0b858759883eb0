"""The first screen: says what to do, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from flowersort.gui.preferences import RecentFolder
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, Token
from flowersort.gui.wording import number

_CARD_WIDTH = 460
_SHOWN = 5
_DROP_SIZE = 48


class DropCard(QFrame):
    """The dashed card that photos are dropped on; it lights up while something hovers over the window."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._lit = False
        appearance.changed.connect(self.update)

    def light(self, lit: bool) -> None:
        """Light up, or no longer."""
        self._lit = lit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour(Token.SELECTION if self._lit else Token.SURFACE))
        pen = QPen(theme.colour(Token.ACCENT if self._lit else Token.EDGE), RING if self._lit else 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 2 * RADIUS, 2 * RADIUS)


class StartScreen(QWidget):
    """Drop photos or folders, choose a folder, try the demo photos, or open a recent folder again."""

    folder_wanted = Signal()
    photos_wanted = Signal()
    demo_wanted = Signal()
    recent_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._card = DropCard(appearance)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(self.tr("Drop photos or folders here"), alignment=Qt.AlignmentFlag.AlignCenter)
        self._choose = QPushButton(self.tr("Choose a folder…"))
        self._choose.setProperty("primary", True)
        self._photos = QPushButton(self.tr("Choose photos…"))
        self._demo = QPushButton(self.tr("Try the demo photos"))
        self._message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(GRID // 2)
        self._recent_box = QWidget()
        self._promise = QLabel(
            self.tr("Photos never leave this computer. Nothing is moved or changed until you say so."),
            alignment=Qt.AlignmentFlag.AlignCenter,
            wordWrap=True,
        )
        self._promise.setProperty("role", "muted")
        self._choose.clicked.connect(self.folder_wanted)
        self._photos.clicked.connect(self.photos_wanted)
        self._demo.clicked.connect(self.demo_wanted)
        self._lay_out()
        self._dress()
        appearance.changed.connect(self._dress)
        self.say("")

    def light(self, lit: bool) -> None:
        """Show that what hovers over the window may be dropped."""
        self._card.light(lit)

    def say(self, text: str) -> None:
        """Show a sentence below the card; an empty one hides it."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def show_recent(self, folders: Sequence[RecentFolder]) -> None:
        """List folders to open again, the first few of them."""
        while (entry := self._recent.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.deleteLater()
        for folder in folders[:_SHOWN]:
            self._recent.addWidget(self._recent_button(folder))
        self._recent_box.setVisible(bool(folders))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font."""
        if event.type() == QEvent.Type.FontChange:
            self._dress()
        super().changeEvent(event)

    def _recent_button(self, folder: RecentFolder) -> QPushButton:
        name = Path(folder.path).name or folder.path
        photos = self.tr("%Ln photos", None, folder.photos)
        left = (
            self.tr("{count} to review").format(count=number(folder.to_review)) if folder.to_review else self.tr("done")
        )
        text = self.tr("{name} · {photos} · {left}").format(name=name, photos=photos, left=left)
        # A single & would become a shortcut's underline.
        button = QPushButton(text.replace("&", "&&"))
        button.setProperty("flat", True)
        button.setToolTip(folder.path)
        button.setAccessibleName(self.tr("Open {text} again").format(text=text))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.recent_chosen.emit(folder.path))
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch()
        for button in (self._choose, self._photos):
            buttons.addWidget(button)
        buttons.addStretch()
        demo = QHBoxLayout()
        demo.addStretch()
        demo.addWidget(self._demo)
        demo.addStretch()
        self._demo.setProperty("flat", True)
        card = QVBoxLayout(self._card)
        card.setSpacing(2 * GRID)
        card.setContentsMargins(*[4 * GRID] * 4)
        for part in (self._picture, self._title):
            card.addWidget(part)
        card.addLayout(buttons)
        card.addLayout(demo)
        self._card.setFixedWidth(_CARD_WIDTH)
        heading = QLabel(self.tr("Recent"))
        heading.setProperty("role", "muted")
        recent = QVBoxLayout(self._recent_box)
        recent.setSpacing(GRID // 2)
        recent.setContentsMargins(0, 0, 0, 0)
        recent.addWidget(heading)
        recent.addLayout(self._recent)
        self._recent_box.setFixedWidth(_CARD_WIDTH)
        whole = QVBoxLayout(self)
        whole.setSpacing(3 * GRID)
        whole.setContentsMargins(*[3 * GRID] * 4)
        whole.addStretch(2)
        parts: tuple[QWidget, ...] = (self._card, self._message, self._recent_box)
        for each in parts:
            whole.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        whole.addWidget(self._promise)

    def _dress(self) -> None:
        self._title.setFont(self._appearance.font(Size.TITLE))
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._appearance.pixmap("drop", _DROP_SIZE, token=Token.ACCENT, ratio=ratio))
