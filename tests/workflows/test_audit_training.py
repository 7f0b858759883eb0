"""Audits of photos that the model was trained on: its own word on their labels is not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from flowersort.core.audit import AuditProgress, AuditStep, Way
from flowersort.core.audit_findings import Sighting
from flowersort.core.audit_remarks import Recognition
from flowersort.core.errors import PhotoError
from flowersort.core.folder_labels import ClassFolder
from flowersort.core.look import PhotoLook
from flowersort.core.progress import CancelToken
from flowersort.core.trained import TrainedPhotos
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.imaging.read import read_photo
from flowersort.services.inference.pack import Pack, load_pack
from flowersort.workflows.audit_embeddings import Embeddings
from flowersort.workflows.audit_labels import LabelJudge
from tests.fakes.audited_folders import audited, by_name
from tests.fakes.labelled import sure
from tests.fakes.packs import copy_of_bundled_pack, npz, replace_file
from tests.fakes.pictures import flower_like, jpeg_bytes
from tests.fakes.runs import pack, threads_left, tools

CLASSES = pack().facts.classes
# Of 10 and 20 the flower hardly stands out from its meadow, and compression alone changes many bits of the hash.
SEEDS = tuple(seed for seed in range(26) if seed not in (10, 20))
NEVER_TRAINED = Image.Transpose.ROTATE_180


def _as_learnt(seed: int) -> Image.Image:
    return flower_like(seed, width=330, height=220)


def hash_of(seed: int) -> int:
    """Return the hash of a picture as large as it was when the model learnt it."""
    square = _as_learnt(seed).resize((SQUARE, SQUARE))
    return look_of(np.asarray(square)).hash


def pack_in(folder: Path, seeds: Iterable[int]) -> Pack:
    """Return the bundled pack, read anew from `folder`, that says that it was trained on these pictures."""
    hashes = np.array(sorted(map(hash_of, seeds)), np.uint64)
    return load_pack(replace_file(copy_of_bundled_pack(folder), "trained.npz", npz(hashes=hashes)))


def sort(folder: Path, seeds: Iterable[int], *classes: str, prefix: str = "", turned: bool = False) -> Path:
    """Put small copies of pictures into class folders, one after the other."""
    for seed in seeds:
        place = folder / classes[seed % len(classes)] / f"{prefix}{seed}.jpg"
        place.parent.mkdir(parents=True, exist_ok=True)
        image = _as_learnt(seed).resize((165, 110), Image.Resampling.LANCZOS)
        place.write_bytes(jpeg_bytes(image.transpose(NEVER_TRAINED) if turned else image, quality=80))
    return folder


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return pack_in(tmp_path_factory.mktemp("packs") / "trained", SEEDS)


class TestRecognised:
    def test_rescaled_copies_are_judged_by_features_that_never_learnt_them(self, tmp_path: Path, trained: Pack) -> None:
        result = audited(sort(tmp_path / "a", SEEDS, "roses", "tulips"), with_tools=tools(pack=trained))
        assert result.ways == {Way.K_FOLD_FROZEN: 24}
        assert any("on features that never learnt them" in sentence for sentence in result.remarks)
        assert "24 photos helped to train the model, so its own word on their labels was not asked." in result.remarks
        assert all(photo.probabilities.sum() == pytest.approx(1) for photo in result.photos)

    def test_only_others_are_judged_by_the_calibrated_probabilities(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        sort(folder, range(8), "roses", "tulips", prefix="new", turned=True)
        result = audited(folder, with_tools=tools(pack=trained))
        ways = Counter((Path(name).name.startswith("new"), photo.way) for name, photo in by_name(result).items())
        assert ways == {(False, Way.K_FOLD_FROZEN): 24, (True, Way.CALIBRATED): 8}

    def test_in_classes_of_the_users_own_all_are_judged_by_those_features(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        sort(folder, range(8), "iris", "roses", prefix="new", turned=True)
        assert audited(folder, with_tools=tools(pack=trained)).ways == {Way.K_FOLD_FROZEN: 32}

    def test_too_few_are_said_and_judged_like_the_others(self, tmp_path: Path, trained: Pack) -> None:
        result = audited(sort(tmp_path / "a", SEEDS[:12], "roses", "tulips"), with_tools=tools(pack=trained))
        assert result.ways == {Way.CALIBRATED: 12}
        told = "12 photos helped to train the model, whose word on their labels is worth little."
        assert told in result.remarks

    def test_none_is_said_to_be_recognised_where_none_is(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", range(6), "roses", "tulips", turned=True)
        result = audited(folder, with_tools=tools(pack=trained))
        assert result.ways == {Way.CALIBRATED: 6}
        assert not any("train" in sentence for sentence in result.remarks)

    def test_twice_the_same(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        one, other = (audited(folder, with_tools=tools(pack=trained, jobs=jobs)).photos for jobs in (1, 3))
        assert [(each.name, each.label_quality) for each in one] == [(each.name, each.label_quality) for each in other]


class TestPacksThatLackSomething:
    def test_without_features_it_is_said(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        result = audited(folder, with_tools=tools(pack=replace(trained, features=None)))
        assert result.ways == {Way.CALIBRATED: 24}
        assert any("it brings no other features" in sentence for sentence in result.remarks)

    def test_without_hashes_it_is_said(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", range(6), "roses", "tulips")
        result = audited(folder, with_tools=tools(pack=replace(trained, trained=None)))
        assert result.ways == {Way.CALIBRATED: 6}
        assert any("does not say which photos it was trained on" in sentence for sentence in result.remarks)


class Vanishing:
    """Reads each photo once; afterwards those of which `gone` says so are gone."""

    def __init__(self, gone: Callable[[str], bool]) -> None:
        self._gone, self._read = gone, set[str]()

    def __call__(self, path: str) -> bytes:
        if path in self._read and self._gone(path):
            raise PhotoError("The file is no longer there.")
        self._read.add(path)
        return read_photo(path)


class TestWhileItRuns:
    def test_photos_that_go_away_are_not_judged_and_the_others_are(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        reader = Vanishing(lambda path: Path(path).name in ("3.jpg", "8.jpg"))
        result = audited(folder, with_tools=tools(pack=trained, read=reader))
        assert result.ways == {Way.K_FOLD_FROZEN: 22, Way.NOT_JUDGED: 2}
        assert by_name(result)["tulips/3.jpg"].label_quality is None

    def test_where_all_go_away_nothing_is_judged(self, tmp_path: Path, trained: Pack) -> None:
        folder = sort(tmp_path / "a", SEEDS, "roses", "tulips")
        result = audited(folder, with_tools=tools(pack=trained, read=Vanishing(lambda _: True)))
        assert result.ways == {Way.NOT_JUDGED: 24}

    def test_a_cancelled_one_says_nothing(self) -> None:
        sightings = sightings_of(trained=24, others=0)
        with_tools = tools(pack=pack_that_knows(24), read=lambda _: jpeg_bytes())
        cancel = CancelToken()
        judge = LabelJudge(sightings, tools=with_tools, embeddings=Embeddings(with_tools), cancel=cancel)
        cancel.cancel()
        list(judge.events())
        assert judge.verdicts is None
        assert threads_left() == []

    def test_how_far_it_is_is_told(self) -> None:
        seconds = iter(range(10**6))
        with_tools = tools(pack=pack_that_knows(24), read=lambda _: jpeg_bytes(), clock=lambda: float(next(seconds)))
        judge = LabelJudge(
            sightings_of(trained=24, others=0),
            tools=with_tools,
            embeddings=Embeddings(with_tools),
            cancel=CancelToken(),
        )
        told = [event for event in judge.events() if isinstance(event, AuditProgress)]
        assert told[-2] == AuditProgress(AuditStep.FEATURES, 24, 24)
        assert told[-1].step is AuditStep.LABELS


def pack_that_knows(count: int, **changes: Any) -> Pack:
    """Return the bundled pack, trained on the first `count` of `sightings_of`."""
    return replace(pack(), trained=TrainedPhotos(np.array([_far(number) for number in range(count)])), **changes)


def sightings_of(*, trained: int, others: int) -> list[Sighting]:
    """Return photos of made-up looks, in turn of two classes."""
    return [
        Sighting(
            replace(sure(f"/a/{number}.jpg"), look=PhotoLook(int(_far(number)), 0.9, 0.0, 0.2, 0.8)),
            f"{label}/{number}.jpg",
            ClassFolder(label, label, ""),
        )
        for number in range(trained + others)
        for label in [CLASSES[number % 2]]
    ]


def _far(number: int) -> np.uint64:
    """Return a hash that differs from that of each other number in many bits."""
    return np.random.default_rng(number).integers(0, 2**64, dtype=np.uint64)


@pytest.mark.parametrize(
    ("trained", "others", "found"),
    [
        (0, 50, Recognition.NONE),
        (1, 0, Recognition.FEW),
        (19, 0, Recognition.FEW),
        (20, 0, Recognition.NO_FEATURES),
        (20, 380, Recognition.NO_FEATURES),
        (20, 381, Recognition.FEW),
    ],
)
def test_from_twenty_and_a_twentieth_on_they_are_more_than_few(trained: int, others: int, found: Recognition) -> None:
    with_tools = tools(pack=pack_that_knows(trained, features=None))
    judge = LabelJudge(
        sightings_of(trained=trained, others=others),
        tools=with_tools,
        embeddings=Embeddings(with_tools),
        cancel=CancelToken(),
    )
    list(judge.events())
    assert (judge.training.recognition, judge.training.photos) == (found, trained)
    assert judge.verdicts is not None
    assert set(judge.verdicts.ways) == {Way.CALIBRATED}
