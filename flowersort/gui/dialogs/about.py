"""What flowersort is, which versions are at work, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from flowersort.gui.dialogs.parts import across, closing_row, column, copy_text, down, heading, note, table
from flowersort.gui.dialogs.versions import versions
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import GRID

_ICON = 64


class AboutDialog(QDialog):
    """Versions to copy, and the licences in short.

    Args:
        appearance: draws the icon.
        model: name and version of the model in use; empty while none is loaded.
        credits_text: whose the demo photos are, as Markdown.
    """

    def __init__(self, appearance: Appearance, *, model: str, credits_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = (*versions(), *(((self.tr("Model"), model),) if model else ()))
        layout = column(self, self.tr("About flowersort"))
        top = across(spacing=2 * GRID)
        top.addWidget(self._icon(appearance), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._what_it_is(), 1)
        layout.addLayout(top)
        layout.addLayout(self._versions())
        layout.addWidget(heading(self.tr("Licences")))
        layout.addWidget(self._licences(credits_text), 1)
        copy = QPushButton(self.tr("Copy versions"))
        copy.clicked.connect(lambda: copy_text(self.versions_text))
        layout.addLayout(closing_row(self, (copy,)))
        copy.setFocus()

    @property
    def versions_text(self) -> str:
        """The versions, one a line, as they can be copied."""
        return "\n".join(f"{name} {number}" for name, number in self._facts)

    def _icon(self, appearance: Appearance) -> QLabel:
        icon = QLabel()
        icon.setPixmap(appearance.pixmap("flowersort", _ICON, ratio=self.devicePixelRatioF()))
        return icon

    def _what_it_is(self) -> QVBoxLayout:
        lines = down(spacing=GRID // 2)
        lines.addWidget(heading("flowersort"))
        what = QLabel(self.tr("Labels a folder of flower photos, and says which labels to doubt."), wordWrap=True)
        lines.addWidget(what)
        lines.addWidget(note(self.tr("Everything happens on this computer; no photo leaves it.")))
        return lines

    def _versions(self) -> QGridLayout:
        grid = table(vertical=2)
        for row, (name, number) in enumerate(self._facts):
            label = QLabel(name)
            label.setProperty("role", "muted")
            shown = QLabel(number)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(shown, row, 1)
        return grid

    def _licences(self, credits_text: str) -> QTextBrowser:
        browser = QTextBrowser(openExternalLinks=True)
        browser.setAccessibleName(self.tr("Licences"))
        browser.setMinimumSize(64 * GRID, 20 * GRID)
        own = self.tr(
            "**flowersort** is free software under the MIT licence: use, change and pass it on as you like, with its"
            " copyright notice. It comes without any warranty."
        )
        qt = self.tr(
            "**Qt** and **PySide6** are used under the GNU LGPL, version 3. They are installed beside flowersort as"
            " packages of their own, so that you can put other versions in their place."
        )
        others = self.tr(
            "NumPy, Pillow, LiteRT and the other libraries keep their own licences, which come with their packages."
        )
        # A heading of the first rank would be larger than the dialog's own.
        browser.setMarkdown("\n\n".join((own, qt, others, credits_text.replace("# ", "### ", 1))))
        return browser
