from __future__ import annotations

import io
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from flowersort.core.errors import PhotoError
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.formats import MAX_PIXELS
from flowersort.services.imaging.pillow_setup import prepare_pillow
from tests.fakes.pictures import encoded, exif_bytes, flower_like, jpeg_bytes, png_claiming

REPOSITORY = Path(__file__).parents[3]


def jpeg_with_truncated_exif() -> bytes:
    block = exif_bytes(orientation=6, taken="2023:05:06 07:08:09", changed="2023:05:06 07:08:09")
    return jpeg_bytes(flower_like(0, 40, 30), exif=block[:-30])


def malformed_mpo() -> bytes:
    picture = flower_like(0, 40, 30)
    return encoded(picture, "MPO", save_all=True, append_images=[picture]).replace(b"MPF\0II", b"MPF\0XX", 1)


ODD_FILES = pytest.mark.parametrize("write", [jpeg_with_truncated_exif, malformed_mpo])


@ODD_FILES
def test_the_odd_files_of_these_tests_do_make_pillow_warn(write: Callable[[], bytes]) -> None:
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        decode(write())
    assert remarks


@ODD_FILES
@pytest.mark.parametrize("host", ["always", "error"])
def test_after_the_setup_an_odd_file_causes_no_warning(
    write: Callable[[], bytes], host: Literal["always", "error"]
) -> None:
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter(host)
        prepare_pillow()
        assert sorted(decode(write()).rgb.size) == [30, 40]
    assert not remarks


def test_what_stands_before_the_cut_in_exif_still_counts() -> None:
    assert decode(jpeg_with_truncated_exif()).rgb.size == (30, 40)


def test_the_setup_leaves_other_warnings_alone() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepare_pillow()
        with pytest.raises(UserWarning, match="ours"):
            warnings.warn("ours", stacklevel=1)


def test_where_a_host_makes_warnings_errors_the_library_decodes_or_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert decode(jpeg_with_truncated_exif()).rgb.mode == "RGB"
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
        with pytest.raises(PhotoError, match="exceeds limit of 1000 pixels"):
            decode(jpeg_bytes(flower_like(0, 40, 30)))


def test_the_limit_of_pixels_becomes_ours_but_a_host_without_limit_keeps_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    prepare_pillow()
    assert Image.MAX_IMAGE_PIXELS == MAX_PIXELS
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    prepare_pillow()
    assert Image.MAX_IMAGE_PIXELS is None


def test_between_pillows_limit_and_ours_a_photo_opens_without_a_warning() -> None:
    # 11,000 × 11,000 = 121 megapixels: Pillow warns from 89 on. The data is cut short, so nothing is unpacked.
    with pytest.raises(PhotoError, match="damaged or cut short"):
        decode(png_claiming(11_000, 11_000))


def test_pillows_log_does_not_reach_the_terminal_of_a_program() -> None:
    code = (
        "import logging\n"
        "from flowersort.services.imaging.pillow_setup import prepare_pillow\n"
        "prepare_pillow(); prepare_pillow()\n"
        "logging.getLogger('PIL.TiffImagePlugin').error('noise')\n"
        "assert len(logging.getLogger('PIL').handlers) == 1\n"
        "logging.getLogger('other').error('heard')\n"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert out.stderr.strip() == "heard"


def test_pillows_log_still_reaches_a_log_that_the_program_keeps() -> None:
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    logging.getLogger().addHandler(handler)
    try:
        prepare_pillow()
        logging.getLogger("PIL.TiffImagePlugin").error("worth keeping")
    finally:
        logging.getLogger().removeHandler(handler)
    assert "worth keeping" in kept.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="libtiff is part of Pillow's core there and can't be reached")
def test_a_damaged_tiff_writes_nothing_to_the_terminal_of_a_program(tmp_path: Path) -> None:
    data = bytearray(encoded(flower_like(0, 40, 30), "TIFF", compression="tiff_deflate"))
    data[60:90] = bytes(30)
    (tmp_path / "a.tif").write_bytes(data)
    code = (
        "import sys; from pathlib import Path\n"
        "from flowersort.core.errors import PhotoError\n"
        "from flowersort.services.imaging.decode import decode\n"
        "from flowersort.services.imaging.pillow_setup import prepare_pillow\n"
        "if sys.argv[2] == 'prepared': prepare_pillow()\n"
        "try: decode(Path(sys.argv[1]).read_bytes())\n"
        "except PhotoError: print('said')\n"
    )
    said = {}
    for way in ("plain", "prepared"):
        said[way] = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "a.tif"), way],
            cwd=REPOSITORY, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert said[way].stdout == "said\n"
    assert "ZIPDecode" in said["plain"].stderr
    assert said["prepared"].stderr == ""
