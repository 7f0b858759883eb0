"""Learn from reviews: what the store remembers in, a head and what it is worth out. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from flowersort.core.calibration import probabilities
from flowersort.core.errors import UsageError
from flowersort.core.learning import Learnt, plan_lesson, same_pictures
from flowersort.core.prediction import Prediction
from flowersort.core.state import State, decide
from flowersort.services.inference.pack import Pack
from flowersort.services.learning.teach import Material, teach
from flowersort.services.store.store import Store
from flowersort.services.store.values import Known, StoredReview

# As many photos without a review as tell what this user's photos look like.
_LOOKED_AT, _SURE = 1500, 400
# More reviews than these would take more than a moment; the newest are the ones that matter.
_MOST_REVIEWS = 1000
_BATCHES = 20


def learn(
    *, pack: Pack, store: Store, contents: Sequence[str] | None = None, new_classes: Sequence[str] = ()
) -> Learnt:
    """Learn from the reviews of photos that the pack's network has seen.

    From a learned pack, learning begins anew on the pack below it, with all reviews.

    Args:
        contents: content hashes of the photos that matter, with and without a review; None for all in the store.
        new_classes: the new classes to learn; empty for all that the reviews name.

    Raises:
        UsageError: there are no reviews, or none of photos that the network has seen.
        StoreError: the store can't be read.
    """
    own, fingerprint = pack.facts.classes[: pack.manifest.own], pack.facts.stored_under
    reviewed = _reviewed(store, contents)
    if not reviewed:
        raise UsageError("There is nothing to learn from: no photo has a review yet.")
    seen = _seen([each.content for each in reviewed], store, pack)
    known = [each for each in reviewed if each.content in seen]
    if not known:
        raise UsageError("There is nothing to learn from: label the photos with reviews by this model first.")
    embeddings, logits = _stacked([seen[each.content] for each in known])
    pictures = same_pictures((embeddings - pack.reference.mean) / pack.reference.scale)
    lesson = plan_lesson([each.review for each in known], classes=own, pictures=pictures, wanted=new_classes)
    if len(known) < len(reviewed):
        unseen = f"{len(reviewed) - len(known):,} reviews are of photos that this model has not labelled."
        lesson = replace(lesson, remarks=(*lesson.remarks, unseen))
    others = _unreviewed(store, contents, {each.content for each in reviewed}, fingerprint)
    sure, sure_logits = _stacked(_sure(others, store, pack), pack)
    return teach(
        Material(
            classes=own,
            temperature=pack.facts.temperature,
            mean=pack.reference.mean,
            scale=pack.reference.scale,
            lesson=lesson,
            pictures=pictures,
            embeddings=embeddings,
            logits=logits,
            sure=sure,
            sure_logits=sure_logits,
            statistics=pack.statistics,
        )
    )


def _reviewed(store: Store, contents: Sequence[str] | None) -> list[StoredReview]:
    """Return the reviews that matter, the oldest first."""
    asked = None if contents is None else set(contents)
    found = [each for each in store.reviews() if asked is None or each.content in asked]
    return sorted(found, key=lambda each: each.review.at)[-_MOST_REVIEWS:]


def _seen(contents: Sequence[str], store: Store, pack: Pack) -> dict[str, Known]:
    """Return what the network said of photos, with embeddings, as far as the store knows."""
    fingerprint, found = pack.facts.stored_under, dict[str, Known]()
    for batch in store.embeddings_of(contents, fingerprint):
        if batch.embeddings.shape[1] != pack.manifest.embedding:
            continue
        for content, embedding in zip(batch.contents, batch.embeddings, strict=True):
            known = store.find_content(content, fingerprint)
            if known is not None and len(known.logits) == pack.manifest.own and np.isfinite(embedding).all():
                found[content] = replace(known, embedding=embedding)
    return found


def _unreviewed(store: Store, contents: Sequence[str] | None, reviewed: set[str], fingerprint: str) -> list[str]:
    """Return some photos without a review, spread evenly."""
    every = list(_all_contents(store, fingerprint) if contents is None else dict.fromkeys(contents))
    left = [content for content in every if content not in reviewed]
    return left[:: max(1, -(-len(left) // _LOOKED_AT))]


def _all_contents(store: Store, fingerprint: str) -> Iterator[str]:
    for number, batch in enumerate(store.embeddings(fingerprint)):
        if number >= _BATCHES:
            return
        yield from batch.contents


def _sure(contents: Sequence[str], store: Store, pack: Pack) -> list[Known]:
    """Return the photos whose label the network is sure of."""
    sure = [known for known in _seen(contents, store, pack).values() if _state(known, pack) is State.SURE]
    return sure[:: max(1, -(-len(sure) // _SURE))]


def _state(known: Known, pack: Pack) -> State:
    chances = probabilities(known.logits, pack.facts.temperature)
    word = Prediction(known.logits, chances, known.no_flower, known.other_flower)
    return decide(word, None, pack.facts.thresholds)


def _stacked(known: Sequence[Known], pack: Pack | None = None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return embeddings and logits, shapes (photos, embedding) and (photos, classes)."""
    if not known and pack is not None:
        return np.empty((0, pack.manifest.embedding), np.float32), np.empty((0, pack.manifest.own), np.float32)
    embeddings = [each.embedding for each in known if each.embedding is not None]
    return np.stack(embeddings), np.stack([each.logits for each in known])
