from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.photo import PhotoFacts
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.core.state import State
from flowersort.services.inference.pack import Pack
from flowersort.services.store.store import Store
from flowersort.workflows.reread import reread
from tests.fakes.learned import Meadow, learnt
from tests.fakes.runs import pack
from tests.fakes.stored import content_of, file_of


@pytest.fixture
def meadow(store: Store) -> Meadow:
    return Meadow(store)


def photo(content: str, review: Review | None = None) -> LabelledPhoto:
    return LabelledPhoto(file_of(1), State.UNSURE, content, PhotoFacts(9, 9, None), review=review)


def read(meadow: Meadow, photos: list[LabelledPhoto], of: Pack) -> list[LabelledPhoto]:
    found = reread(photos, pack=of, store=meadow.store, thresholds=pack().facts.thresholds, cancel=CancelToken())
    assert found is not None
    return found


def with_head(level: float) -> Pack:
    new = learnt(level=level)
    return replace(pack(), head=new.head, facts=replace(pack().facts, classes=new.classes))


def test_photos_are_as_the_head_sees_them_and_back(meadow: Meadow) -> None:
    photos = [photo(content) for content in meadow.contents]
    original = read(meadow, photos, pack())
    assert {len(each.prediction.probabilities) for each in original if each.prediction} == {5}
    everything = read(meadow, original, with_head(30.0))
    assert {each.prediction.top for each in everything if each.prediction} == {5}
    assert State.OTHER_FLOWER not in {each.state for each in everything}
    again = read(meadow, everything, pack())
    for one, other in zip(original, again, strict=True):
        assert one.state is other.state
        assert np.array_equal(one.prediction.logits, other.prediction.logits)


def test_it_says_what_a_photo_read_one_by_one_says(meadow: Meadow) -> None:
    content = next(iter(meadow.known))
    (found,) = read(meadow, [photo(content)], with_head(0.5))
    known = meadow.store.find_content(content, pack().facts.fingerprint)
    assert known is not None
    assert found.prediction.logits[:5] == pytest.approx(known.logits)
    assert found.prediction.no_flower == known.no_flower
    assert found.prediction.other_flower == pytest.approx(known.other_flower / (1 + np.exp(0.5)))


def test_reviews_stand(meadow: Meadow) -> None:
    review = Review(Verdict.CLASS, "roses", 1.0)
    (found,) = read(meadow, [photo(next(iter(meadow.known)), review)], with_head(30.0))
    assert (found.state, found.review) == (State.REVIEWED, review)


def test_what_the_store_does_not_know_has_no_prediction(meadow: Meadow) -> None:
    unreadable = LabelledPhoto(file_of(2), State.UNREADABLE, error="It is empty.")
    found = read(meadow, [unreadable, photo(content_of(9999))], with_head(0.0))
    assert (found[0].state, found[0].error) == (State.UNREADABLE, unreadable.error)
    assert found[0].prediction is None
    assert found[1].prediction is None


def test_a_cancelled_one_ends(meadow: Meadow) -> None:
    cancel = CancelToken()
    cancel.cancel()
    photos = [photo(content) for content in meadow.contents]
    thresholds = pack().facts.thresholds
    assert reread(photos, pack=pack(), store=meadow.store, thresholds=thresholds, cancel=cancel) is None
