from __future__ import annotations

from dataclasses import fields

from flowersort.core.photo_details import PhotoDetails


def test_nothing_is_known_of_a_photo_without_details() -> None:
    assert {getattr(PhotoDetails(), field.name) for field in fields(PhotoDetails)} == {None}


def test_where_a_photo_was_taken_is_no_detail() -> None:
    assert {field.name for field in fields(PhotoDetails)} == {
        "taken", "camera", "lens", "exposure", "aperture", "iso", "focal",
    }  # fmt: skip
