"""Sketches, groups of look-alikes, their order, and nearest neighbours."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from flowersort.core import look_alikes
from flowersort.core.look_alikes import DIMENSIONS, NEAR, LookAlikes, Sketcher, find_look_alikes, nearest

FEATURES = 300
Sketches = NDArray[np.int8]


def embeddings(kinds: list[int], *, spread: float = 0.0, seed: int = 5) -> NDArray[np.float32]:
    """Return an embedding for each photo of these kinds: kinds are far apart, photos of one `spread` apart."""
    centres = np.random.default_rng(1).standard_normal((max(kinds, default=0) + 1, FEATURES))
    noise = np.random.default_rng(seed).standard_normal((len(kinds), FEATURES))
    return (centres[kinds] + spread * noise).astype(np.float32)


def sketches_of(found: NDArray[np.float32]) -> Sketches:
    return Sketcher(mean=np.zeros(FEATURES, np.float32), scale=np.ones(FEATURES, np.float32))(found)


def sketches(kinds: list[int], *, spread: float = 0.0, seed: int = 5) -> Sketches:
    return sketches_of(embeddings(kinds, spread=spread, seed=seed))


def find(found: Sketches, *, largest: int = 24) -> LookAlikes:
    result = find_look_alikes(found, stopped=lambda: False, largest=largest)
    assert result is not None
    return result


def cosine(one: Sketches, other: Sketches) -> float:
    a, b = one.astype(np.float64), other.astype(np.float64)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def members(result: LookAlikes) -> list[list[int]]:
    """Return the rows of each group, in the order of groups and, within them, of places."""
    groups: list[list[int]] = [[] for _ in range(int(result.groups.max(initial=-1)) + 1)]
    for row in np.argsort(result.order):
        groups[result.groups[row]].append(int(row))
    return groups


def as_sets(result: LookAlikes) -> set[frozenset[int]]:
    return {frozenset(group) for group in members(result)}


def check(found: Sketches, result: LookAlikes, *, largest: int = 24, near: float = NEAR) -> None:
    """Check what holds of every result."""
    assert sorted(result.order.tolist()) == list(range(len(found)))
    by_place = result.groups[np.argsort(result.order)]
    assert (np.diff(by_place, prepend=0) >= 0).all()
    assert sorted(set(by_place.tolist())) == list(range(by_place.max(initial=-1) + 1))
    for group in members(result):
        assert 1 <= len(group) <= largest
        assert all(cosine(found[group[0]], found[row]) >= near - 1e-5 for row in group[1:])


class TestSketches:
    def test_copies_have_equal_sketches_wherever_they_stand(self) -> None:
        found = embeddings(list(range(50)))
        some = sketches_of(np.concatenate([found, found[::-1], found[:7]]))
        assert (some[:50] == some[50:100][::-1]).all()
        assert (some[100:] == some[:7]).all()
        assert (sketches_of(found[3:4])[0] == some[3]).all()

    def test_sketches_keep_the_angles_between_embeddings(self) -> None:
        found = embeddings([0] * 20 + [1] * 20, spread=0.5)
        squeezed = np.tanh(found / 1.5)
        some = sketches_of(found)
        for one, other in [(0, 1), (3, 7), (0, 25), (30, 31)]:
            a, b = squeezed[one], squeezed[other]
            exact = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
            assert cosine(some[one], some[other]) == pytest.approx(exact, abs=0.15)

    def test_an_embedding_that_is_no_number_or_all_average_says_nothing(self) -> None:
        odd = embeddings([0, 0, 0, 0])
        odd[0, 5], odd[1, 7], odd[2] = np.nan, np.inf, 0.0
        assert sketches_of(odd).any(axis=1).tolist() == [False, False, False, True]

    def test_wild_numbers_and_features_without_spread_are_harmless(self) -> None:
        scale = np.ones(FEATURES, np.float32)
        scale[3] = 0.0
        sketcher = Sketcher(mean=np.zeros(FEATURES, np.float32), scale=scale)
        wild = embeddings([0, 1]) * np.float32(1e30)
        assert sketcher(wild).any(axis=1).all()
        assert sketcher(np.empty((0, FEATURES), np.float32)).shape == (0, DIMENSIONS)


class TestGroups:
    def test_photos_of_a_burst_share_a_group_and_others_do_not(self) -> None:
        kinds = [0, 1, 0, 2, 1, 0, 3]
        assert as_sets(find(sketches(kinds, spread=0.2))) == {
            frozenset({0, 2, 5}),
            frozenset({1, 4}),
            frozenset({3}),
            frozenset({6}),
        }

    def test_the_first_of_a_group_is_the_one_that_the_others_look_like(self) -> None:
        found = sketches([0] * 10 + [1] * 10, spread=0.45)
        result = find(found)
        check(found, result)
        assert [group[0] for group in members(result) if 0 in group or 10 in group] in ([0, 10], [10, 0])

    def test_no_chain_joins_photos_that_do_not_look_alike(self) -> None:
        turns = np.linspace(0, np.pi / 2, 12)
        one, other = embeddings([0, 1])
        found = sketches_of(np.array([np.cos(t) * one + np.sin(t) * other for t in turns], np.float32))
        result = find(found)
        check(found, result)
        assert result.groups[0] != result.groups[-1]

    def test_more_copies_than_a_group_holds_fill_several(self) -> None:
        result = find(sketches([0] * 60 + [1]))
        assert sorted(len(group) for group in members(result)) == [1, 12, 24, 24]

    def test_more_look_alikes_than_a_group_holds_fill_several(self) -> None:
        found = sketches([0] * 100, spread=0.1)
        result = find(found)
        check(found, result)
        assert len(members(result)) <= 8

    def test_photos_without_a_sketch_stand_alone_at_the_end(self) -> None:
        found = sketches([0, 1, 0, 1, 0])
        found[[0, 3]] = 0
        result = find(found)
        check(found, result)
        assert as_sets(result) == {frozenset({2, 4}), frozenset({1}), frozenset({0}), frozenset({3})}
        assert result.order[[0, 3]].tolist() == [3, 4]

    @pytest.mark.parametrize("count", [0, 1])
    def test_hardly_any_photos(self, count: int) -> None:
        result = find(sketches([0] * count))
        assert (result.groups.tolist(), result.order.tolist()) == ([0] * count, [0] * count)
        empty = find(np.zeros((count, DIMENSIONS), np.int8))
        assert empty.groups.tolist() == [0] * count

    def test_similar_groups_follow_each_other(self) -> None:
        along = np.random.default_rng(3).permutation(1500)
        one, other = embeddings([0, 1])
        turns = along / len(along) * np.pi
        found = sketches_of(np.array([np.cos(t) * one + np.sin(t) * other for t in turns], np.float32))
        result = find(found, largest=1)
        steps = np.abs(np.diff(along[np.argsort(result.order)]))
        # By chance it would be 500.
        assert np.mean(steps) < 20

    def test_the_result_is_the_same_however_the_work_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = sketches(list(np.random.default_rng(2).integers(0, 400, 3000)), spread=0.5)
        first = find(found)
        check(found, first)
        monkeypatch.setattr(look_alikes, "_TILE", 100)
        second = find(found)
        assert (first.groups == second.groups).all()
        assert (first.order == second.order).all()

    @settings(max_examples=60, deadline=None)
    @given(
        kinds=st.lists(st.integers(0, 6), max_size=40),
        spread=st.sampled_from([0.0, 0.2, 0.5, 0.8]),
        largest=st.integers(1, 6),
        seed=st.integers(0, 99),
    )
    def test_groups_divide_the_photos_and_hold_what_they_promise(
        self, kinds: list[int], spread: float, largest: int, seed: int
    ) -> None:
        found = sketches(kinds, spread=spread, seed=seed)
        check(found, find(found, largest=largest), largest=largest)

    @settings(max_examples=40, deadline=None)
    @given(kinds=st.lists(st.integers(0, 8), min_size=1, max_size=30), data=st.data())
    def test_the_order_of_photos_that_do_not_look_alike_does_not_matter(self, kinds: list[int], data: st.DataObject):
        shuffled = data.draw(st.permutations(range(len(kinds))))
        found = sketches(kinds, spread=0.1)
        straight, turned = find(found, largest=30), find(found[shuffled], largest=30)
        assert as_sets(straight) == {frozenset(shuffled[row] for row in group) for group in members(turned)}
        assert len(as_sets(straight)) == len(set(kinds))

    @settings(max_examples=40, deadline=None)
    @given(rows=st.lists(st.integers(0, 60), min_size=1, max_size=80), largest=st.integers(2, 24))
    def test_copies_share_a_group_as_far_as_it_has_room(self, rows: list[int], largest: int) -> None:
        different = sketches([number // 4 for number in range(61)], spread=0.5)
        found = different[rows]
        result = find(found, largest=largest)
        check(found, result, largest=largest)
        for row in set(rows):
            copies = [at for at, each in enumerate(rows) if each == row]
            assert len(set(result.groups[copies].tolist())) == -(-len(copies) // largest)


class TestStopping:
    def test_it_stops_when_asked_at_whatever_moment(self) -> None:
        found = sketches([*range(1500), *[0] * 500], spread=0.2)
        asked = 0

        def never() -> bool:
            nonlocal asked
            asked += 1
            return False

        assert find_look_alikes(found, stopped=never) is not None
        for moment in range(asked):
            answers = iter([False] * moment)
            assert find_look_alikes(found, stopped=lambda left=answers: next(left, True)) is None

    def test_two_thousand_photos_are_a_matter_of_a_moment(self) -> None:
        found = sketches(list(range(2000)))
        began = time.perf_counter()
        find(found)
        # Measured: 0.1 s; the rest is room for shared cores.
        assert time.perf_counter() - began < 3


class TestNearest:
    def test_the_nearest_come_first_with_their_cosines(self) -> None:
        one, other = embeddings([0, 1])
        shares = [1.0, 0.2, 0.9, 0.0, 0.7]
        found = sketches_of(np.array([share * one + (1 - share) * other for share in shares], np.float32))
        near = nearest(found, 0, among=np.ones(5, np.bool_), k=3)
        assert [row for row, _ in near] == [2, 4, 1]
        assert [value for _, value in near] == pytest.approx([cosine(found[0], found[row]) for row in (2, 4, 1)])

    def test_only_rows_that_may_be_named_are(self) -> None:
        found = sketches([0] * 6, spread=0.3)
        found[4] = 0
        among = np.array([True, True, False, False, True, True])
        assert {row for row, _ in nearest(found, 0, among=among, k=9)} == {1, 5}
        assert nearest(found, 4, among=among, k=9) == []
        assert nearest(found, 0, among=among, k=0) == []
        assert nearest(found, 0, among=np.zeros(6, np.bool_), k=3) == []

    @settings(max_examples=40, deadline=None)
    @given(kinds=st.lists(st.integers(0, 3), min_size=1, max_size=30), k=st.integers(0, 12), data=st.data())
    def test_it_is_what_sorting_all_would_give(self, kinds: list[int], k: int, data: st.DataObject) -> None:
        found = sketches(kinds, spread=data.draw(st.sampled_from([0.0, 0.4])))
        among = np.array(data.draw(st.lists(st.booleans(), min_size=len(kinds), max_size=len(kinds))))
        near = nearest(found, 0, among=among, k=k)
        others = [row for row in range(1, len(kinds)) if among[row]]
        others.sort(key=lambda row: (-round(cosine(found[0], found[row]), 5), row))
        assert [round(value, 4) for _, value in near] == pytest.approx(
            [round(cosine(found[0], found[row]), 4) for row in others[:k]], abs=2e-4
        )
        assert len({row for row, _ in near}) == min(k, len(others))
