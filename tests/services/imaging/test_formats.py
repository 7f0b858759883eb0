from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from flowersort.services.imaging.formats import ALLOWED_FORMATS, has_photo_suffix, readable_formats

REPOSITORY = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.JPG", "a.jpeg", "a.JFIF", "a.b.png", "a.webp", "a.TIF", "a.tiff", "a.gif", "a.bmp", "a.avif",
             "a.heic", "a.HEIF", "a.mpo", "a.jpe", "\udcff.jpg", "a\n.jpg"],
)  # fmt: skip
def test_names_of_photos_count(name: str) -> None:
    assert has_photo_suffix(name)


@pytest.mark.parametrize(
    "name", ["jpg", ".jpg", "a.", "", "a.txt", "a.jpg.txt", "a.jpg ", "a.eps", "a.svg", "a.cr2", "a.mov"]
)
def test_other_names_do_not(name: str) -> None:
    assert not has_photo_suffix(name)


def test_every_allowed_format_has_an_opener_in_pillow() -> None:
    # Pillow ends in a KeyError for a name without one, whatever the photo.
    Image.init()
    assert set(ALLOWED_FORMATS) <= set(Image.OPEN)


def test_heic_is_readable_with_its_extra() -> None:
    pytest.importorskip("pillow_heif")
    assert readable_formats() == (*ALLOWED_FORMATS, "HEIF")
    assert "HEIF" in Image.OPEN


def test_without_the_extra_heic_is_not_readable_and_the_rest_is() -> None:
    code = (
        "import sys; sys.modules['pillow_heif'] = None\n"
        "from flowersort.core.errors import PhotoError\n"
        "from flowersort.services.imaging.decode import decode\n"
        "from flowersort.services.imaging.formats import ALLOWED_FORMATS, readable_formats\n"
        "assert readable_formats() == ALLOWED_FORMATS\n"
        "try: decode(b'\\0\\0\\0\\x18ftypheic' + b'\\0' * 100)\n"
        "except PhotoError as fault: print(fault)\n"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "pip install 'flowersort[heic]'" in out.stdout
