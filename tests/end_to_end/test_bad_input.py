"""Bad photos, folders and names: a clear sentence or a row each, and nothing lost. The whole list of the issue."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas
import pytest

from flowersort import bootstrap, read_predictions
from flowersort.__main__ import main
from flowersort.services.imaging.read import read_photo
from tests.fakes.command import as_nobody, check_talk, flowersort, open_to_all
from tests.fakes.gardens import GARDEN, photo_bytes
from tests.fakes.pictures import encoded, flower_like, jpeg_bytes, png_claiming
from tests.fakes.trees import grow, needs_posix

Captured = pytest.CaptureFixture[str]


def classified(capsys: Captured, folder: Path, *options: str, status: int = 0) -> tuple[pandas.DataFrame, str]:
    """Classify into a CSV beside the folder; return its table by file name, and the talk."""
    target = folder.with_name("predictions.csv")
    assert main(["classify", str(folder), "--csv", str(target), *options]) == status
    shown = capsys.readouterr()
    check_talk(shown.err)
    assert shown.out == ""
    return read_predictions(target).set_index("file_name"), shown.err


# Paths


def test_a_missing_path_is_a_sentence(tmp_path: Path) -> None:
    done = flowersort("classify", tmp_path / "gone", "--csv", tmp_path / "out.csv")
    assert (done.status, done.data) == (1, "")
    assert done.talk == f"flowersort: There is no file or folder “{tmp_path / 'gone'}”.\n"
    assert not (tmp_path / "out.csv").exists()


def test_one_missing_path_among_others_stops_the_run_before_it_begins(garden: Path, capsys: Captured) -> None:
    assert main(["classify", str(garden), str(garden / "gone"), "--csv", "-"]) == 1
    assert capsys.readouterr().out == ""


def test_an_empty_name_is_a_sentence(capsys: Captured) -> None:
    assert main(["classify", ""]) == 1
    assert "empty name" in capsys.readouterr().err


def test_an_empty_folder_is_said_and_gives_a_csv_of_a_header(tmp_path: Path, capsys: Captured) -> None:
    table, talk = classified(capsys, grow(tmp_path / "empty", {"notes.txt": b"no photo"}))
    assert len(table) == 0
    assert f"There are no photos in {tmp_path / 'empty'}." in talk


@needs_posix
@pytest.mark.parametrize("locked", ["", "bed"])
def test_a_folder_without_permission_is_said_and_never_taken_for_empty(
    garden: Path, tmp_path: Path, locked: str
) -> None:
    with open_to_all() as place:
        shutil.copytree(garden, place / "garden")
        (place / "garden" / locked).chmod(0o700)
        done = as_nobody(garden / "1.jpg", "classify", place / "garden", "--no-store", "--csv", place / "out.csv")
        names = set(read_predictions(place / "out.csv")["file_name"])
    assert done.status == 1
    assert "your account lacks the permission" in done.talk
    assert "There are no photos" not in done.talk
    assert "1 folder could not be listed" in done.talk
    assert names == ({"1.jpg", "2.jpg", "10.jpg"} if locked else set())


@needs_posix
def test_a_photo_in_a_folder_that_may_not_be_entered_is_a_sentence(garden: Path) -> None:
    with open_to_all() as place:
        shutil.copytree(garden, place / "garden")
        (place / "garden" / "bed").chmod(0o600)
        done = as_nobody(garden / "1.jpg", "classify", place / "garden" / "bed" / "a.jpg", "--no-store")
    assert done.status == 1
    assert "permission" in done.talk


@needs_posix
def test_a_photo_without_permission_is_a_row(garden: Path) -> None:
    with open_to_all() as place:
        shutil.copytree(garden, place / "garden")
        (place / "garden" / "1.jpg").chmod(0o600)
        done = as_nobody(garden / "1.jpg", "classify", place / "garden", "--no-store")
    assert done.status == 0
    assert "1.jpg\tunreadable\tThe file may not be read with your permissions." in done.data
    assert done.data.count("\n") == 6


def test_a_link_in_a_circle_ends_and_every_photo_counts_once(garden: Path, tmp_path: Path, capsys: Captured) -> None:
    shutil.copytree(garden, tmp_path / "garden")
    (tmp_path / "garden" / "bed" / "round").symlink_to(tmp_path / "garden")
    (tmp_path / "garden" / "bed" / "self").symlink_to("self")
    table, _ = classified(capsys, tmp_path / "garden", status=1)
    assert list(table.index) == list(GARDEN)


@needs_posix
def test_pipes_and_devices_named_like_photos_are_passed_over_and_hang_nothing(tmp_path: Path, capsys: Captured) -> None:
    folder = grow(
        tmp_path / "odd", {"a.jpg": photo_bytes(), "zero.jpg": Path("/dev/zero"), "tty.jpg": Path("/dev/tty")}
    )
    os.mkfifo(folder / "pipe.jpg")
    table, _ = classified(capsys, folder)
    assert list(table.index) == ["a.jpg"]
    for name in ("pipe.jpg", "zero.jpg"):
        assert main(["classify", str(folder / name)]) == 1
        assert "neither a file nor a folder" in capsys.readouterr().err


# Photos


def test_every_bad_photo_is_a_row_with_its_own_sentence_and_the_good_ones_are_labelled(
    tmp_path: Path, capsys: Captured
) -> None:
    whole = jpeg_bytes(flower_like(width=600, height=400))
    folder = grow(
        tmp_path / "bad",
        {
            "empty.jpg": b"",
            "text.jpg": b"Dear diary, today I saw a rose.\n",
            "truncated.jpg": whole[: len(whole) // 2],
            "huge.png": png_claiming(50_000, 50_000),
            "dangling.jpg": tmp_path / "nowhere",
            "jpeg.png": whole,
            "png.jpg": encoded(flower_like(width=60, height=40), "PNG"),
            "good.JPG": whole,
        },
    )
    table, talk = classified(capsys, folder)
    bad = {"empty.jpg", "text.jpg", "truncated.jpg", "huge.png", "dangling.jpg"}
    assert set(table.index) == {*bad, "jpeg.png", "png.jpg", "good.JPG"}
    assert set(table.index[table["state"] == "unreadable"]) == bad
    assert all(table.loc[name, "error"].endswith(".") for name in bad)
    assert len({table.loc[name, "error"] for name in bad}) == len(bad)
    assert all(table.loc[name, "confidence"] > 0 for name in ("jpeg.png", "png.jpg", "good.JPG"))
    assert all(f"{folder / name}: {table.loc[name, 'error']}" in talk for name in bad)
    # What could be read has its identity, decodable or not.
    assert table.loc["text.jpg", "content_hash"]
    assert table.loc["dangling.jpg", "content_hash"] == ""


def test_many_bad_photos_do_not_flood_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    folder = grow(tmp_path / "bad", {f"{number}.jpg": b"" for number in range(30)})
    table, talk = classified(capsys, folder)
    assert len(table) == 30
    assert "… and 20 more that could not be read." in talk
    assert len(talk.splitlines()) < 20


def test_a_photo_that_vanishes_after_the_walk_is_a_row(
    garden: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(garden, tmp_path / "garden")

    def read(path: str) -> bytes:
        (folder / "bed" / "a.jpg").unlink(missing_ok=True)
        return read_photo(path)

    monkeypatch.setattr(bootstrap, "read_photo", read)
    table, _ = classified(capsys, folder, "--jobs", "1")
    assert len(table) == 6
    assert list(table.index[table["state"] == "unreadable"]) == ["bed/a.jpg"]
    assert "no longer there" in table.loc["bed/a.jpg", "error"]


def test_a_folder_that_goes_away_is_said_and_its_photos_keep_their_rows(
    garden: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(garden, tmp_path / "garden")
    reads = iter(range(100))

    def read(path: str) -> bytes:
        if next(reads) == 2:
            shutil.rmtree(folder)
        return read_photo(path)

    monkeypatch.setattr(bootstrap, "read_photo", read)
    table, talk = classified(capsys, folder, "--jobs", "1", status=1)
    assert f"{folder}: It went away while its photos were being labelled." in talk
    assert (table["state"] != "unreadable").sum() == 2
    assert len(table) >= 3


# Names

NAMES = (
    *("new\nline.jpg", "quote\"'.jpg", "🌷.jpg", "=1+1.jpg", "-rf.jpg", "+1.jpg", "@home.jpg"),
    *("comma, semi;.jpg", "tab\t.jpg", " blank .jpg", "back\\slash.jpg", "\x1b[31mred.jpg", "rosé.jpg"),
    *("rose\u0301.jpg", "x" * 251 + ".jpg", "'=1.jpg", "NA.jpg", "\udce9.jpg", "a\udcff\udcfe\\x.jpg"),
)


@needs_posix
def test_every_name_comes_back_as_it_is_on_disk(tmp_path: Path) -> None:
    folder, data = tmp_path / "names", photo_bytes()
    for name in NAMES:
        grow(folder, {name: data})
    assert len(list(folder.iterdir())) == len(NAMES)
    done = flowersort("classify", folder, "--csv", tmp_path / "out.csv")
    table = read_predictions(tmp_path / "out.csv")
    assert done.status == 0
    assert set(table["file_name"]) == set(NAMES)
    assert all((folder / name).is_file() for name in table["file_name"])
    assert (table["state"] != "unreadable").all()
    # The lines for people and the JSON hold every photo, too.
    assert flowersort("classify", folder).data.count("\n") == len(NAMES)
    assert flowersort("classify", folder, "--json", "-").status == 0


@needs_posix
def test_odd_names_can_be_named(tmp_path: Path) -> None:
    for name in NAMES:
        grow(tmp_path / "names", {name: b""})
        done = main(["classify", "--csv", str(tmp_path / "out.csv"), "--", str(tmp_path / "names" / name)])
        assert done == 0
        assert list(read_predictions(tmp_path / "out.csv")["file_name"]) == [name]


@needs_posix
@pytest.mark.parametrize(
    "extra",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
)
def test_a_computer_that_knows_ascii_alone_changes_no_name(tmp_path: Path, extra: dict[str, str]) -> None:
    names = ("🌷.jpg", "rosé.jpg", "caf\udce9.jpg")
    folder = grow(tmp_path / "names", dict.fromkeys(names, b""))
    for options in ((), ("--csv", tmp_path / "out.csv"), ("--json", "-")):
        done = flowersort("classify", folder, *options, extra=extra)
        assert done.status == 0
    # Python itself takes the bytes of a name for no text here, so compare bytes.
    table = read_predictions(tmp_path / "out.csv")
    assert set(map(os.fsencode, table["file_name"])) == set(map(os.fsencode, names))
    assert flowersort("classify", folder / "gone🌷", extra=extra).status == 1
