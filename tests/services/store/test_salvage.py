from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from flowersort.core.errors import StoreError
from flowersort.services.store.store import Store
from tests.fakes.stored import (
    PACK,
    child,
    content_of,
    expected_reviews,
    file_of,
    filled,
    is_photo,
    overwrite,
    page_of,
    photo_of,
    review_of,
    reviews_in,
)

PAGE = 4096


def known_photos(store: Store, count: int) -> int:
    return sum(is_photo(store.find(file_of(number), PACK), number) for number in range(count))


def asides(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if ".damaged-" in path.name)


def test_a_text_file_is_set_aside_and_said(tmp_path: Path):
    text = "Dear diary, " * 500
    (tmp_path / "store.sqlite").write_text(text)
    with Store.open(tmp_path / "store.sqlite") as store:
        assert "was damaged and has been repaired: 0 reviews and 0 predictions" in store.notice
        assert "store.damaged-1.sqlite" in store.notice
        store.put([photo_of(1)])
        assert is_photo(store.find(file_of(1), PACK), 1)
    assert (tmp_path / "store.damaged-1.sqlite").read_text() == text
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.notice is None
        assert is_photo(store.find(file_of(1), PACK), 1)


def test_a_second_damage_never_overwrites_what_the_first_set_aside(tmp_path: Path):
    for number in (1, 2, 3):
        (tmp_path / "store.sqlite").write_bytes(b"garbage %d" % number * 100)
        Store.open(tmp_path / "store.sqlite").close()
    for number in (1, 2, 3):
        assert (tmp_path / f"store.damaged-{number}.sqlite").read_bytes() == b"garbage %d" % number * 100


def test_a_leftover_log_of_an_earlier_damage_takes_its_number(tmp_path: Path):
    (tmp_path / "store.damaged-1.sqlite-wal").write_bytes(b"precious")
    (tmp_path / "store.sqlite").write_text("no database" * 100)
    Store.open(tmp_path / "store.sqlite").close()
    assert asides(tmp_path) == ["store.damaged-1.sqlite-wal", "store.damaged-2.sqlite"]


@pytest.mark.parametrize("table", ["contents", "paths", "predictions", "embeddings", "sqlite_autoindex_embeddings_1"])
def test_garbage_in_any_other_table_costs_no_review(tmp_path: Path, table: str):
    path = filled(tmp_path / "store.sqlite")
    overwrite(path, PAGE * (page_of(path, table) - 1), random.Random(1).randbytes(PAGE))
    (tmp_path / "store.sqlite.is-damaged").touch()
    with Store.open(path) as store:
        assert "100 reviews" in store.notice
        assert reviews_in(store) == expected_reviews(100)
        store.put([photo_of(number) for number in range(300)])
        assert known_photos(store, 300) == 300


def test_garbage_in_the_middle_of_a_table_costs_only_what_it_covers(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=2000)
    leaf = leaf_page_of(path, "predictions")
    overwrite(path, PAGE * (leaf - 1), b"\xa5" * PAGE)
    (tmp_path / "store.sqlite.is-damaged").touch()
    with Store.open(path) as store:
        assert 1900 < known_photos(store, 2000) < 2000
        assert reviews_in(store) == expected_reviews(100)


def leaf_page_of(path: Path, table: str) -> int:
    """Return a page in the middle of a tree of two levels (fileformat2.html, section 1.6)."""
    root = page_of(path, table)
    page = path.read_bytes()[PAGE * (root - 1) : PAGE * root]
    assert page[0] == 0x02
    middle = 12 + int.from_bytes(page[3:5], "big") // 2 * 2
    cell = int.from_bytes(page[middle : middle + 2], "big")
    return int.from_bytes(page[cell : cell + 4], "big")


def test_damage_met_in_a_query_is_said_and_repaired_at_the_next_open(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=2000)
    overwrite(path, PAGE * (leaf_page_of(path, "predictions") - 1), b"\xa5" * PAGE)
    with Store.open(path) as store:
        assert store.notice is None
        with pytest.raises(StoreError, match=r"is damaged .* The next start repairs it"):
            known_photos(store, 2000)
    with Store.open(path) as store:
        assert "100 reviews" in store.notice
        assert known_photos(store, 2000) > 1900
    with Store.open(path) as store:
        assert store.notice is None


def test_a_row_of_garbage_is_left_behind_and_the_rest_carried(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=50, reviews=50)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE predictions SET logits = 'abc' WHERE content = ?", (content_of(3),))
        connection.execute("UPDATE reviews SET verdict = 'rosy' WHERE content = ?", (content_of(4),))
        connection.execute("UPDATE contents SET taken = CAST(x'ff' AS TEXT) WHERE content = ?", (content_of(5),))
    with Store.open(path) as store:
        for number in (3, 4, 5):
            with pytest.raises(StoreError, match="is damaged"):
                store.find(file_of(number), PACK)
    with Store.open(path) as store:
        assert known_photos(store, 50) == 48
        assert len(reviews_in(store)) == 49
        assert is_photo(store.find(file_of(4), PACK), 4)
    with Store.open(path) as store:
        assert store.notice is None


def test_a_destroyed_header_costs_no_review(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", reviews=1500)
    overwrite(path, 0, bytes(200))
    with Store.open(path) as store:
        assert "1500 reviews" in store.notice
        assert reviews_in(store) == expected_reviews(1500)


def test_a_database_cut_short_anywhere_opens_and_keeps_what_can_be_read(tmp_path: Path):
    whole = filled(tmp_path / "whole.sqlite", photos=40, reviews=100).read_bytes()
    for size in {2, 15, 16, 50, 99, 100, 512, 4000, *range(PAGE, len(whole), PAGE * 3), len(whole) - PAGE}:
        folder = tmp_path / str(size)
        folder.mkdir()
        (folder / "store.sqlite").write_bytes(whole[:size])
        with Store.open(folder / "store.sqlite") as store:
            assert "was damaged" in store.notice
            assert set(reviews_in(store).items()) <= set(expected_reviews(100).items())
            if size == len(whole) - PAGE:
                assert len(reviews_in(store)) > 40
                assert known_photos(store, 40) > 20
            store.put([photo_of(1)])
            assert is_photo(store.find(file_of(1), PACK), 1)
        assert (folder / "store.damaged-1.sqlite").read_bytes() == whole[:size]


def test_garbage_anywhere_never_keeps_the_store_from_working(tmp_path: Path):
    whole = filled(tmp_path / "whole.sqlite", photos=40, reviews=100).read_bytes()
    chance = random.Random(5)
    for attempt in range(40):
        path = tmp_path / f"{attempt}.sqlite"
        path.write_bytes(whole)
        for _ in range(chance.randint(1, 4)):
            overwrite(path, chance.randrange(len(whole) - 700), chance.randbytes(chance.choice([1, 8, 700])))
        for _ in range(2):  # Damage may come up in the first use; then the next open repairs it.
            try:
                with Store.open(path) as store:
                    known_photos(store, 40)
                    list(store.reviews())
                    list(store.embeddings(PACK))
                    store.put([photo_of(number) for number in range(60)])
                    # A key that changed its place in the order is lost without SQLite's knowledge.
                    assert known_photos(store, 60) >= 55
                    break
            except StoreError as fault:
                assert "damaged" in str(fault) or "another program" in str(fault) or "newer" in str(fault)  # noqa: PT017
        else:
            assert path.read_bytes()[:16] == whole[:16]
            assert path.read_bytes()[60:72] != whole[60:72]


@pytest.mark.parametrize("left", [0, 1, 100])
def test_reviews_in_the_log_survive_the_loss_of_the_main_file(tmp_path: Path, left: int):
    path = tmp_path / "store.sqlite"
    Store.open(path).close()
    code = """
import os, sys
from pathlib import Path
from flowersort.services.store.store import Store
from tests.fakes.stored import content_of, review_of
store = Store.open(Path(sys.argv[1]))
for number in range(20):
    store.put_review(content_of(number), review_of(number))
os._exit(0)
"""
    assert child(code, path).communicate(timeout=60) == ("", "")
    log = (tmp_path / "store.sqlite-wal").read_bytes()
    os.truncate(path, left)
    with Store.open(path) as store:
        assert reviews_in(store) == expected_reviews(20)
    assert (tmp_path / "store.damaged-1.sqlite-wal").read_bytes() == log


def test_a_damaged_store_in_use_elsewhere_is_said_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flowersort.services.store.opening._REPAIR_SECONDS", 0.05)
    path = filled(tmp_path / "store.sqlite")
    with Store.open(path) as user:
        (tmp_path / "store.sqlite.is-damaged").touch()
        with pytest.raises(StoreError, match="is damaged, and another flowersort still uses it"):
            Store.open(path)
        user.put_review(content_of(999), review_of(999))
    with Store.open(path) as store:
        assert store.review(content_of(999)) == review_of(999)
        assert "101 reviews" in store.notice


class PowerCut(BaseException):
    """Ends the program on the spot, as far as Python can."""


CALLS = ("rename", "unlink", "fsync", "open")


@contextmanager
def failing(at: int, *, lasting: bool, fault: Callable[[], BaseException]) -> Iterator[list[str]]:
    """Let the `at`-th call to the operating system fail, once or from then on; yield the calls made."""
    made: list[str] = []

    def wrap(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            made.append(name)
            if len(made) == at or (lasting and len(made) > at):
                raise fault()
            return real(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        yield made


def test_a_repaired_store_is_on_the_disk_before_it_takes_the_place_of_the_damaged_one(tmp_path: Path):
    (tmp_path / "store.sqlite").write_text("no database" * 100)
    with failing(0, lasting=False, fault=PowerCut) as made:
        Store.open(tmp_path / "store.sqlite").close()
    calls = [call for call in made if call in ("fsync", "rename")]
    assert calls == ["fsync", "rename", "fsync", "rename", "rename", "fsync"]


def test_what_an_interrupted_repair_left_half_built_is_built_anew(tmp_path: Path):
    path = filled(tmp_path / "store.sqlite", photos=5, reviews=7)
    (tmp_path / "store.building.sqlite").write_bytes(path.read_bytes()[:5000])
    overwrite(path, 0, bytes(100))
    with Store.open(path) as store:
        assert reviews_in(store) == expected_reviews(7)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("fault", [lambda: OSError(5, "Input/output error"), PowerCut], ids=["error", "power cut"])
def test_a_repair_that_fails_at_any_step_loses_nothing(
    tmp_path: Path, lasting: bool, fault: Callable[[], BaseException]
):
    whole = filled(tmp_path / "whole.sqlite", photos=20, reviews=30).read_bytes()
    damaged = bytes(16) + whole[16:]
    for at in range(1, 60):
        folder = tmp_path / str(at)
        folder.mkdir()
        (folder / "store.sqlite").write_bytes(damaged)
        (folder / "store.sqlite-wal").write_bytes(b"old log")
        with failing(at, lasting=lasting, fault=fault) as made, suppress(StoreError, PowerCut):
            Store.open(folder / "store.sqlite").close()
        assert damaged in [path.read_bytes() for path in folder.iterdir()]
        with Store.open(folder / "store.sqlite") as store:
            assert reviews_in(store) == expected_reviews(30)
        assert (folder / "store.damaged-1.sqlite").read_bytes() == damaged
        assert (folder / "store.damaged-1.sqlite-wal").read_bytes() == b"old log"
        assert [path.name for path in folder.iterdir() if "building" in path.name or "salvaged" in path.name] == []
        if len(made) < at:
            break
    else:
        pytest.fail("the faults never came to an end")
    assert at > 8


def test_a_repair_that_can_t_set_the_file_aside_starts_anew_next_time(tmp_path: Path):
    # As on Windows, where another program that has the file open keeps it from being renamed, and may write on.
    path = filled(tmp_path / "store.sqlite", photos=0, reviews=10)
    (tmp_path / "store.sqlite.is-damaged").touch()
    real = os.rename

    def refuse(source: os.PathLike[str], target: os.PathLike[str]) -> None:
        if Path(source).name == "store.sqlite":
            raise PermissionError(13, "The file is in use", str(source))
        real(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "rename", refuse)
        for part in ("-wal", "-shm"):
            Path(f"{path}{part}").unlink(missing_ok=True)
        with pytest.raises(StoreError, match="The file is in use"):
            Store.open(path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO reviews VALUES ('late', 'excluded', NULL, 1.0)")
    with Store.open(path) as store:
        assert len(reviews_in(store)) == 11
