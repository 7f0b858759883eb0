"""Look-alikes of a table, from the store's embeddings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from flowersort.core.errors import StoreError
from flowersort.core.novelty import NoveltyReference
from flowersort.core.progress import CancelToken
from flowersort.services.store.store import Store
from flowersort.workflows.look_alikes import Similarity, find_similarity
from tests.fakes.failing_store import FailingStore
from tests.fakes.stored import EMBEDDING, PACK, content_of, photo_of

REFERENCE = NoveltyReference(
    mean=np.zeros(EMBEDDING, np.float32),
    scale=np.ones(EMBEDDING, np.float32),
    weights=np.zeros((EMBEDDING, 2), np.float32),
    bias=np.zeros(2, np.float32),
)


def fill(store: Store, kinds: dict[int, int], *, pack: str = PACK) -> None:
    """Store photos by number; those of one kind look alike."""
    centres = np.random.default_rng(1).standard_normal((max(kinds.values()) + 1, EMBEDDING))
    noise = np.random.default_rng(2)
    store.put(
        [
            replace(
                photo_of(number, pack=pack),
                embedding=(centres[kind] + 0.1 * noise.standard_normal(EMBEDDING)).astype(np.float32),
            )
            for number, kind in kinds.items()
        ]
    )


def look(store: Any, contents: list[str | None], cancel: CancelToken | None = None) -> Similarity | None:
    return find_similarity(contents, store=store, fingerprint=PACK, reference=REFERENCE, cancel=cancel or CancelToken())


def groups(similarity: Similarity | None) -> list[list[int]]:
    assert similarity is not None
    numbers = similarity.look_alikes.groups
    return sorted(np.flatnonzero(numbers == number).tolist() for number in set(numbers.tolist()))


def test_photos_that_look_alike_share_a_group_and_unknown_ones_stand_alone(store: Store) -> None:
    fill(store, {1: 0, 2: 1, 3: 0, 4: 1})
    fill(store, {6: 0}, pack="pack-b")
    store.put([replace(photo_of(5), embedding=None)])
    found = look(
        store, [content_of(1), None, content_of(2), content_of(3), content_of(5), content_of(4), content_of(6)]
    )
    assert groups(found) == [[0, 3], [1], [2, 5], [4], [6]]
    assert found.known.tolist() == [True, False, True, True, False, True, False]


def test_rows_of_one_content_look_alike(store: Store) -> None:
    fill(store, {1: 0, 2: 1})
    found = look(store, [content_of(1), content_of(2), content_of(1), content_of(1)])
    assert groups(found) == [[0, 2, 3], [1]]
    assert found.neighbours(0, np.ones(4, np.bool_), 2) == [(2, pytest.approx(1.0)), (3, pytest.approx(1.0))]


def test_many_photos_are_read_in_parts(store: Store) -> None:
    kinds = {number: number // 20 for number in range(1300)}
    fill(store, kinds)
    found = look(store, [content_of(number) for number in kinds])
    assert groups(found) == [list(range(20 * kind, 20 * kind + 20)) for kind in range(65)]


def test_neighbours_are_asked_of_a_table_that_has_grown(store: Store) -> None:
    fill(store, {1: 0, 2: 0, 3: 1})
    found = look(store, [content_of(1), content_of(2), content_of(3)])
    assert [row for row, _ in found.neighbours(0, np.ones(9, np.bool_), 5)] == [1, 2]
    assert [row for row, _ in found.neighbours(0, np.ones(2, np.bool_), 5)] == [1]
    assert found.neighbours(7, np.ones(9, np.bool_), 5) == []


def test_no_photos_have_no_look_alikes(store: Store) -> None:
    assert groups(look(store, [])) == []
    assert groups(look(store, [None, None])) == [[0], [1]]


def test_an_embedding_of_another_length_says_nothing(store: Store) -> None:
    store.put([replace(photo_of(1), embedding=np.ones(7, np.float32))])
    assert look(store, [content_of(1)]).known.tolist() == [False]


def test_a_fault_of_the_store_is_the_callers(store: Store) -> None:
    fill(store, {1: 0})
    with pytest.raises(StoreError, match="on strike"):
        look(FailingStore(store, first=1, onwards=False), [content_of(1)])
    store.put([replace(photo_of(2), embedding=np.ones(7, np.float32))])
    with pytest.raises(StoreError, match="differ in length"):
        look(store, [content_of(1), content_of(2)])


def test_a_cancelled_search_ends_without_a_result_at_whatever_moment(store: Store) -> None:
    fill(store, {number: number // 4 for number in range(1200)})
    contents: list[str | None] = [content_of(number) for number in range(1200)]

    class Impatient(CancelToken):
        def __init__(self, patience: int) -> None:
            super().__init__()
            self._looks: Iterator[int] = iter(range(patience))

        @property
        def cancelled(self) -> bool:
            return next(self._looks, None) is None

    for patience in itertools.count():
        if look(store, contents, Impatient(patience)) is not None:
            break
    assert patience > 4


def test_strangers_are_grouped_by_kind_the_largest_first(store: Store) -> None:
    kinds = {number: int(number >= 12) for number in range(20)}
    fill(store, kinds)
    found = find_similarity(
        [content_of(number) for number in range(20)],
        store=store,
        fingerprint=PACK,
        reference=REFERENCE,
        cancel=CancelToken(),
    )
    assert found is not None
    assert found.strangers(range(20)) == (tuple(range(12)), tuple(range(12, 20)))
    backwards = range(19, 11, -1)
    assert found.strangers([*range(6), *backwards]) == (tuple(backwards), tuple(range(6)))
    assert found.strangers([]) == ()
