"""The models that were learnt, and the original: one of them is in use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QPushButton, QRadioButton, QWidget

from flowersort.core.model import ModelFacts
from flowersort.gui.dialogs.parts import across, column, give_keyboard_back, heading, note
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import class_name_shown, number
from flowersort.workflows.learned_packs import LearnedPack

_WIDTH = 60 * GRID


class ModelsDialog(QDialog):
    """Lists the models; `chosen` brings the folder of another one that is to be used, None for the original.

    Args:
        packs: those that were learnt.
        in_use: the folder of the one in use; None for the original.
    """

    chosen = Signal(object)

    def __init__(self, packs: Sequence[LearnedPack], in_use: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_use = in_use
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_keyboard_back(self)
        self._layout = column(self, self.tr("Models that were learnt"))
        self._layout.addStrut(_WIDTH)
        self._layout.addWidget(heading(self.tr("Models that were learnt")))
        self._group = QButtonGroup(self)
        self._folders: list[Path | None] = []
        self._add(None, self.tr("The original"), self.tr("What the settings name; nothing that is learnt changes it."))
        for pack in packs:
            self._add(pack.folder, pack.folder.name, self._told(pack), usable=pack.facts is not None)
        if not packs:
            self._layout.addWidget(note(self.tr("None yet. Review › Learn from my reviews makes one.")))
        self._layout.addWidget(
            note(self.tr("A model that somebody else has learnt is opened in the settings: Model › Choose a folder."))
        )
        self._add_buttons()

    @property
    def choices(self) -> list[QRadioButton]:
        """The models, the original first."""
        return [each for each in self._group.buttons() if isinstance(each, QRadioButton)]

    def _add(self, folder: Path | None, title: str, told: str, *, usable: bool = True) -> None:
        choice = QRadioButton(title.replace("&", "&&"))
        choice.setEnabled(usable)
        choice.setChecked(folder == self._in_use)
        choice.setToolTip(str(folder or ""))
        self._group.addButton(choice, len(self._folders))
        self._folders.append(folder)
        words = note(told)
        words.setContentsMargins(3 * GRID, 0, 0, 0)
        self._layout.addWidget(choice)
        self._layout.addWidget(words)

    def _told(self, pack: LearnedPack) -> str:
        facts = pack.facts
        if facts is None:
            return pack.problem or ""
        if facts.learned is None:
            return self.tr("%Ln classes", None, len(facts.classes))
        return self._lesson(facts)

    def _lesson(self, facts: ModelFacts) -> str:
        learned = facts.learned
        assert learned is not None
        photos = sum(count for _, count in learned.reviews)
        parts = [learned.at, self.tr("from %Ln reviews", None, photos)]
        new = [class_name_shown(name) for name in facts.classes[learned.own :]]
        if new:
            parts.append(self.tr("knows {names} as well").format(names=", ".join(new)))
        if learned.right_after != learned.right_before:
            right = self.tr("{after} instead of {before} of {reviews} held-out reviews right")
            figures = map(number, (learned.right_after, learned.right_before, learned.held_out))
            after, before, reviews = figures
            parts.append(right.format(after=after, before=before, reviews=reviews))
        return " · ".join(parts)

    def _add_buttons(self) -> None:
        row = across()
        row.addStretch(1)
        self.primary = QPushButton(self.tr("Use it"))
        self.primary.setProperty("primary", True)
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._choose)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(self.primary)
        row.addWidget(cancel)
        self._layout.addSpacing(GRID)
        self._layout.addLayout(row)

    def _choose(self) -> None:
        place = self._group.checkedId()
        self.accept()
        if place >= 0 and self._folders[place] != self._in_use:
            self.chosen.emit(self._folders[place])
