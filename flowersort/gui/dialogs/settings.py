"""The settings, each in force as soon as it is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)

from flowersort.core.plan import Operation
from flowersort.gui.dialogs.parts import across, closing_row, column, down, heading, note
from flowersort.gui.dialogs.trust import TrustDialog
from flowersort.gui.preferences import THUMBNAIL_SIZES, Preferences
from flowersort.gui.theme.tokens import GRID, ThemeChoice
from flowersort.gui.translation import Language
from flowersort.gui.wording import class_name_shown, decimal

_LINE = 4 * GRID


def _ask_for_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent)


@dataclass(frozen=True, slots=True)
class SettingsWorld:
    """What the settings can be chosen from.

    Attributes:
        models: names of the bundled models.
        cores: how many cores this computer lends.
        threshold: what the model in use counts as sure, 0–1; None while none is loaded.
        why_no_model: says in a sentence why a folder holds no model; None where it does.
        ask_for_folder: lets the user choose a folder; an empty text where they don't.
    """

    models: tuple[str, ...]
    cores: int
    threshold: float | None
    why_no_model: Callable[[str], str | None]
    ask_for_folder: Callable[[QWidget], str] = _ask_for_folder


class SettingsDialog(QDialog):
    """Shows the preferences and writes each change into them at once.

    Args:
        preferences: read when the dialog is made.
        world: what there is to choose from.
    """

    changed = Signal(object)

    def __init__(self, preferences: Preferences, world: SettingsWorld, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._world = world
        layout = column(self, self.tr("Settings"))
        layout.addStrut(58 * GRID)
        layout.addLayout(
            _form(
                (self.tr("Labels"), self._label_rows()),
                (self.tr("Window"), self._window_rows()),
                (self.tr("Review and sort"), self._review_rows()),
            )
        )
        layout.addSpacing(GRID)
        layout.addLayout(closing_row(self))

    def _label_rows(self) -> list[tuple[str, QWidget]]:
        self._model = QComboBox()
        self._fault = QLabel(wordWrap=True)
        self._fault.setProperty("role", "fault")
        self._fault.hide()
        self._fill_models()
        self._model.activated.connect(self._take_model)
        choose = QPushButton(self.tr("Choose a folder…"))
        choose.setAccessibleName(self.tr("Choose the folder of a model"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_model)
        jobs = QComboBox()
        jobs.addItem(self.tr("Automatic ({count})").format(count=self._world.cores), 0)
        for count in range(1, self._world.cores + 1):
            jobs.addItem(str(count), count)
        _select(jobs, self._preferences.jobs)
        jobs.currentIndexChanged.connect(lambda: self._set("jobs", jobs.currentData()))
        jobs.setAccessibleName(self.tr("Worker threads"))
        return [
            (self.tr("Model"), _stack(_row(self._model, choose), self._fault)),
            (self.tr("Worker threads"), jobs),
            (self.tr("Counts as sure"), self._threshold_row()),
        ]

    def _threshold_row(self) -> QWidget:
        own = self._world.threshold
        text = self.tr("As the model says ({threshold})").format(threshold=decimal(own)) if own is not None else ""
        models = QCheckBox(text or self.tr("As the model says"))
        spin = QDoubleSpinBox(minimum=0.0, maximum=1.0, singleStep=0.01, decimals=2)
        # The style sheet does not reach the text inside.
        spin.lineEdit().setTextMargins(GRID // 2, 0, 0, 0)
        spin.setAccessibleName(self.tr("Smallest confidence that counts as sure"))
        chosen = self._preferences.threshold
        models.setChecked(chosen is None)
        spin.setEnabled(chosen is not None)
        spin.setValue(chosen if chosen is not None else own or 0.0)

        def take() -> None:
            spin.setEnabled(not models.isChecked())
            self._set("threshold", None if models.isChecked() else round(spin.value(), 2))

        models.toggled.connect(take)
        spin.valueChanged.connect(take)
        return _row(models, spin)

    def _window_rows(self) -> list[tuple[str, QWidget]]:
        theme = QComboBox()
        theme.addItem(self.tr("As the system"), ThemeChoice.SYSTEM)
        theme.addItem(self.tr("Light"), ThemeChoice.LIGHT)
        theme.addItem(self.tr("Dark"), ThemeChoice.DARK)
        _select(theme, self._preferences.theme)
        theme.currentIndexChanged.connect(lambda: self._set("theme", ThemeChoice(theme.currentData())))
        language = QComboBox()
        language.addItem(self.tr("As the system"), Language.SYSTEM)
        # A language is called by its own name, so that whoever strayed into another finds back.
        language.addItem("English", Language.ENGLISH)
        language.addItem("Deutsch", Language.GERMAN)
        _select(language, self._preferences.language)
        language.currentIndexChanged.connect(lambda: self._set("language", Language(language.currentData())))
        later = note(self.tr("From the next start on"))
        later.setWordWrap(False)
        size = QSlider(Qt.Orientation.Horizontal)
        size.setRange(THUMBNAIL_SIZES.start, THUMBNAIL_SIZES.stop - 1)
        size.setValue(self._preferences.thumbnail_size)
        size.setPageStep(4 * GRID)
        size.valueChanged.connect(lambda value: self._set("thumbnail_size", value))
        for widget, name in (
            (theme, self.tr("Theme")),
            (language, self.tr("Language")),
            (size, self.tr("Thumbnail size")),
        ):
            widget.setAccessibleName(name)
        return [
            (self.tr("Theme"), theme),
            (self.tr("Language"), _row(language, later)),
            (self.tr("Thumbnail size"), size),
        ]

    def _review_rows(self) -> list[tuple[str, QWidget]]:
        advance = QCheckBox(self.tr("After a review, go on to the next doubtful photo"))
        advance.setChecked(self._preferences.auto_advance)
        advance.toggled.connect(lambda on: self._set("auto_advance", on))
        operation = QComboBox()
        operation.addItem(self.tr("Copies the photos"), Operation.COPY)
        operation.addItem(self.tr("Moves the photos"), Operation.MOVE)
        operation.addItem(self.tr("Links the photos"), Operation.LINK)
        _select(operation, self._preferences.sort_operation)
        operation.setAccessibleName(self.tr("What a sort does"))
        operation.currentIndexChanged.connect(lambda: self._set("sort_operation", Operation(operation.currentData())))
        return [(self.tr("Review"), advance), (self.tr("A sort"), operation)]

    def _set(self, name: str, value: object) -> None:
        if getattr(self._preferences, name) != value:
            setattr(self._preferences, name, value)
            self.changed.emit(self._preferences)

    def _fill_models(self) -> None:
        self._model.clear()
        for name in self._world.models:
            self._model.addItem(self.tr("{name} (included)").format(name=class_name_shown(name)), name)
        chosen = self._preferences.model
        if self._model.findData(chosen) < 0:
            self._model.addItem(chosen, chosen)
        _select(self._model, chosen)
        self._model.setAccessibleName(self.tr("Model"))
        self._model.setToolTip(chosen)

    def _take_model(self) -> None:
        self._offer(str(self._model.currentData()))

    def _choose_model(self) -> None:
        folder = self._world.ask_for_folder(self)
        if folder:
            self._offer(folder)

    def _offer(self, model: str) -> None:
        problem = None if model in self._world.models else self._world.why_no_model(model)
        self._fault.setText(problem or "")
        self._fault.setVisible(problem is not None)
        if problem is None and (model in self._world.models or self._preferences.trusts(model)):
            self._use(model)
        elif problem is None:
            question = TrustDialog(model, self)
            question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            question.accepted.connect(lambda: self._trust(model))
            question.rejected.connect(self._fill_models)
            question.open()
        else:
            self._fill_models()

    def _trust(self, model: str) -> None:
        self._preferences.trust(model)
        self._use(model)

    def _use(self, model: str) -> None:
        self._set("model", model)
        self._fill_models()


def _form(*groups: tuple[str, list[tuple[str, QWidget]]]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(2 * GRID)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for title, rows in groups:
        form.addRow(heading(title))
        for text, widget in rows:
            label = QLabel(text)
            # So that a name stands beside the first line of its field, however many lines that has.
            label.setMinimumHeight(_LINE)
            widget.setMinimumHeight(_LINE)
            form.addRow(label, widget)
    return form


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = across(row)
    for place, widget in enumerate(widgets):
        layout.addWidget(widget, 0 if place else 1)
    return row


def _stack(*widgets: QWidget) -> QWidget:
    stack = QWidget()
    layout = down(stack, spacing=GRID // 2)
    for widget in widgets:
        layout.addWidget(widget)
    return stack


def _select(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
