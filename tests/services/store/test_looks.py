from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredLook
from tests.fakes.stored import PACK, content_of, file_of, is_photo, look_of, photo_of


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "store.sqlite") as store:
        yield store


def test_a_look_is_remembered_by_content_under_every_pack(store: Store):
    store.put([replace(photo_of(1), look=look_of(1)), photo_of(1, pack="pack-b")])
    assert store.find_content(content_of(1), PACK).look == look_of(1)
    assert store.find_content(content_of(1), "pack-b").look == look_of(1)
    store.put([photo_of(1)])
    assert store.find_content(content_of(1), PACK).look == look_of(1)


def test_a_look_comes_after_the_prediction_and_teaches_its_path(store: Store):
    store.put([photo_of(1)])
    assert store.find_content(content_of(1), PACK).look is None
    store.put([StoredLook(file_of(2), content_of(1), look_of(1))])
    assert store.find(file_of(2), PACK).look == look_of(1)
    assert is_photo(store.find(file_of(2), PACK), 1)
