"""Any sequence of calls, compared with dictionaries."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredPath, StoredPhoto
from tests.fakes.stored import reviews_in

PACKS = st.sampled_from(["pack-a", "pack-b"])
CONTENTS = st.sampled_from(["c1", "c2", "c3"])
FILES = st.builds(
    PhotoFile,
    path=st.sampled_from(["/a.jpg", "/b.jpg", "/\udcff.jpg"]),
    size=st.sampled_from([1, 2, -1]),
    modified_ns=st.sampled_from([-5, -1, 7, 2**63]),
)
PHOTOS = st.builds(
    StoredPhoto,
    file=FILES,
    content=CONTENTS,
    facts=st.builds(PhotoFacts, width=st.integers(1, 9), height=st.integers(1, 9), taken=st.none() | st.just("2024")),
    fingerprint=PACKS,
    logits=st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=3).map(
        lambda n: np.array(n, np.float32)
    ),
    no_flower=st.floats(0, 1),
    other_flower=st.floats(0, 1),
    embedding=st.none() | st.just(np.ones(3, np.float32)),
)
REVIEWS = st.builds(
    Review, verdict=st.sampled_from(Verdict), class_name=st.none() | st.just("rose"), at=st.floats(0, 2e9)
)


class StoreAsDictionaries(RuleBasedStateMachine):
    """The store beside the simplest thing that behaves as it should."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "store.sqlite")
        self.paths: dict[str, tuple[PhotoFile, str]] = {}
        self.photos: dict[tuple[str, str], StoredPhoto] = {}
        self.facts: dict[str, PhotoFacts] = {}
        self.given: dict[str, Review] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(entries=st.lists(PHOTOS | st.builds(StoredPath, file=FILES, content=CONTENTS), max_size=4))
    def put(self, entries: list[StoredPath | StoredPhoto]) -> None:
        self.store.put(entries)
        for entry in entries:
            if entry.file.size >= 0 and entry.file.modified_ns != -1:
                self.paths[entry.file.path] = (entry.file, entry.content)
            if isinstance(entry, StoredPhoto):
                self.photos[entry.content, entry.fingerprint] = entry
                self.facts[entry.content] = entry.facts

    @rule(content=CONTENTS, review=REVIEWS)
    def put_review(self, content: str, review: Review) -> None:
        self.store.put_review(content, review)
        self.given[content] = review

    @rule(content=CONTENTS)
    def remove_review(self, content: str) -> None:
        self.store.remove_review(content)
        self.given.pop(content, None)

    @rule(changes=st.dictionaries(CONTENTS, st.none() | REVIEWS))
    def change_reviews(self, changes: dict[str, Review | None]) -> None:
        self.store.change_reviews(changes)
        self.given = {content: review for content, review in (self.given | changes).items() if review is not None}

    @rule(damaged=st.booleans())
    def open_again(self, damaged: bool) -> None:
        self.store.close()
        if damaged:
            (self.folder / "store.sqlite.is-damaged").touch()
        self.store = Store.open(self.folder / "store.sqlite")
        assert (self.store.notice is not None) == damaged

    @rule(file=FILES, pack=PACKS)
    def find(self, file: PhotoFile, pack: str) -> None:
        stored, content = self.paths.get(file.path, (None, ""))
        self.compare(self.store.find(file, pack), content if stored == file else "", pack)

    @rule(content=CONTENTS, pack=PACKS)
    def find_content(self, content: str, pack: str) -> None:
        self.compare(self.store.find_content(content, pack), content, pack)

    @invariant()
    def reviews_are_those_given(self) -> None:
        assert reviews_in(self.store) == self.given

    def compare(self, known: object, content: str, pack: str) -> None:
        photo = self.photos.get((content, pack))
        if photo is None:
            assert known is None
            return
        assert (known.content, known.facts, known.review) == (content, self.facts[content], self.given.get(content))
        assert (known.no_flower, known.other_flower) == (photo.no_flower, photo.other_flower)
        assert known.logits.tolist() == photo.logits.tolist()


TestStoreAsDictionaries = StoreAsDictionaries.TestCase
TestStoreAsDictionaries.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
