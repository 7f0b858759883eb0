from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flowersort.core.plan import Operation
from flowersort.services.sorting.disk import Disk
from flowersort.services.sorting.entries import Fate, FolderMade, Settled, Step, Way, decode, encode, spans
from flowersort.services.sorting.journal import Journal, read_journal
from flowersort.services.sorting.ledger import numbers


def step(source: str = "/p/a.jpg", target: str = "roses/a.jpg") -> Step:
    return Step(3, 3, Operation.MOVE, source, target, 5, 1, "ab", "roses")


@given(st.text(), st.integers(0, 1 << 40))
def test_every_name_comes_back_from_its_line(name: str, number: int) -> None:
    entry = step(source="/" + name)
    line = encode(entry, number)
    assert line.count(b"\n") == 1
    assert decode(line.rstrip(b"\n")) == (number, entry)


def test_a_name_that_is_no_text_comes_back() -> None:
    entry = step(source=os.fsdecode(b"/caf\xe9.jpg"))
    assert decode(encode(entry, 0)[:-1]) == (0, entry)


@given(st.data())
def test_a_line_with_any_wrong_byte_is_not_believed(data: st.DataObject) -> None:
    line = bytearray(encode(step(), 7)[:-1])
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] ^= data.draw(st.integers(1, 255))
    known = decode(bytes(line))
    # The space between proof and text proves nothing and means nothing.
    assert known is None or known == (7, step())


def test_a_target_outside_the_folder_is_not_believed() -> None:
    for target in ("../a.jpg", "/etc/a.jpg", "roses/../../a.jpg", "", "roses//a.jpg"):
        assert decode(encode(step(target=target), 0)[:-1]) is None


@given(st.sets(st.integers(0, 200)))
def test_spans_hold_the_numbers_they_were_made_of(wanted: set[int]) -> None:
    assert list(numbers(spans(sorted(wanted)))) == sorted(wanted)


def test_a_torn_line_costs_itself_only(tmp_path: Path) -> None:
    file = tmp_path / "x.journal"
    path = str(file)
    journal = Journal.create(Disk(), path)
    journal.put(FolderMade("roses"), FolderMade("tulips"))
    journal.sync()
    journal.close()
    os.truncate(path, file.stat().st_size - 4)
    text = read_journal(Disk(), path)
    assert (text.entries, text.damaged) == ((FolderMade("roses"),), True)
    again = Journal.reopen(Disk(), path, text.last)
    again.put(Settled(1, Way.BACK, Fate.DONE))
    again.sync()
    again.close()
    assert read_journal(Disk(), path).entries == (FolderMade("roses"), Settled(1, Way.BACK, Fate.DONE))


def test_a_line_that_came_twice_counts_once(tmp_path: Path) -> None:
    line = encode(FolderMade("roses"), 0)
    (tmp_path / "x").write_bytes(line + line)
    text = read_journal(Disk(), str(tmp_path / "x"))
    assert (text.entries, text.damaged) == ((FolderMade("roses"),), False)
