"""One photo's work: known or new, and whatever goes wrong with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from flowersort.core.content import content_hash
from flowersort.core.errors import PhotoError
from flowersort.core.events import PhotoFailed, PhotoLabelled
from flowersort.core.photo import PhotoFile
from flowersort.core.state import State
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.imaging.pictures import to_picture
from flowersort.services.inference.preprocess import model_input
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredLook, StoredPath, StoredPhoto
from flowersort.workflows.label_photo import Extras, Labelling, PhotoLabeller
from tests.fakes.failing_store import FailingStore
from tests.fakes.gardens import photo_bytes
from tests.fakes.runs import pack, tools

FILE = PhotoFile("/garden/1.jpg", size=10, modified_ns=20)


def labeller(
    data: bytes | Exception, *, fresh: bool = False, thumbnails: bool = False, looks: bool = False, **parts: Any
) -> PhotoLabeller:
    def read(_path: str) -> bytes:
        if isinstance(data, Exception):
            raise data
        return data

    with_tools = tools(read=read, **parts)
    return PhotoLabeller(
        with_tools, thresholds=pack().facts.thresholds, fresh=fresh, extras=Extras(thumbnails=thumbnails, looks=looks)
    )


def failed(labelling: Labelling) -> Any:
    assert isinstance(labelling.event, PhotoFailed)
    assert labelling.event.photo.state is State.UNREADABLE
    assert labelling.event.photo.prediction is None
    assert labelling.entry is None
    return labelling.event.photo


def test_a_new_photo_is_decoded_and_comes_with_what_the_store_should_learn(store: Store) -> None:
    data = photo_bytes()
    labelling = labeller(data, store=store)(FILE)
    assert isinstance(labelling.event, PhotoLabelled)
    assert labelling.event.decoded
    photo, entry = labelling.event.photo, labelling.entry
    assert isinstance(entry, StoredPhoto)
    assert (photo.content, entry.content) == (content_hash(data),) * 2
    assert (entry.facts, entry.fingerprint) == (photo.facts, pack().facts.fingerprint)
    assert photo.facts is not None
    assert (photo.facts.width, photo.facts.height) == (120, 80)
    assert photo.prediction is not None
    assert photo.prediction.probabilities.sum() == pytest.approx(1)
    assert entry.embedding is not None


def test_a_known_content_needs_no_decoding_and_teaches_the_store_its_path(store: Store) -> None:
    first = labeller(photo_bytes(), store=store)(FILE)
    store.put([first.entry])
    moved = PhotoFile("/elsewhere/1.jpg", size=10, modified_ns=20)
    labelling = labeller(photo_bytes(), store=store)(moved)
    assert labelling.event.decoded is False
    assert labelling.entry == StoredPath(moved, first.event.photo.content)
    assert np.array_equal(labelling.event.photo.prediction.probabilities, first.event.photo.prediction.probabilities)


def test_a_known_path_is_not_even_read(store: Store) -> None:
    store.put([labeller(photo_bytes(), store=store)(FILE).entry])
    labelling = labeller(AssertionError("it was read"), store=store)(FILE)
    assert isinstance(labelling.event, PhotoLabelled)
    assert labelling.entry is None


def test_a_photo_that_cannot_be_read_has_the_readers_sentence() -> None:
    photo = failed(labeller(PhotoError("The disk\nis gone."))(FILE))
    assert (photo.error, photo.content) == ("The disk is gone.", None)


def test_a_photo_that_cannot_be_decoded_has_its_content_hash_all_the_same() -> None:
    photo = failed(labeller(b"no picture")(FILE))
    assert photo.content == content_hash(b"no picture")
    assert photo.error.endswith(".")


def test_the_content_hash_of_one_photo_is_never_the_next_ones() -> None:
    answers = iter((b"no picture", PhotoError("Gone.")))

    def read(_path: str) -> bytes:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    work = PhotoLabeller(tools(read=read), thresholds=pack().facts.thresholds, fresh=False, extras=Extras())
    assert [work(FILE).event.photo.content for _ in range(2)] == [content_hash(b"no picture"), None]


@pytest.mark.parametrize("fault", [MemoryError("too large"), RecursionError(), ValueError("odd\x1b[31m\nthing")])
def test_a_fault_nobody_foresaw_costs_one_row_in_readable_words(fault: Exception) -> None:
    photo = failed(labeller(fault)(FILE))
    assert type(fault).__name__ in photo.error
    assert photo.error.isprintable()


def test_a_thumbnail_is_made_on_request() -> None:
    event = labeller(photo_bytes(), thumbnails=True)(FILE).event
    assert isinstance(event, PhotoLabelled)
    assert (event.thumbnail or b"")[:2] == b"\xff\xd8"


def test_a_freshly_decoded_photo_tells_its_colour_and_a_known_one_does_not(store: Store) -> None:
    data = photo_bytes(3)
    fresh = labeller(data, store=store)(FILE)
    mean = to_picture(decode(data).rgb).average.to_bytes(3, "big")
    assert isinstance(fresh.event, PhotoLabelled)
    colour = (fresh.event.colour or 0).to_bytes(3, "big")
    assert max(abs(one - other) for one, other in zip(colour, mean, strict=True)) <= 3
    store.put([fresh.entry])
    assert labeller(data, store=store)(FILE).event.colour is None


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_store_that_fails_is_said_once_and_not_asked_again(store: Store, first: int) -> None:
    failing = FailingStore(store, first=first, onwards=True)
    work = labeller(photo_bytes(), store=failing)
    told = [work(FILE) for _ in range(3)]
    assert [labelling.store_fault for labelling in told] == ["The store is on strike.", None, None]
    assert all(isinstance(labelling.event, PhotoLabelled) for labelling in told)
    assert [labelling.entry for labelling in told] == [None] * 3
    assert failing.failed == 1


def test_a_look_is_measured_on_request_and_goes_into_the_store(store: Store) -> None:
    assert labeller(photo_bytes(), store=store)(FILE).event.photo.look is None
    labelling = labeller(photo_bytes(), looks=True, store=store)(FILE)
    expected = look_of(model_input(decode(photo_bytes()).rgb, SQUARE))
    assert labelling.event.photo.look == labelling.entry.look == expected
    store.put([labelling.entry])
    known = labeller(AssertionError("it was read"), looks=True, store=store)(FILE)
    assert (known.event.decoded, known.event.photo.look) == (False, expected)


def test_a_photo_known_without_a_look_is_decoded_once_more_but_not_classified(store: Store) -> None:
    first = labeller(photo_bytes(), store=store)(FILE)
    store.put([first.entry])
    work = labeller(photo_bytes(), looks=True, thumbnails=True, store=store)
    work._classifier.answer = None
    again = work(FILE)
    assert isinstance(again.entry, StoredLook)
    assert again.event.decoded
    assert again.event.thumbnail is not None
    assert again.event.colour is not None
    assert np.array_equal(again.event.photo.prediction.probabilities, first.event.photo.prediction.probabilities)
    store.put([again.entry])
    third = labeller(AssertionError("it was read"), looks=True, store=store)(FILE)
    assert third.event.photo.look == again.event.photo.look
    assert labeller(AssertionError("it was read"), store=store)(FILE).event.decoded is False


def test_a_photo_known_without_a_look_that_is_gone_is_unreadable(store: Store) -> None:
    store.put([labeller(photo_bytes(), store=store)(FILE).entry])
    assert failed(labeller(PhotoError("Gone."), looks=True, store=store)(FILE)).error == "Gone."
