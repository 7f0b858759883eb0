"""The viewer shows a thumbnail at once and the photo once it is there, at the place that the user chose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from flowersort.gui.detail.loader import PhotoLoader
from flowersort.gui.detail.subject_view import SubjectView
from flowersort.gui.detail.zoom import Extent, Zoom
from flowersort.gui.theme.appearance import Appearance
from flowersort.gui.theme.tokens import Token
from tests.gui.detail.conftest import MakePhoto, MakeSubject, red_pixmap

NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def viewer(qtbot: QtBot, appearance: Appearance, loader: PhotoLoader) -> SubjectView:
    made = SubjectView(appearance, loader)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def zoom_of(viewer: SubjectView) -> Zoom:
    assert viewer.zoom is not None
    return viewer.zoom


def pixel(viewer: SubjectView, x: int, y: int) -> QColor:
    return viewer.grab().toImage().pixelColor(x, y)


def wheel(viewer: SubjectView, x: int, y: int, notches: int) -> None:
    at = QPointF(x, y)
    event = QWheelEvent(
        at,
        viewer.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer, event)


def test_the_thumbnail_stands_in_until_the_photo_is_there(
    qtbot: QtBot, viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    viewer.show_subject(make_subject(make_photo()))
    assert not viewer.is_large
    assert pixel(viewer, 200, 150) == QColor("#FF0000")
    before = zoom_of(viewer)
    qtbot.waitUntil(lambda: viewer.is_large)
    assert zoom_of(viewer) == before
    assert pixel(viewer, 390, 10) != QColor("#FF0000")


def test_a_waiting_photo_without_thumbnail_has_a_sign_and_then_itself(
    qtbot: QtBot, viewer: SubjectView, appearance: Appearance, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    viewer.show_subject(make_subject(make_photo(), thumbnail=False))
    ground = appearance.theme.colour(Token.WINDOW)
    image = viewer.grab().toImage()
    assert any(image.pixelColor(x, 150) != ground for x in range(185, 215))
    qtbot.waitUntil(lambda: viewer.is_large)
    assert pixel(viewer, 390, 10) != ground


def test_a_late_thumbnail_is_taken_without_losing_the_zoom(
    viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    path = make_photo()
    viewer.show_subject(make_subject(path))
    viewer.zoom_by(4.0)
    before = zoom_of(viewer)
    viewer.show_subject(make_subject(path))
    assert zoom_of(viewer) == before


def test_another_photo_begins_fitting(viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject) -> None:
    viewer.show_subject(make_subject(make_photo("a.jpg")))
    viewer.zoom_by(4.0)
    viewer.show_subject(make_subject(make_photo("b.jpg")))
    assert zoom_of(viewer).fits


def test_a_thumbnail_alone_can_be_zoomed_before_the_size_is_known(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=None)
    viewer.zoom_by(4.0)
    viewer.set_thumbnail(red_pixmap(), extent=Extent(4000, 3000))
    assert zoom_of(viewer).photo == Extent(4000, 3000)
    assert not zoom_of(viewer).fits


@pytest.mark.parametrize("key", ["+", "="])
def test_keys_zoom_and_fit(viewer: SubjectView, key: str) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    fitting = zoom_of(viewer)
    QTest.keyClicks(viewer, key)
    assert zoom_of(viewer).scale == pytest.approx(fitting.scale * 1.25)
    QTest.keyClicks(viewer, "-")
    assert zoom_of(viewer).scale == pytest.approx(fitting.scale)
    QTest.keyClicks(viewer, key)
    QTest.keyClicks(viewer, "0")
    assert zoom_of(viewer) == fitting


def test_z_shows_the_photo_one_to_one_and_all_of_it_again(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    fitting = zoom_of(viewer)
    QTest.keyClicks(viewer, "z")
    assert zoom_of(viewer).share == 1.0
    QTest.keyClicks(viewer, "z")
    assert zoom_of(viewer) == fitting


def test_shift_and_arrows_move_a_photo_that_is_larger_than_the_view(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    viewer.toggle_actual()
    before = zoom_of(viewer)
    QTest.keyClick(viewer, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(viewer, Qt.Key.Key_Up, SHIFT)
    assert (zoom_of(viewer).left, zoom_of(viewer).top) == pytest.approx((before.left - 60, before.top + 45))


class Window(QWidget):
    """Notes which keys came through to it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: object) -> None:
        key = event.key()  # type: ignore[attr-defined]
        if key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
            self.keys.append(key)


def test_every_other_key_goes_on_to_the_window(qtbot: QtBot, appearance: Appearance, loader: PhotoLoader) -> None:
    window = Window()
    qtbot.addWidget(window)
    viewer = SubjectView(appearance, loader, window)
    window.show()
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    for key in (Qt.Key.Key_1, Qt.Key.Key_T, Qt.Key.Key_Return, Qt.Key.Key_Right):
        QTest.keyClick(viewer, key)
    # A photo that fits can't be moved, so the selection may grow by these keys.
    QTest.keyClick(viewer, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(viewer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    expected = [Qt.Key.Key_1, Qt.Key.Key_T, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Z]
    assert window.keys == expected


def test_the_wheel_zooms_around_the_cursor(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    viewer.zoom_by(3.0)
    before = zoom_of(viewer)
    wheel(viewer, 100, 80, 2)
    after = zoom_of(viewer)
    assert after.scale == pytest.approx(before.scale * 1.2**2)
    assert (100 - after.left) / after.scale == pytest.approx((100 - before.left) / before.scale)
    wheel(viewer, 100, 80, -50)
    assert zoom_of(viewer).scale == pytest.approx(zoom_of(viewer).fit().scale)


def test_a_double_click_shows_the_place_one_to_one(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    QTest.mouseDClick(viewer, Qt.MouseButton.LeftButton, NO_KEY, QPoint(200, 150))
    zoom = zoom_of(viewer)
    assert zoom.share == 1.0
    assert ((200 - zoom.left), (150 - zoom.top)) == pytest.approx((2000, 1500))
    QTest.mouseDClick(viewer, Qt.MouseButton.LeftButton, NO_KEY, QPoint(10, 10))
    assert zoom_of(viewer).fits


def test_dragging_moves_the_photo(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    viewer.toggle_actual()
    before = zoom_of(viewer)
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, NO_KEY, QPoint(100, 100))
    assert viewer.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(viewer, QPoint(130, 90))
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, NO_KEY, QPoint(130, 90))
    assert (zoom_of(viewer).left, zoom_of(viewer).top) == pytest.approx((before.left + 30, before.top - 10))
    assert viewer.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_a_photo_goes_on_fitting_when_the_view_changes(viewer: SubjectView) -> None:
    viewer.show_photo(red_pixmap(), extent=Extent(4000, 3000))
    viewer.resize(800, 300)
    assert zoom_of(viewer) == Zoom.to_fit(Extent(4000, 3000), Extent(800, 300))


def test_what_cannot_be_shown_says_why(
    qtbot: QtBot, viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    path = make_photo()
    subject = make_subject(path, thumbnail=False)
    path.unlink()
    with qtbot.waitSignal(viewer.failed) as failed:
        viewer.show_subject(subject)
    assert failed.args == ["The file is no longer there, or is a link that leads nowhere."]
    assert viewer.zoom is None or not viewer.is_large
    viewer.grab()


def test_a_viewer_that_nobody_sees_asks_for_nothing_until_it_is_shown(
    qtbot: QtBot, viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    viewer.hide()
    viewer.show_subject(make_subject(make_photo()))
    qtbot.wait(30)
    assert not viewer.is_large
    viewer.show()
    qtbot.waitUntil(lambda: viewer.is_large)


def test_a_file_that_was_labelled_anew_is_read_anew(
    qtbot: QtBot, viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    path = make_photo()
    viewer.show_subject(make_subject(path))
    qtbot.waitUntil(lambda: viewer.is_large)
    make_photo(width=400, height=300, seed=4)
    with qtbot.waitSignal(viewer.arrived) as arrived:
        viewer.show_subject(make_subject(path))
    assert arrived.args is not None
    assert arrived.args[0].width == 400


def test_nothing_selected_empties_the_viewer(
    viewer: SubjectView, make_photo: MakePhoto, make_subject: MakeSubject
) -> None:
    viewer.show_subject(make_subject(make_photo()))
    viewer.show_subject(None)
    assert viewer.zoom is None
    for key in "+-0z":
        QTest.keyClicks(viewer, key)
    viewer.grab()
