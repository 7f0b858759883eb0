from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.audit import Reason, Way
from flowersort.core.audit_findings import Sighting, Verdicts, find
from flowersort.core.folder_labels import ClassFolder
from flowersort.core.review import Review, Verdict
from tests.fakes.labelled import CLASSES, facts_of, prediction_of, sure, unreadable


def sighting(name, label="roses", *, model="roses", review=None, novelty=(0.0, 0.0), split="", **parts):
    said = replace(prediction_of(model, confidence=0.99), no_flower=novelty[0], other_flower=novelty[1])
    photo = replace(sure(f"/g/{name}"), prediction=said, review=review)
    return Sighting(photo, name, ClassFolder(label, label, split), **parts)


def filler(count=60):
    """Photos whose labels nobody doubts, so that the folder has habits."""
    return [sighting(f"{name}/{number}.jpg", name, model=name) for name in CLASSES for number in range(count // 5)]


def found(*sightings, classes=CLASSES):
    rows = [*sightings, *filler()]
    said = np.array(
        [
            one.photo.prediction.probabilities if one.photo.prediction and one.place.label else np.full(5, np.nan)
            for one in rows
        ]
    )
    ways = tuple(Way.CALIBRATED if np.isfinite(row).all() else Way.NOT_JUDGED for row in said)
    return find(rows, Verdicts(classes, said, ways), thresholds=facts_of().thresholds, known=CLASSES)


def only(*sightings):
    result = found(*sightings)
    return next(photo for photo in result.photos if photo.name == sightings[0].name)


class TestLabels:
    def test_a_label_that_fits_has_no_reason(self):
        photo = only(sighting("roses/a.jpg"))
        assert (photo.reasons, photo.suggested_label, photo.way) == ((), "", Way.CALIBRATED)
        assert photo.label_quality > 0.99

    def test_a_label_that_does_not_is_a_mislabel_with_a_suggestion(self):
        photo = only(sighting("roses/a.jpg", model="tulips"))
        assert (photo.reasons, photo.suggested_label) == ((Reason.MISLABEL,), "tulips")
        assert photo.label_quality < 0.5
        assert CLASSES[photo.given] == "roses"
        assert CLASSES[photo.predicted] == "tulips"

    def test_the_most_suspicious_come_first_and_those_without_a_label_last(self):
        photos = found(
            sighting("a.jpg", ""), sighting("tulips/b.jpg", "tulips", model="daisy"), sighting("roses/c.jpg")
        ).photos
        qualities = [photo.label_quality for photo in photos if photo.label_quality is not None]
        assert qualities == sorted(qualities)
        assert (photos[0].name, photos[-1].name, photos[-1].label_quality) == ("tulips/b.jpg", "a.jpg", None)

    def test_the_confusion_counts_given_against_predicted(self):
        confusion = found(sighting("roses/a.jpg", model="tulips")).confusion
        assert confusion[2, 4] == 1
        assert confusion.sum() == 61
        assert not confusion.flags.writeable

    def test_a_photo_without_a_flower(self):
        photo = only(sighting("roses/a.jpg", novelty=(0.9, 0.9)))
        assert (photo.reasons, photo.suggested_label) == ((Reason.NO_FLOWER,), "no_flower")

    def test_a_flower_of_another_kind_only_where_the_label_is_the_models(self):
        assert only(sighting("roses/a.jpg", novelty=(0.1, 0.9))).reasons == (Reason.OTHER_FLOWER,)
        own = sighting("iris/a.jpg", "iris", novelty=(0.1, 0.9))
        verdicts = Verdicts(("iris", "rose"), np.array([[0.99, 0.01]]), (Way.K_FOLD,))
        (photo,) = find([own], verdicts, thresholds=facts_of().thresholds, known=CLASSES).photos
        assert photo.reasons == ()

    def test_an_unreadable_photo(self):
        broken = Sighting(unreadable("/g/roses/a.jpg"), "roses/a.jpg", ClassFolder("roses", "roses", ""))
        photo = only(broken)
        assert (photo.reasons, photo.label_quality, photo.way) == ((Reason.UNREADABLE,), None, Way.NOT_JUDGED)

    def test_photo_problems_join_the_other_reasons_in_order(self):
        photo = only(sighting("roses/a.jpg", model="tulips", problems=(Reason.TINY, Reason.DARK)))
        assert photo.reasons == (Reason.MISLABEL, Reason.DARK, Reason.TINY)


class TestReviews:
    @pytest.mark.parametrize(
        ("review", "quality", "suggested", "reasons"),
        [
            (Review(Verdict.CLASS, "roses", 1.0), 1.0, "", ()),
            (Review(Verdict.CLASS, "Rose", 1.0), 1.0, "", ()),
            (Review(Verdict.CLASS, "tulips", 1.0), 0.0, "tulips", (Reason.MISLABEL,)),
            (Review(Verdict.NO_FLOWER, None, 1.0), 0.0, "no_flower", (Reason.NO_FLOWER,)),
            (Review(Verdict.EXCLUDED, None, 1.0), 1.0, "", ()),
        ],
    )
    def test_the_users_word_settles_it(self, review, quality, suggested, reasons):
        photo = only(sighting("roses/a.jpg", model="daisy", review=review, novelty=(0.9, 0.0)))
        assert (photo.label_quality, photo.suggested_label, photo.reasons) == (quality, suggested, reasons)
        assert photo.way is Way.REVIEWED


class TestCopies:
    def test_the_same_picture_in_two_classes_comes_first(self):
        result = found(
            sighting("roses/a.jpg", model="tulips", group=0, exact=True),
            sighting("tulips/b.jpg", "tulips", model="tulips", group=0, exact=True),
            sighting("roses/c.jpg", model="daisy"),
        )
        first, second, third = result.photos[:3]
        assert {first.name, second.name} == {"roses/a.jpg", "tulips/b.jpg"}
        assert first.reasons[0] is second.reasons[0] is Reason.DUPLICATE_OTHER_CLASS
        assert {Reason.DUPLICATE} < set(first.reasons)
        assert (first.label_quality, second.label_quality, third.name) == (0.0, 0.0, "roses/c.jpg")
        assert {first.suggested_label, second.suggested_label} == {"tulips", ""}

    def test_copies_in_one_class_keep_their_label_quality(self):
        photo = only(sighting("roses/a.jpg", group=3), sighting("roses/b.jpg", group=3))
        assert photo.reasons == (Reason.NEAR_DUPLICATE,)
        assert photo.label_quality > 0.99

    def test_pictures_in_several_splits_are_told(self):
        (overlap,) = found(
            sighting("train/roses/a.jpg", split="train", group=0),
            sighting("test/roses/a.jpg", split="test", group=0),
            sighting("train/roses/b.jpg", split="train", group=1),
            sighting("train/roses/c.jpg", split="train", group=1),
        ).overlaps
        assert overlap.splits == ("test", "train")
        assert overlap.names == ("test/roses/a.jpg", "train/roses/a.jpg")


class TestCounts:
    def test_each_reason_with_how_many_are_expected_to_be_real(self):
        result = found(
            sighting("roses/a.jpg", model="tulips", problems=(Reason.DARK,)), sighting("roses/b.jpg", novelty=(0.7, 0))
        )
        counts = {count.reason: count for count in result.counts}
        assert set(counts) == {Reason.MISLABEL, Reason.NO_FLOWER, Reason.DARK}
        assert 0.5 < counts[Reason.MISLABEL].expected < 1
        assert counts[Reason.NO_FLOWER].expected == pytest.approx(0.7)
        assert (counts[Reason.DARK].photos, counts[Reason.DARK].expected) == (1, 1.0)

    def test_nothing_at_all(self):
        result = find([], Verdicts(CLASSES, np.empty((0, 5)), ()), thresholds=facts_of().thresholds, known=CLASSES)
        assert (result.photos, result.counts, result.overlaps) == ((), (), ())
        assert result.confusion.shape == (5, 5)
