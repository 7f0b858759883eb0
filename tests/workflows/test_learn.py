"""From the store's reviews to a head, or to a sentence why there is none."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.errors import UsageError
from flowersort.core.learning import Learnt
from flowersort.core.review import Verdict
from flowersort.services.inference.pack import Pack
from flowersort.services.store.store import Store
from flowersort.workflows.learn import learn
from tests.fakes.learned import NEW, Meadow
from tests.fakes.runs import pack
from tests.fakes.stored import content_of


@pytest.fixture
def meadow(store: Store) -> Meadow:
    return Meadow(store)


def learnt(meadow: Meadow, *, of: Pack | None = None, **options: object) -> Learnt:
    return learn(pack=of or pack(), store=meadow.store, **options)  # type: ignore[arg-type]


def some(contents: dict[str, int], count: int) -> list[str]:
    return list(contents)[:count]


def named(meadow: Meadow, content: str) -> str:
    return pack().facts.classes[meadow.known[content]]


def test_ten_examples_make_a_class_and_the_known_ones_stay(meadow: Meadow) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 10), NEW))
    found = learnt(meadow)
    assert found.classes == (*pack().facts.classes, NEW)
    assert found.new[0].good
    assert found.counts == ((NEW, 10),)
    for contents, least, most in ((some(meadow.strange, 30)[10:], 0.8, 1.0), (list(meadow.known), 0.0, 0.02)):
        assert least <= share_of_new(found, meadow, contents) <= most


def share_of_new(found: Learnt, meadow: Meadow, contents: list[str]) -> float:
    assert found.head is not None
    said = []
    for batch in meadow.store.seen_of(contents, pack().facts.fingerprint):
        outputs = found.head.outputs(batch.logits, batch.embeddings, temperature=pack().facts.temperature)
        said.append(outputs.logits.argmax(axis=1) == len(pack().facts.classes))
    return float(np.concatenate(said).mean())


def test_no_reviews_are_a_sentence(meadow: Meadow) -> None:
    with pytest.raises(UsageError, match="no photo has a review yet"):
        learnt(meadow)
    meadow.review({some(meadow.strange, 1)[0]: NEW})
    with pytest.raises(UsageError, match="no photo has a review yet"):
        learnt(meadow, contents=list(meadow.known))


def test_reviews_of_photos_that_this_model_has_not_seen_are_a_sentence(meadow: Meadow) -> None:
    meadow.review({content_of(5000): NEW})
    with pytest.raises(UsageError, match="label the photos with reviews by this model first"):
        learnt(meadow)
    meadow.review(dict.fromkeys(some(meadow.strange, 10), NEW))
    assert "1 reviews are of photos that this model has not labelled." in learnt(meadow).remarks


@pytest.mark.parametrize("count", [1, 4])
def test_a_class_with_too_few_photos_is_not_learnt(meadow: Meadow, count: int) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, count), NEW))
    found = learnt(meadow)
    assert (found.head, found.new) == (None, ())
    assert "not learnt yet" in found.remarks[0]


def test_all_reviews_of_one_known_class_teach_nothing(meadow: Meadow) -> None:
    daisies = [content for content in meadow.known if named(meadow, content) == "daisy"]
    meadow.review(dict.fromkeys([*daisies, *some(meadow.known, 12)], "daisy"))
    found = learnt(meadow)
    assert found.head is None
    assert "of two classes at least" in found.remarks[-1]


def test_right_reviews_of_known_classes_change_nothing(meadow: Meadow) -> None:
    meadow.review({content: named(meadow, content) for content in some(meadow.known, 40)})
    found = learnt(meadow)
    assert not found.corrected
    assert found.gain is not None
    assert found.gain.reviews == 40


def test_answers_by_chance_are_refused(meadow: Meadow) -> None:
    random = np.random.default_rng(0)
    meadow.review({content: str(random.choice(pack().facts.classes)) for content in some(meadow.known, 50)})
    assert learnt(meadow).head is None


def test_other_verdicts_are_counterexamples_and_excluded_is_nothing(meadow: Meadow) -> None:
    strange = some(meadow.strange, 13)
    meadow.review(dict.fromkeys(strange[:10], NEW) | {strange[10]: Verdict.EXCLUDED, strange[11]: Verdict.NO_FLOWER})
    assert dict(learnt(meadow).counts) == {NEW: 10, "no_flower": 1}


@pytest.mark.parametrize("name", ["CON", "no/folder", "Daisy"])
def test_an_unsafe_or_known_name_is_no_new_class(meadow: Meadow, name: str) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 10), name))
    assert learnt(meadow).new == ()


def test_photos_that_are_given_are_all_that_matters(meadow: Meadow) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 20), NEW))
    assert learnt(meadow, contents=[*meadow.known, *some(meadow.strange, 6)]).new[0].examples == 6


def test_new_classes_can_be_chosen(meadow: Meadow) -> None:
    strange = some(meadow.strange, 20)
    meadow.review(dict.fromkeys(strange[:10], NEW) | dict.fromkeys(strange[10:], "iris"))
    found = learnt(meadow, new_classes=["iris"])
    assert [each.name for each in found.new] == ["iris"]


def test_a_pack_without_statistics_learns_from_the_photos_alone(meadow: Meadow) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 10), NEW))
    bare = replace(pack(), statistics=None)
    assert learnt(meadow, of=bare).new[0].examples == 10
    alone = learnt(meadow, of=bare, contents=some(meadow.strange, 10))
    assert alone.head is None
    assert "nothing to tell a new class from" in alone.remarks[-1]


def test_learning_changes_no_review(meadow: Meadow) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 10), NEW))
    before = list(meadow.store.reviews())
    learnt(meadow)
    assert list(meadow.store.reviews()) == before


def test_it_takes_a_moment(meadow: Meadow) -> None:
    meadow.review(dict.fromkeys(some(meadow.strange, 10), NEW))
    learnt(meadow)
    began = time.process_time()
    learnt(meadow)
    assert time.process_time() - began < 2.0
