from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from flowersort.core.audit import AuditedPhoto, Way
from flowersort.core.audit_findings import Findings
from flowersort.core.audit_remarks import Recognition, Story, TrainingPhotos, remarks
from flowersort.core.folder_labels import FolderLabels
from tests.fakes.labelled import sure

NOTHING = TrainingPhotos(Recognition.NONE)


def photo(label="roses", way=Way.CALIBRATED, quality=0.99):
    return AuditedPhoto(sure(f"/g/{label}/1.jpg"), f"{label}/1.jpg", label, label, way=way, label_quality=quality)


def told(*photos, training=NOTHING, folders=("roses",), passed_over=0):
    findings = Findings(photos, np.zeros((1, 1), int), (), Counter(each.way for each in photos), ())
    labels = FolderLabels(folders, holding=["roses"], known=["roses"], mapped={})
    return list(remarks(Story(findings, labels, training, passed_over)))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Way.CALIBRATED, "calibrated probabilities"),
        (Way.K_FOLD, "classes are not the model's"),
        (Way.K_FOLD_FROZEN, "features that never learnt them"),
        (Way.REVIEWED, "your reviews"),
    ],
)
def test_the_way_that_was_used_comes_first(way, words):
    first = told(photo(way=way))[0]
    assert first.startswith("1 label was ")
    assert words in first


@pytest.mark.parametrize(
    ("recognition", "words"),
    [
        (Recognition.FEW, "worth little"),
        (Recognition.JUDGED, "was not asked"),
        (Recognition.NO_FEATURES, "no other features"),
        (Recognition.UNKNOWN, "does not say"),
    ],
)
def test_what_is_known_of_the_models_own_training_photos(recognition, words):
    assert any(words in sentence for sentence in told(photo(), training=TrainingPhotos(recognition, 30)))


def test_labels_that_mostly_look_wrong():
    wrong = [photo(quality=0.1)] * 20
    assert any("20 of 30 labels look wrong" in each for each in told(*wrong, *[photo()] * 10))
    assert not any("look wrong" in each for each in told(*wrong[:5], *[photo()] * 10))


def test_photos_without_a_label_and_labels_that_could_not_be_judged():
    loose = photo("", Way.NOT_JUDGED, None)
    assert told(loose) == ["No photo stands in a class folder, so there are no labels to check."]
    assert "2 photos in no class folder, so without a label to check." in told(photo(), loose, loose)
    alone = photo("iris", Way.NOT_JUDGED, None)
    assert any("“iris” can't be judged" in each for each in told(alone))
    assert any("“iris” could not be judged" in each for each in told(photo(), alone))
    broken = replace(loose, photo=replace(loose.photo, prediction=None))
    assert len(told(photo(), broken)) == 1


def test_empty_folders_and_those_that_were_passed_over():
    sentences = told(photo(), folders=("roses", *"abcdefg"), passed_over=2)
    assert "No photo stands in “a”, “b”, “c”, “d”, “e” and 2 more." in sentences
    assert any(each.startswith("2 folders were left out") for each in sentences)
