"""One photo: known or new, decoded and classified, its state decided. The work of one worker thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from flowersort.core.calibration import probabilities
from flowersort.core.content import content_hash
from flowersort.core.csv_names import one_line
from flowersort.core.errors import PhotoError, StoreError
from flowersort.core.events import PhotoFailed, PhotoLabelled
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.look import PhotoLook
from flowersort.core.photo import PhotoFacts, PhotoFile
from flowersort.core.prediction import Prediction
from flowersort.core.review import Review
from flowersort.core.state import State, Thresholds, decide
from flowersort.services.imaging.decode import DecodedPhoto, decode
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.imaging.pictures import average_colour
from flowersort.services.imaging.thumbnails import thumbnail_jpeg
from flowersort.services.inference.preprocess import model_input
from flowersort.services.store.store import Store
from flowersort.services.store.values import Entry, Known, StoredLook, StoredPath, StoredPhoto
from flowersort.workflows.tools import Tools

_log = logging.getLogger(__name__)

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, eq=False)
class Labelling:
    """What came of one photo: its event, what the store should learn, and the store's fault, if it had one."""

    event: PhotoLabelled | PhotoFailed
    entry: Entry | None = None
    store_fault: str | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What photos come with besides their label: the first two only where they are decoded."""

    thumbnails: bool = False
    embeddings: bool = False
    looks: bool = False


class PhotoLabeller:
    """Labels photos one at a time; one per worker thread, since it owns an interpreter."""

    def __init__(self, tools: Tools, *, thresholds: Thresholds, fresh: bool, extras: Extras) -> None:
        """Load the network.

        Raises:
            PackError: the pack's network can't be run.
        """
        self._tools, self._thresholds = tools, thresholds
        self._fresh, self._extras = fresh, extras
        self._store = tools.store
        self._store_fault: str | None = None
        # Of the photo in hand, once it is read: its row tells it even if decoding fails.
        self._content: str | None = None
        self._classifier = tools.new_classifier()

    def __call__(self, file: PhotoFile) -> Labelling:
        """Label one photo. Whatever goes wrong with this photo alone ends in its `unreadable` row."""
        self._content = None
        try:
            return self._label(file)
        except PhotoError as fault:
            return self._failed(file, str(fault))
        except Exception as fault:
            # A fault nobody foresaw in one photo must not cost the run; the log keeps the trace.
            _log.exception("unexpected fault with one photo")
            return self._failed(file, f"The photo could not be processed ({type(fault).__name__}: {fault}).")

    def _label(self, file: PhotoFile) -> Labelling:
        known = self._find_path(file)
        if known is not None and self._is_enough(known):
            return self._known(file, known, entry=None)
        data = self._tools.read(file.path)
        self._content = content = content_hash(data)
        known = self._find_content(content)
        if known is None:
            return self._new(file, data, content)
        if self._is_enough(known):
            return self._known(file, known, entry=StoredPath(file, content))
        return self._look_again(file, known, data)

    def _is_enough(self, known: Known) -> bool:
        return known.look is not None or not self._extras.looks

    def _new(self, file: PhotoFile, data: bytes, content: str) -> Labelling:
        decoded = decode(data)
        prepared = self._classifier.prepare(decoded.rgb)
        answer = self._classifier.answer(prepared)
        look = _look(decoded, prepared) if self._extras.looks else None
        facts = PhotoFacts(decoded.width, decoded.height, decoded.taken)
        photo = self._photo(file, content, facts, answer.prediction, self._review(content), look)
        thumbnail = thumbnail_jpeg(decoded.rgb) if self._extras.thumbnails else None
        entry = StoredPhoto(
            file=file,
            content=content,
            facts=facts,
            fingerprint=self._tools.pack.facts.stored_under,
            logits=answer.network.logits,
            no_flower=answer.network.no_flower,
            other_flower=answer.network.other_flower,
            embedding=answer.embedding,
            look=look,
        )
        event = PhotoLabelled(
            photo,
            decoded=True,
            thumbnail=thumbnail,
            colour=average_colour(decoded.rgb),
            embedding=half(answer.embedding) if self._extras.embeddings else None,
        )
        return self._labelling(event, entry)

    def _look_again(self, file: PhotoFile, known: Known, data: bytes) -> Labelling:
        """Decode a photo that was labelled before looks were wanted; the network need not run again."""
        decoded = decode(data)
        look = _look(decoded, self._classifier.prepare(decoded.rgb))
        thumbnail = thumbnail_jpeg(decoded.rgb) if self._extras.thumbnails else None
        photo = self._known_photo(file, known, look)
        event = PhotoLabelled(photo, decoded=True, thumbnail=thumbnail, colour=average_colour(decoded.rgb))
        return self._labelling(event, StoredLook(file, known.content, look))

    def _known(self, file: PhotoFile, known: Known, *, entry: StoredPath | None) -> Labelling:
        photo = self._known_photo(file, known, known.look)
        return self._labelling(PhotoLabelled(photo, decoded=False), entry)

    def _known_photo(self, file: PhotoFile, known: Known, look: PhotoLook | None) -> LabelledPhoto:
        prediction = Prediction(
            logits=known.logits,
            probabilities=probabilities(known.logits, self._tools.pack.facts.temperature),
            no_flower=known.no_flower,
            other_flower=known.other_flower,
        )
        if known.embedding is not None:
            prediction = self._classifier.revise(prediction, known.embedding)
        return self._photo(file, known.content, known.facts, prediction, known.review, look)

    def _photo(
        self,
        file: PhotoFile,
        content: str,
        facts: PhotoFacts,
        prediction: Prediction,
        review: Review | None,
        look: PhotoLook | None,
    ) -> LabelledPhoto:
        state = decide(prediction, review, self._thresholds)
        return LabelledPhoto(file, state, content, facts, prediction, review, look=look)

    def _failed(self, file: PhotoFile, sentence: str) -> Labelling:
        photo = LabelledPhoto(file, State.UNREADABLE, self._content, error=one_line(sentence))
        return self._labelling(PhotoFailed(photo), None)

    def _labelling(self, event: PhotoLabelled | PhotoFailed, entry: Entry | None) -> Labelling:
        fault, self._store_fault = self._store_fault, None
        return Labelling(event, entry if self._store is not None else None, fault)

    def _find_path(self, file: PhotoFile) -> Known | None:
        return self._find(lambda store, fingerprint: store.find(file, fingerprint))

    def _find_content(self, content: str) -> Known | None:
        return self._find(lambda store, fingerprint: store.find_content(content, fingerprint))

    def _find(self, question: Callable[[Store, str], Known | None]) -> Known | None:
        """Ask the store for what the network said. A head needs the embedding, too: without one the photo is new."""
        pack = self._tools.pack
        fingerprint = pack.facts.stored_under
        known = None if self._fresh else self._ask(lambda store: question(store, fingerprint))
        if known is None or pack.head is None:
            return known
        content = known.content
        embedding = self._ask(lambda store: store.embedding(content, fingerprint))
        usable = embedding is not None and len(embedding) == pack.manifest.embedding
        return replace(known, embedding=embedding) if usable else None

    def _review(self, content: str) -> Review | None:
        return self._ask(lambda store: store.review(content))

    def _ask(self, question: Callable[[Store], Answered | None]) -> Answered | None:
        """Ask the store; after its first fault this worker goes on without it."""
        if self._store is None:
            return None
        try:
            return question(self._store)
        except StoreError as fault:
            self._store, self._store_fault = None, str(fault)
            return None


def _look(decoded: DecodedPhoto, prepared: NDArray[np.uint8]) -> PhotoLook:
    """Return a photo's look, from the network's input where that has the right size, so that looks fit across packs."""
    return look_of(prepared if prepared.shape[:2] == (SQUARE, SQUARE) else model_input(decoded.rgb, SQUARE))


def half(embedding: NDArray[np.float32]) -> NDArray[np.float16]:
    """Return an embedding at the precision at which the store keeps it."""
    most = np.finfo(np.float16).max
    return np.clip(embedding, -most, most).astype(np.float16)
