from __future__ import annotations

import logging
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from flowersort.core.state import State
from flowersort.gui.theme.icons import Icons
from flowersort.gui.theme.tokens import DARK, LIGHT, STATE_TOKENS, Theme, Token
from flowersort.places import resource

FOLDER = resource("icons")
DRAWN = [
    *("open", "folder", "export", "sort", "check", "cancel", "resume", "undo", "redo", "settings", "help", "search"),
    *(
        "photos",
        "ascending",
        "descending",
        "warning",
        "zoom-in",
        "zoom-out",
        "fit",
        "chevron-left",
        "chevron-right",
        "close",
        "drop",
    ),
]
SIGNS = [f"sign-{state.value}" for state in State if state is not State.SURE]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def icons() -> Icons:
    return Icons(FOLDER)


def inks(pixmap: QPixmap) -> set[str]:
    """Return the colours of the pixels that are covered wholly."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", [*DRAWN, *SIGNS])
@pytest.mark.parametrize("size", [16, 24, 48])
def test_an_icon_is_drawn_in_its_token_alone_and_reaches_no_edge(icons: Icons, name: str, size: int) -> None:
    pixmap = icons.pixmap(name, LIGHT, size, token=Token.ACCENT, ratio=2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (2 * size, 2.0)
    assert inks(pixmap) == {LIGHT.colours[Token.ACCENT]}
    image = pixmap.toImage()
    border = [image.pixelColor(place, edge).alpha() for place in range(2 * size) for edge in (0, 2 * size - 1)]
    border += [image.pixelColor(edge, place).alpha() for place in range(2 * size) for edge in (0, 2 * size - 1)]
    assert not any(border)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_the_files_are_of_one_family(path: Path) -> None:
    drawing = ElementTree.parse(path).getroot()
    assert drawing.get("viewBox") == "0 0 24 24"
    if path.stem in (*DRAWN, *SIGNS):
        assert (drawing.get("stroke"), drawing.get("stroke-width")) == ("currentColor", "1.75")
        assert (drawing.get("stroke-linecap"), drawing.get("stroke-linejoin")) == ("round", "round")
        assert drawing.get("fill") == "none"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_each_state_but_sure_has_a_sign_in_its_colour(icons: Icons, theme: Theme) -> None:
    assert icons.sign(State.SURE, theme, 16) is None
    for state in set(State) - {State.SURE}:
        sign = icons.sign(state, theme, 32)
        assert sign is not None
        assert inks(sign) == {theme.colours[STATE_TOKENS[state]]}


def test_signs_differ_in_form_and_not_by_colour_alone(icons: Icons) -> None:
    drawings = [icons.pixmap(name, LIGHT, 24).toImage() for name in SIGNS]
    assert all(one != other for place, one in enumerate(drawings) for other in drawings[:place])


def test_an_icon_is_faint_where_its_button_is_disabled(icons: Icons) -> None:
    icon = icons.icon("open", DARK)
    assert inks(icon.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal)) == {DARK.colours[Token.TEXT]}
    assert inks(icon.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled)) == {DARK.colours[Token.DISABLED]}


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_icon_is_crisp_on_plain_and_doubled_screens(icons: Icons, ratio: float) -> None:
    shown = icons.icon("settings", LIGHT).pixmap(QSize(24, 24), ratio)
    assert shown.width() == 24 * ratio
    assert shown.toImage() == icons.pixmap("settings", LIGHT, 24, ratio=ratio).toImage()


def test_what_was_drawn_once_is_not_drawn_again(icons: Icons) -> None:
    assert icons.pixmap("open", LIGHT, 24).cacheKey() == icons.pixmap("open", LIGHT, 24).cacheKey()
    assert icons.icon("open", LIGHT).cacheKey() == icons.icon("open", LIGHT).cacheKey()
    assert icons.icon("open", LIGHT).cacheKey() != icons.icon("open", DARK).cacheKey()


def test_a_missing_icon_is_empty_and_told_to_the_log_once(icons: Icons, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert icons.icon("no-such-icon", LIGHT).isNull()
        assert inks(icons.pixmap("no-such-icon", LIGHT, 24)) == set()
    assert [record.message for record in caplog.records if "no-such-icon" in record.message] != []
    assert len(caplog.records) == 1


def test_the_program_has_an_icon_in_its_own_colours(icons: Icons) -> None:
    light, dark = icons.pixmap("flowersort", LIGHT, 64), icons.pixmap("flowersort", DARK, 64)
    assert light.toImage() == dark.toImage()
    assert QColor(LIGHT.colours[Token.ACCENT]).name().upper() in inks(light)
