"""The one style sheet of the window, made of tokens."""

from __future__ import annotations

from string import Template

from flowersort.gui.theme.tokens import GRID, RADIUS, RING, Theme

# What has the focus carries a ring in the accent colour. Its width is kept free at all other times, so that nothing
# moves. Widgets that draw a ring of their own have the property `ownFocus`.
_SHEET = Template("""
QToolTip { color: $text; background: $surface; border: 1px solid $edge; padding: 4px; }

QPushButton, QToolButton {
    color: $text; background: $surface; border: 1px solid $line; border-radius: ${radius}px;
    padding: 5px 13px; margin: ${ring_less}px; min-height: 20px;
}
QToolButton { padding: 5px; }
QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: $selection; }
QPushButton:checked, QToolButton:checked { background: $selection; border-color: $accent; }
QPushButton:focus, QToolButton:focus { border: ${ring}px solid $accent; margin: 0px; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; background: $window; border-color: $line; }
QToolButton[autoRaise="true"]:disabled { background: transparent; border-color: transparent; }
QPushButton[primary="true"] {
    color: $surface; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[primary="true"]:hover { background: $text; border-color: $text; }
QPushButton[primary="true"]:pressed { background: $muted; border-color: $muted; }
QPushButton[primary="true"]:focus { border: ${ring}px solid $text; }
QPushButton[primary="true"]:disabled { color: $disabled; background: $line; border-color: $line; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border-color: $accent; }
QToolButton[popupMode="2"], QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-indicator, QToolButton::menu-arrow, QPushButton::menu-indicator {
    image: url("$folder/arrow-down.svg"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 4px;
}
QToolButton::menu-button { border: none; width: 16px; }

QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QAbstractSpinBox, QComboBox {
    color: $text; background: $surface; border: 1px solid $edge; border-radius: ${radius}px;
    padding: 4px 7px; margin: ${ring_less}px; min-height: 20px;
    selection-background-color: $accent; selection-color: $surface; placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: ${ring}px solid $accent; margin: 0px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $disabled; background: $window; border-color: $line;
}
QComboBox { padding-right: 22px; }
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover { border-color: $accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$folder/arrow-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $edge; padding: 2px; outline: none;
    selection-background-color: $selection; selection-color: $text;
}
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$folder/arrow-up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$folder/arrow-down.svg"); width: 12px; height: 12px; }

QCheckBox, QRadioButton {
    color: $text; border: ${ring}px solid transparent; border-radius: ${radius}px; padding: 2px; spacing: ${grid}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $edge; border-radius: 3px;
}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border-color: $accent; image: url("$folder/mark-$theme.svg");
}
QCheckBox::indicator:disabled { background: $window; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }
QRadioButton::indicator, QMenu::indicator:exclusive { border-radius: 8px; }
QRadioButton::indicator:checked, QMenu::indicator:exclusive:checked {
    width: 6px; height: 6px; background: $surface; border: 5px solid $accent; image: none;
}
QRadioButton::indicator:disabled { background: $window; border-color: $line; }
QRadioButton::indicator:checked:disabled { border-color: $disabled; }
QMenu::indicator { left: 6px; }

QSlider { border: ${ring}px solid transparent; border-radius: ${radius}px; min-height: 20px; }
QSlider:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; background: $edge; border-radius: 2px; }
QSlider::sub-page:horizontal { height: 4px; background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -6px 0px; border-radius: 8px; background: $surface; border: 2px solid $accent;
}
QSlider::handle:horizontal:hover { background: $selection; }
QSlider::handle:horizontal:pressed { background: $accent; }
QSlider::sub-page:horizontal:disabled, QSlider::groove:horizontal:disabled { background: $line; }
QSlider::handle:horizontal:disabled { background: $window; border-color: $line; }

QProgressBar {
    color: $text; background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { color: $text; background: $window; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; }
QMenu { color: $text; background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border: 1px solid transparent; border-radius: 4px; }
QMenu::item:selected { background: $selection; border-color: $accent; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { left: 6px; }
QMenu::separator { height: 1px; background: $line; margin: 4px ${grid}px; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $line; spacing: 4px; padding: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px; }
QStatusBar { color: $text; background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: none; }

QAbstractItemView, QScrollArea {
    color: $text; background: $surface; border: ${ring}px solid transparent; border-radius: ${radius}px;
}
QAbstractItemView {
    outline: none; selection-background-color: $selection; selection-color: $text; alternate-background-color: $window;
}
QAbstractItemView:focus, QScrollArea:focus { border-color: $accent; }
QAbstractItemView[ownFocus="true"], QAbstractItemView[ownFocus="true"]:focus { border: none; border-radius: 0px; }
QTreeView::item { padding: 3px 2px; }
QHeaderView { border: none; background: $window; }
QHeaderView::section {
    color: $muted; background: $window; border: none; border-bottom: 1px solid $line; padding: 4px ${grid}px;
}
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QFrame[panel="true"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="fault"] { color: $unreadable; }
QLabel[role="key"] {
    color: $text; background: $surface; border: 1px solid $edge; border-bottom-width: 2px; border-radius: 4px;
    padding: 1px 6px;
}
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { color: $muted; background: transparent; padding: 6px 14px; border: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border-color: $accent; }
QDialog, QMainWindow { background: $window; }
""")


def style_sheet(theme: Theme, folder: str) -> str:
    """Return the style sheet of a theme.

    Args:
        theme: names the colours.
        folder: holds the icons; `/` between folders.
    """
    colours = {token.value: colour for token, colour in theme.colours.items()}
    return _SHEET.substitute(
        colours, grid=GRID, radius=RADIUS, ring=RING, ring_less=RING - 1, folder=folder, theme=theme.name
    )
