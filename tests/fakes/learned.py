"""Learned packs, and stores with photos and reviews to learn from, all made of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from flowersort.core.head import Head
from flowersort.core.learning import Learnt, NewClass
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.review import Review, Verdict
from flowersort.core.statistics import NO_FLOWER
from flowersort.services.inference.pack import Pack
from flowersort.services.store.store import Store
from flowersort.services.store.values import StoredPhoto
from flowersort.workflows.save_learned import save_learned
from tests.fakes.packs import BUNDLED
from tests.fakes.runs import pack
from tests.fakes.stored import content_of, file_of

NEW = "tansy"
NOW = 1_700_000_000.0


def learnt(name: str = NEW, *, level: float = -30.0) -> Learnt:
    """Return a head with one new class, which by its level no photo or every photo shows."""
    own = len(pack().facts.classes)
    weights = np.zeros((pack().manifest.embedding, own + 1), np.float32)
    head = Head(weights, np.array([0.0] * own + [level], np.float32), own)
    new = (NewClass(name, 10, 9, 0.001),)
    classes = (*pack().facts.classes, name)
    return Learnt(head, classes, new, None, False, ((name, 10), ("daisy", 3)), ())


def learned_pack(folder: Path, *, base: Path = BUNDLED, level: float = -30.0, name: str = NEW) -> Pack:
    """Save a learned pack to `folder` and return it."""
    return save_learned(learnt(name, level=level), base=base, into=folder, now=NOW)


class Meadow:
    """A store with made-up photos: of known classes, and of a flower that the pack does not know.

    All are drawn around photos of the pack's own statistics, so that the network's word on them fits.
    """

    def __init__(
        self,
        store: Store,
        *,
        known: int = 60,
        strange: int = 30,
        seed: int = 0,
        photos: Sequence[tuple[str, PhotoFile]] = (),
    ) -> None:
        """Put the photos into the store.

        Args:
            photos: contents and files that are to have been photos of the meadow; made up where there are none.
        """
        self.store = store
        self._photos = photos or [(content_of(number), file_of(number)) for number in range(known + strange)]
        self._random = np.random.default_rng(seed)
        statistics = pack().statistics
        assert statistics is not None
        self._statistics = statistics
        kinds = np.unique(statistics.targets[statistics.targets < NO_FLOWER])
        usual, other = (np.flatnonzero(rows) for rows in (statistics.targets >= 0, statistics.targets == kinds[0]))
        self.known = self._put(self._random.choice(usual, known, replace=known > len(usual)), first=0)
        self.strange = self._put(self._random.choice(other, strange), first=known)

    @property
    def contents(self) -> list[str]:
        return [*self.known, *self.strange]

    def review(self, reviews: Mapping[str, str | Verdict]) -> None:
        """Say what photos show, by content."""
        self.store.change_reviews({content: _review(word) for content, word in reviews.items()})

    def _put(self, rows: np.ndarray, *, first: int) -> dict[str, int]:
        """Store photos like those of the statistics; return what each shows, by content."""
        found, entries = {}, []
        for number, row in enumerate(rows.tolist(), start=first):
            embedding = self._statistics.embeddings[row] * self._random.uniform(0.7, 1.3, pack().manifest.embedding)
            no_flower, other_flower = pack().reference.scores(embedding)
            content, file = self._photos[number]
            found[content] = int(self._statistics.targets[row])
            entries.append(
                StoredPhoto(
                    file=file,
                    content=content,
                    facts=PhotoFacts(100, 100, None),
                    fingerprint=pack().facts.fingerprint,
                    logits=self._statistics.logits[row],
                    no_flower=float(no_flower),
                    other_flower=float(other_flower),
                    embedding=embedding.astype(np.float32),
                )
            )
        self.store.put(entries)
        return found


def _review(word: str | Verdict) -> Review:
    if isinstance(word, Verdict):
        return Review(word, None, NOW)
    return Review(Verdict.CLASS, word, NOW)
