from __future__ import annotations

import pickle
import threading

import numpy as np
import pytest

from flowersort.core.calibration import probabilities
from flowersort.services.inference.classifier import Answer, PackClassifier
from flowersort.services.inference.pack import Pack, load_pack
from tests.fakes.packs import BUNDLED
from tests.fakes.pictures import flower_like
from tests.fakes.training_sets import texture

PICTURES = [flower_like(seed) for seed in range(12)]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(BUNDLED)


def same(one: Answer, other: Answer) -> bool:
    return (
        np.array_equal(one.prediction.logits, other.prediction.logits)
        and np.array_equal(one.prediction.probabilities, other.prediction.probabilities)
        and np.array_equal(one.embedding, other.embedding)
        and (one.prediction.no_flower, one.prediction.other_flower)
        == (other.prediction.no_flower, other.prediction.other_flower)
    )


def test_probabilities_sum_to_1_and_are_calibrated(pack: Pack) -> None:
    classifier = PackClassifier(pack)
    for picture in PICTURES:
        prediction = classifier.classify(picture).prediction
        assert prediction.probabilities.sum() == pytest.approx(1.0, abs=1e-12)
        assert (prediction.probabilities >= 0).all()
        assert np.array_equal(prediction.probabilities, probabilities(prediction.logits, pack.manifest.temperature))
        assert pack.manifest.temperature != 1.0


def test_both_scores_lie_between_0_and_1_and_know_a_texture_from_a_flower(pack: Pack) -> None:
    classifier = PackClassifier(pack)
    flowers = [classifier.classify(picture).prediction for picture in PICTURES]
    textures = [classifier.classify(texture(seed)).prediction for seed in range(12)]
    scores = [score for one in flowers + textures for score in (one.no_flower, one.other_flower)]
    assert min(scores) >= 0.0
    assert max(scores) <= 1.0
    assert len(set(scores)) > 12
    assert np.mean([one.no_flower for one in textures]) > np.mean([one.no_flower for one in flowers])


def test_the_same_photo_gets_the_same_answer_whatever_came_before(pack: Pack) -> None:
    classifier = PackClassifier(pack)
    first = [classifier.classify(picture) for picture in PICTURES]
    again = [classifier.classify(picture) for picture in reversed(PICTURES)]
    assert all(map(same, first, reversed(again)))
    assert not same(first[0], first[1])


def test_two_threads_with_a_classifier_each_agree(pack: Pack) -> None:
    answers: dict[int, list[Answer]] = {}
    barrier = threading.Barrier(2)

    def work(number: int) -> None:
        classifier = PackClassifier(pack)
        barrier.wait(30)
        answers[number] = [classifier.classify(picture) for picture in PICTURES]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers[0]) == len(PICTURES)
    assert all(map(same, answers[0], answers[1]))


def test_a_pack_from_another_process_answers_alike(pack: Pack) -> None:
    copy = pickle.loads(pickle.dumps(pack))
    assert same(PackClassifier(copy).classify(PICTURES[0]), PackClassifier(pack).classify(PICTURES[0]))


def test_stored_logits_and_embedding_are_interpreted_as_at_the_photo(pack: Pack) -> None:
    classifier = PackClassifier(pack)
    answer = classifier.classify(PICTURES[0])
    again = classifier.interpret(answer.prediction.logits, answer.embedding)
    assert same(answer, Answer(again, again, answer.embedding))
