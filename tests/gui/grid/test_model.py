from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from flowersort.core.arrangement import Filter, Grouping, Shortlist, SortKey, View, arrange
from flowersort.core.labels import NO_LABEL
from flowersort.core.look_alikes import LookAlikes
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.gui.grid.model import PhotoListModel
from flowersort.gui.grid.tile import TILE_ROLE, Tile, TileNote
from tests.fakes.labelled import facts_of, sure
from tests.fakes.tables import photos_of, table_of

pytestmark = pytest.mark.usefixtures("qapp")

UNSURE = View(Filter(states=frozenset({State.UNSURE})))
REVIEWED = View(Filter(states=frozenset({State.REVIEWED})))

VIEWS = st.builds(
    View,
    filter=st.builds(
        Filter,
        labels=st.frozensets(st.integers(0, 7), max_size=2),
        states=st.frozensets(st.sampled_from(State), max_size=2),
        name=st.sampled_from(["", "1", "img 2", "none"]),
        low=st.sampled_from([0.0, 0.5]),
    ),
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
    grouping=st.sampled_from(Grouping),
)
OPERATIONS = st.one_of(
    st.tuples(st.just("view"), VIEWS),
    st.tuples(st.just("find"), st.integers(1, 5)),
    st.tuples(st.just("put"), st.lists(st.integers(0, 59), min_size=1, max_size=8)),
    st.tuples(st.just("review"), st.lists(st.integers(0, 59), min_size=1, max_size=8)),
    st.tuples(st.just("rearrange"), st.none()),
)
PHOTOS = list(photos_of(60))


def look_alikes(groups: Sequence[int]) -> LookAlikes:
    return LookAlikes(np.array(groups, np.int32), np.arange(len(groups), dtype=np.int32))


def shown(model: PhotoListModel) -> list[int]:
    return [model.row_at(position) for position in range(model.rowCount())]


def titles(model: PhotoListModel) -> list[str | None]:
    strips = [model.tile(position).strip for position in range(model.rowCount())]
    return [strip.title if strip is not None and strip.is_first else None for strip in strips]


def apply(model: PhotoListModel, table: PhotoTable, operation: str, value: object) -> None:
    match operation, value:
        case "view", View() as view:
            model.set_view(view, look_alikes([row // 3 for row in range(40)]))
        case "find", int(count):
            first = len(table)
            model.photos_found(table.add_found([PhotoFile(f"/new/{first + i}.jpg", 1, 1) for i in range(count)]))
        case "put", list(places):
            model.photos_changed(table.put([PHOTOS[place] for place in places]))
        case "review", list(places):
            review = Review(Verdict.CLASS, "roses", at=1.0)
            contents = {PHOTOS[place].content: review for place in places if PHOTOS[place].content is not None}
            model.photos_changed(table.set_reviews({content: said for content, said in contents.items() if content}))
        case _:
            model.rearrange()


@given(st.lists(OPERATIONS, max_size=8))
@settings(deadline=None, max_examples=60)
def test_whatever_happens_the_model_keeps_to_qts_rules(operations: list[tuple[str, object]]) -> None:
    table = table_of(40, waiting=5)
    model = PhotoListModel(table)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    followed = {model.row_at(position): QPersistentModelIndex(model.index(position, 0)) for position in range(0, 45, 4)}
    ever_hidden: set[int] = set()
    for operation, value in operations:
        apply(model, table, operation, value)
        assert len(set(shown(model))) == model.rowCount()
        ever_hidden.update(row for row in followed if model.position_of(row) is None)
        for row, index in followed.items():
            assert index.isValid() == (row not in ever_hidden)
            assert not index.isValid() or model.row_at(index.row()) == row
        for position in range(model.rowCount()):
            assert model.position_of(model.row_at(position)) == position
            assert isinstance(model.index(position, 0).data(TILE_ROLE), Tile)
    model.rearrange()
    assert shown(model) == arrange(table, model.view, model_look_alikes(operations)).rows.tolist()
    del tester


def model_look_alikes(operations: list[tuple[str, object]]) -> LookAlikes | None:
    seen = any(operation == "view" for operation, _ in operations)
    return look_alikes([row // 3 for row in range(40)]) if seen else None


def test_at_first_all_photos_are_shown_by_name() -> None:
    table = table_of(12, waiting=3)
    assert shown(PhotoListModel(table)) == list(range(15))


def test_a_persistent_index_follows_its_photo_through_filter_and_order() -> None:
    model = PhotoListModel(table_of(300))
    model.set_view(View(sort=SortKey.CONFIDENCE), None)
    unsure_row = int(np.flatnonzero(model.table.states == 1)[0])
    position = model.position_of(unsure_row)
    assert position is not None
    index = QPersistentModelIndex(model.index(position, 0))
    for view in (UNSURE, View(sort=SortKey.NAME, descending=True)):
        model.set_view(view, None)
        assert model.row_at(index.row()) == unsure_row


def test_found_photos_follow_at_the_end_if_they_pass() -> None:
    table = table_of(10)
    model = PhotoListModel(table)
    model.set_view(View(sort=SortKey.CONFIDENCE), None)
    before = shown(model)
    model.photos_found(table.add_found([PhotoFile("/a.jpg", 1, 1), PhotoFile("/b.jpg", 1, 1)]))
    assert shown(model) == [*before, 10, 11]
    model.set_view(UNSURE, None)
    count = model.rowCount()
    model.photos_found(table.add_found([PhotoFile("/c.jpg", 1, 1)]))
    assert model.rowCount() == count


def test_photos_that_are_told_twice_are_shown_once() -> None:
    table = table_of(3)
    model = PhotoListModel(table)
    rows = table.add_found([PhotoFile("/a.jpg", 1, 1)])
    model.photos_found(rows)
    model.photos_found(rows)
    model.photos_changed(np.array([3, 3]))
    assert shown(model) == [0, 1, 2, 3]


def test_a_photo_that_no_longer_passes_keeps_its_place_until_the_view_is_made_anew() -> None:
    table = table_of(300)
    model = PhotoListModel(table)
    model.set_view(UNSURE, None)
    before = shown(model)
    content = table.content(before[3])
    assert content is not None
    model.photos_changed(table.set_reviews({content: Review(Verdict.CLASS, "roses", at=1.0)}))
    assert shown(model) == before
    assert model.tile(3).state is State.REVIEWED
    model.rearrange()
    assert shown(model) == [row for row in before if row != before[3]]


def test_a_photo_that_comes_to_pass_follows_at_the_end() -> None:
    table = table_of(100)
    model = PhotoListModel(table)
    model.set_view(REVIEWED, None)
    before = shown(model)
    sure_row = int(np.flatnonzero(table.states == 0)[0])
    content = table.content(sure_row)
    assert content is not None
    model.photos_changed(table.set_reviews({content: Review(Verdict.NO_FLOWER, None, at=1.0)}))
    assert shown(model) == [*before, sure_row]


def test_changes_are_told_as_few_ranges_of_positions() -> None:
    model = PhotoListModel(table_of(3000))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.photos_changed(np.array([7, 5, 6, 90]))
    assert told == [(5, 7), (90, 90)]
    told.clear()
    model.photos_changed(np.arange(3000))
    assert told == [(0, 2999)]
    told.clear()
    model.photos_changed(np.arange(0, 3000, 3))
    assert len(told) <= 64


def test_a_change_of_view_is_told_at_once_not_photo_by_photo() -> None:
    model = PhotoListModel(table_of(500))
    told: list[str] = []
    model.layoutChanged.connect(lambda: told.append("order"))
    model.rowsInserted.connect(lambda: told.append("more"))
    model.rowsRemoved.connect(lambda: told.append("fewer"))
    model.set_view(UNSURE, None)
    assert told == ["order", "fewer"]
    told.clear()
    model.set_view(View(sort=SortKey.CONFIDENCE), None)
    assert told == ["more", "order"]
    told.clear()
    model.set_view(View(sort=SortKey.CONFIDENCE), None)
    assert told == []


def test_labels_are_groups_with_name_and_size() -> None:
    table = PhotoTable(facts_of())
    table.put([sure("/1.jpg", "tulips"), sure("/2.jpg", "roses"), sure("/3.jpg", "tulips")])
    table.add_found([PhotoFile("/4.jpg", 1, 1)])
    model = PhotoListModel(table)
    assert titles(model) == [None] * 4
    model.set_view(View(grouping=Grouping.LABEL), None)
    assert shown(model) == [1, 0, 2, 3]
    assert titles(model) == ["Roses · 1", "Tulips · 2", None, "Without a label · 1"]
    assert [model.group_of(position) for position in range(4)] == [range(1), range(1, 3), range(1, 3), range(3, 4)]
    assert model.arrangement.groups is not None
    assert model.arrangement.groups.tolist() == [2, 4, 4, NO_LABEL]


def test_look_alikes_are_groups_and_a_photo_alone_has_no_title() -> None:
    model = PhotoListModel(table_of(5))
    model.set_view(View(grouping=Grouping.LOOK_ALIKE), look_alikes([0, 1, 0, 2, 0]))
    assert shown(model) == [0, 2, 4, 1, 3]
    assert titles(model) == ["Look-alikes · 3", None, None, None, None]
    assert model.group_of(1) == range(3)
    assert model.group_of(3) == range(3, 4)


def test_photos_that_come_after_look_alikes_were_looked_for_are_alone() -> None:
    table = table_of(3)
    model = PhotoListModel(table)
    model.set_view(View(grouping=Grouping.LOOK_ALIKE), look_alikes([0, 0, 0]))
    model.photos_found(table.add_found([PhotoFile("/a.jpg", 1, 1), PhotoFile("/b.jpg", 1, 1)]))
    assert [model.group_of(position) for position in (0, 3, 4)] == [range(3), range(3, 4), range(4, 5)]


def test_without_groups_a_tile_is_a_group_of_its_own() -> None:
    model = PhotoListModel(table_of(3))
    assert model.group_of(1) == range(1, 2)
    assert not model.group_of(3)


def test_what_a_tile_says_is_also_what_qt_is_told() -> None:
    model = PhotoListModel(table_of(8))
    index = model.index(2, 0)
    assert index.data() == "IMG_2.jpg"
    assert "IMG_2.jpg" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("2012/day 1/IMG_2.jpg, ")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert QModelIndex().data() is None
    # Delegates of Qt's own ask for several roles at once.
    option = QStyleOptionViewItem()
    QStyledItemDelegate().initStyleOption(option, index)
    assert option.text == "IMG_2.jpg"


def test_tiles_can_be_selected_and_not_edited() -> None:
    model = PhotoListModel(table_of(1))
    flags = model.index(0, 0).flags()
    assert flags & Qt.ItemFlag.ItemIsSelectable
    assert not flags & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsDropEnabled


def test_only_photos_that_may_be_readable_have_a_source() -> None:
    table = table_of(100)
    model = PhotoListModel(table)
    lost = int(np.flatnonzero(table.states == 4)[0])
    assert model.source(lost) is None
    source = model.source(0)
    assert source is not None
    assert (source.path, source.content, source.has_colour) == (table.path(0), table.content(0), True)
    assert model.aspect(0) == pytest.approx(4 / 3)
    assert model.aspect(lost) is None


def test_a_shortlist_keeps_all_others_out_whatever_happens_to_them() -> None:
    table = table_of(20)
    model = PhotoListModel(table)
    model.set_view(View(only=Shortlist(np.array([5, 2, 8], np.intp))), None)
    assert shown(model) == [5, 2, 8]
    model.photos_changed(np.arange(20))
    model.photos_found(table.add_found([PhotoFile("/garden/photos/new.jpg", 1, 1)]))
    assert shown(model) == [5, 2, 8]
    model.set_view(View(), None)
    assert len(shown(model)) == 21


def test_a_note_takes_the_second_line_and_is_told_to_screen_readers() -> None:
    model = PhotoListModel(table_of(3))
    before = model.tile(1)
    model.set_notes(lambda row: TileNote("Roses → Tulips", "→ Tulips", "In Roses, rather Tulips") if row == 1 else None)
    tile = model.tile(1)
    assert (tile.model_says, tile.model_says_briefly, tile.confidence) == ("Roses → Tulips", "→ Tulips", None)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert model.index(1, 0).data(role).endswith("In Roses, rather Tulips")
    model.set_notes(None)
    assert model.tile(1) == before
