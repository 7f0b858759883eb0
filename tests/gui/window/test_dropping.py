"""What a drop holds, and what is said of the rest."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QUrl

from flowersort.gui.window.dropping import read_drop


def dropped(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def test_photos_and_folders_of_this_computer_are_taken_in_order_each_once() -> None:
    drop = read_drop(dropped("file:///garden", "file:///a%20b.jpg", "file:///garden"))
    assert drop.paths == ("/garden", "/a b.jpg")


def test_nothing_is_complained_of_where_all_can_be_used() -> None:
    assert read_drop(dropped("file:///garden", "file:///b.jpg")).complaint == ""


def test_a_web_link_gets_a_sentence_that_says_what_to_do() -> None:
    drop = read_drop(dropped("https://example.org/rose.jpg"))
    assert drop.paths == ()
    assert "Save the photo on this computer first" in drop.complaint


def test_a_link_beside_a_photo_does_not_cost_the_photo() -> None:
    drop = read_drop(dropped("file:///a.jpg", "https://example.org/rose.jpg"))
    assert drop.paths == ("/a.jpg",)
    assert drop.complaint


def test_text_is_refused_with_a_sentence() -> None:
    data = QMimeData()
    data.setText("roses are red")
    drop = read_drop(data)
    assert drop.paths == ()
    assert drop.complaint == "Only photos and folders can be dropped here."
