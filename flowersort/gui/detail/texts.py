"""Names and dates as the detail panel writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from flowersort.gui.controls.eliding_label import ElidingLabel


class NameLabel(ElidingLabel):
    """A file's name, whose beginning and end stay where it is too long: both tell photos apart."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of both as there is room for."""
        painter, room = QPainter(self), self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, self.alignment(), shown)
        painter.end()


def shown_date(taken: str) -> str:
    """Return the camera's time (`YYYY-MM-DDTHH:MM:SS`) as it is said; as it stands where it is no time."""
    moment = QDateTime.fromString(taken, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return taken
    # The translation says in which order a language puts day, month and year.
    return QLocale().toString(moment, QCoreApplication.translate("Facts", "d MMMM yyyy, HH:mm"))
