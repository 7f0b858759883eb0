"""What is known of a photo's file: date, size, camera, name."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from flowersort.core.csv_names import one_line
from flowersort.core.photo_details import PhotoDetails
from flowersort.gui.detail.loader import LoadedPhoto
from flowersort.gui.detail.texts import shown_date
from flowersort.gui.detail.values import DetailSubject
from flowersort.gui.theme.appearance import Appearance, Size
from flowersort.gui.theme.tokens import GRID, RADIUS, RING, Token
from flowersort.gui.wording import file_size, number


class FactList(QTextEdit):
    """Names and values in two columns, as text that can be selected and copied; the tooltip has the whole path."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: tuple[tuple[str, str], ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Names have no spaces to break at.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setStyleSheet("QTextEdit { background: transparent; border: none; margin: 0px; padding: 0px; }")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("About this photo"))
        appearance.changed.connect(self._write)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The facts as they are shown: name and value."""
        return self._rows

    def show_facts(self, subject: DetailSubject, loaded: LoadedPhoto | None) -> None:
        """Show what is known; the loaded photo knows most."""
        facts = subject.photo.facts if subject.photo is not None else None
        details = loaded.details if loaded is not None else PhotoDetails()
        taken = details.taken or (facts.taken if facts is not None else None)
        measured = loaded or facts
        size = loaded.size if loaded is not None else subject.photo.file.size if subject.photo is not None else -1
        rows = (
            (self.tr("Taken"), shown_date(taken) if taken else ""),
            (self.tr("Pixels"), self._pixels(measured.width, measured.height) if measured is not None else ""),
            (self.tr("Size"), file_size(size)),
            (self.tr("Camera"), details.camera or ""),
            (self.tr("Lens"), details.lens or ""),
            (self.tr("Exposure"), self._exposure(details)),
            (self.tr("File"), one_line(subject.name)),
        )
        self._rows = tuple((name, value) for name, value in rows if value)
        self.setToolTip(one_line(subject.path))
        self._write()

    def _pixels(self, width: int, height: int) -> str:
        return self.tr("{width} × {height}").format(width=number(width), height=number(height))

    def _exposure(self, details: PhotoDetails) -> str:
        iso = self.tr("ISO {number}").format(number=details.iso) if details.iso else None
        return " · ".join(part for part in (details.exposure, details.aperture, iso, details.focal) if part)

    def _write(self) -> None:
        theme = self._appearance.theme
        muted, text = theme.colour(Token.MUTED).name(), theme.colour(Token.TEXT).name()
        # Where any word may be broken, Qt would give this column the width of a letter.
        metrics = QFontMetrics(self._appearance.font(Size.BASE))
        column = 2 * GRID + max((metrics.horizontalAdvance(name) for name, _ in self._rows), default=0)
        lines = "".join(
            f'<tr><td width="{column}" style="color:{muted}">{html.escape(name)}</td>'
            f'<td style="color:{text}">{html.escape(value)}</td></tr>'
            for name, value in self._rows
        )
        self.document().setDefaultFont(self._appearance.font(Size.BASE))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour(Token.TEXT))
        self.setPalette(palette)
        self.setHtml(f'<table width="100%" cellspacing="0" cellpadding="1">{lines}</table>')
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self.document().size().height()))

    def sizeHint(self) -> QSize:
        """Return the room of all facts at the present width."""
        return QSize(30 * GRID, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return little width: values wrap."""
        return QSize(12 * GRID, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a ring while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._appearance.theme.colour(Token.ACCENT), RING))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.end()
