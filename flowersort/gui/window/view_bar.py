"""How the photos are arranged, chosen in the toolbar: order, groups and size of the thumbnails."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from flowersort.core.arrangement import Grouping, SortKey
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID

SMALLEST, LARGEST, STEP = 96, 256, 16
_SLIDER_WIDTH = 110


class ViewBar(QWidget):
    """Order, groups and size; `changed` tells of another arrangement, `resized` of another size in pixels."""

    changed = Signal()
    resized = Signal(int)

    def __init__(self, descending: QAction, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._descending = descending
        self._sort = self._box(self.tr("Sort by"))
        for key, text in self._sort_keys():
            self._sort.addItem(text, key)
        self._group = self._box(self.tr("Group by"))
        for grouping, text in self._groupings():
            self._group.addItem(text, grouping)
        direction = QToolButton(autoRaise=True)
        direction.setDefaultAction(descending)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setSingleStep(STEP)
        self._size.setPageStep(2 * STEP)
        self._size.setFixedWidth(_SLIDER_WIDTH)
        self._size.setAccessibleName(self.tr("Size of the thumbnails"))
        self._size.setToolTip(self.tr("Size of the thumbnails"))
        self._sort.currentIndexChanged.connect(self.changed)
        self._group.currentIndexChanged.connect(self.changed)
        descending.toggled.connect(self._turn)
        self._size.valueChanged.connect(self.resized)
        line = QHBoxLayout(self)
        line.setSpacing(GRID)
        line.setContentsMargins(0, 0, 0, 0)
        for text, part in ((self.tr("Sort"), self._sort), (self.tr("Group"), self._group)):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setBuddy(part)
            line.addWidget(label)
            line.addWidget(part)
            if part is self._sort:
                line.addWidget(direction)
        line.addSpacing(GRID)
        line.addWidget(self._size)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._appearance = appearance
        self._dress()
        appearance.changed.connect(self._dress)

    @property
    def sort(self) -> SortKey:
        """What the photos are sorted by."""
        return SortKey(self._sort.currentData())

    @property
    def grouping(self) -> Grouping:
        """What the photos are grouped by."""
        return Grouping(self._group.currentData())

    @property
    def descending(self) -> bool:
        """Whether the largest comes first."""
        return self._descending.isChecked()

    @property
    def thumbnail_size(self) -> int:
        """Side of the thumbnails in pixels."""
        return self._size.value()

    def set_sort(self, key: SortKey) -> None:
        """Sort by something else."""
        self._sort.setCurrentIndex(self._sort.findData(key))

    def set_grouping(self, grouping: Grouping) -> None:
        """Group by something else."""
        self._group.setCurrentIndex(self._group.findData(grouping))

    def set_size(self, pixels: int) -> None:
        """Give thumbnails another size, within what is possible."""
        self._size.setValue(pixels)

    def step_size(self, steps: int) -> None:
        """Make thumbnails larger or smaller by so many steps."""
        self._size.setValue(self._size.value() + steps * STEP)

    def _sort_keys(self) -> tuple[tuple[SortKey, str], ...]:
        return (
            (SortKey.NAME, self.tr("Name")),
            (SortKey.TAKEN, self.tr("Date taken")),
            (SortKey.CONFIDENCE, self.tr("Confidence")),
            (SortKey.LABEL, self.tr("Label")),
            (SortKey.SIMILARITY, self.tr("Similarity")),
        )

    def _groupings(self) -> tuple[tuple[Grouping, str], ...]:
        return (
            (Grouping.NONE, self.tr("Nothing")),
            (Grouping.LABEL, self.tr("Label")),
            (Grouping.LOOK_ALIKE, self.tr("Look-alikes")),
        )

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        return box

    def _turn(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        self._descending.setIcon(self._appearance.icon("descending" if self.descending else "ascending"))
