"""Where photos go and how: the first page of a sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from flowersort.core.errors import UsageError
from flowersort.core.plan import Operation, SortRules
from flowersort.core.planner_folders import doubt_folder
from flowersort.core.rename_template import read_template
from flowersort.core.state import State
from flowersort.gui.dialogs.parts import across, down, note
from flowersort.gui.theme.tokens import GRID
from flowersort.gui.wording import state_name

_LINE = 4 * GRID
_SKIP = "skip"
_DOUBTS = (State.UNSURE, State.OTHER_FLOWER, State.NO_FLOWER)


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """Some photos that can be sorted.

    Attributes:
        text: what they are, with their number, in the user's language.
        rows: of the table.
    """

    text: str
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class SortWish:
    """What the user chose."""

    rows: Sequence[int]
    into: str
    rules: SortRules


class OptionsPage(QWidget):
    """Asks for folder, operation, folders of doubtful photos, and names.

    `changed` comes with every change; `problem` says what is missing then.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[PhotoChoice],
        *,
        into: str,
        rules: SortRules,
        ask_for_folder: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """Show what was chosen last.

        Args:
            choices: of photos, the usual one first.
            into: the folder that is suggested.
            ask_for_folder: lets the user choose a folder, from one on; empty where they don't.
        """
        super().__init__(parent)
        self._ask = ask_for_folder
        self._choices = choices
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("Which photos"))
        for place, choice in enumerate(choices):
            self._which.addItem(choice.text, place)
        self._into = QLineEdit(into)
        self._into.setAccessibleName(self.tr("Folder to sort into"))
        self._operations = QButtonGroup(self)
        self._doubts = {state: self._doubt(state, rules) for state in _DOUBTS}
        self._keep_tree = QCheckBox(self.tr("Keep subfolders below each class"))
        self._keep_tree.setChecked(rules.keep_tree)
        self._rename = QLineEdit(rules.rename)
        self._rename.setAccessibleName(self.tr("New names"))
        self._rename.setPlaceholderText(self.tr("Names stay as they are"))
        self._fault = QLabel(wordWrap=True)
        self._fault.setProperty("role", "fault")
        self._lay_out(rules.operation)
        self._wire()
        self._check()

    @property
    def problem(self) -> str:
        """What is missing or makes no sense, as a sentence; empty where all is well."""
        if not self._into.text().strip():
            return self.tr("Choose the folder to sort into.")
        try:
            for box in self._doubts.values():
                if box.currentData() != _SKIP:
                    doubt_folder(box.currentText().strip())
            read_template(self._rename.text().strip())
        except UsageError as fault:
            return str(fault)
        return ""

    @property
    def wish(self) -> SortWish:
        """What is chosen; makes sense only without a `problem`."""
        folders = {
            state: None if box.currentData() == _SKIP else box.currentText().strip()
            for state, box in self._doubts.items()
        }
        rules = SortRules(
            operation=Operation(list(Operation)[self._operations.checkedId()]),
            unsure=folders[State.UNSURE],
            other_flower=folders[State.OTHER_FLOWER],
            no_flower=folders[State.NO_FLOWER],
            keep_tree=self._keep_tree.isChecked(),
            rename=self._rename.text().strip(),
        )
        return SortWish(self._choices[self._which.currentIndex()].rows, self._into.text().strip(), rules)

    def _doubt(self, state: State, rules: SortRules) -> QComboBox:
        """Return a box with the usual folder and “leave them”; another folder can be written into it."""
        usual, chosen = getattr(SortRules(), state.value), getattr(rules, state.value)
        box = QComboBox(editable=True)
        box.addItem(usual, usual)
        box.addItem(self.tr("Leave them where they are"), _SKIP)
        box.setAccessibleName(state_name(state))
        if chosen is None:
            box.setCurrentIndex(1)
        elif chosen != usual:
            box.setEditText(chosen)
        box.editTextChanged.connect(lambda text: _follow_text(box, text))
        return box

    def _operation_row(self, chosen: Operation) -> QWidget:
        row = QWidget()
        line = across(row, spacing=2 * GRID)
        words = {
            Operation.COPY: (self.tr("&Copy"), self.tr("The photos stay where they are, too")),
            Operation.MOVE: (self.tr("&Move"), self.tr("The photos leave their old place; undo brings them back")),
            Operation.LINK: (self.tr("&Link"), self.tr("A second name for the same file, on the same drive; no space")),
        }
        for place, operation in enumerate(Operation):
            text, tip = words[operation]
            button = QRadioButton(text)
            button.setToolTip(tip)
            button.setChecked(operation is chosen)
            self._operations.addButton(button, place)
            line.addWidget(button)
        line.addStretch(1)
        return row

    def _folder_row(self) -> QWidget:
        row = QWidget()
        line = across(row)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose the folder to sort into"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        line.addWidget(self._into, 1)
        line.addWidget(choose)
        return row

    def _choose(self) -> None:
        folder = self._ask(self._into.text())
        if folder:
            self._into.setText(folder)

    def _check(self) -> None:
        self._fault.setText(self.problem)
        self._fault.setVisible(bool(self.problem))
        self.changed.emit()

    def _wire(self) -> None:
        self._into.textChanged.connect(self._check)
        self._rename.textChanged.connect(self._check)
        for box in self._doubts.values():
            box.editTextChanged.connect(self._check)

    def _lay_out(self, operation: Operation) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Photos"), self._which),
            (self.tr("Into"), self._folder_row()),
            (self.tr("What to do"), self._operation_row(operation)),
            *((state_name(state), box) for state, box in self._doubts.items()),
            (self.tr("Folders"), self._keep_tree),
            (self.tr("New names"), self._rename),
        ]
        for text, widget in rows:
            label = QLabel(text)
            label.setMinimumHeight(_LINE)
            label.setBuddy(widget)
            form.addRow(label, widget)
        layout = down(self)
        layout.addLayout(form)
        fields = "{name} {label} {date} {time} {number} {number:4} {hash} {confidence}"
        layout.addWidget(note(self.tr("New names may hold {fields}; the suffix is kept.").format(fields=fields)))
        layout.addWidget(self._fault)
        layout.addStretch(1)
        layout.setAlignment(form, Qt.AlignmentFlag.AlignTop)


def _follow_text(box: QComboBox, text: str) -> None:
    """Let what is written be what is chosen: the box itself keeps the index of what was chosen before."""
    place = box.findText(text)
    if place >= 0 and place != box.currentIndex():
        box.setCurrentIndex(place)
    elif place < 0 and box.currentIndex() >= 0:
        line = box.lineEdit()
        assert line is not None
        cursor = line.cursorPosition()
        box.setCurrentIndex(-1)
        box.setEditText(text)
        line.setCursorPosition(cursor)
