"""Looks of generated photos: copies have nearly the same hash, and what was done to a photo shows."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageFilter

from flowersort.core.look import PhotoLook
from flowersort.core.perceptual_hash import differing_bits, mirrored
from flowersort.core.photo import PhotoFacts
from flowersort.core.photo_quality import PhotoProblem, problems
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.inference.preprocess import model_input
from tests.fakes.pictures import flower_like, jpeg_bytes

FACTS = PhotoFacts(600, 400, None)
SEEDS = range(6)


def look(image: Image.Image, *, quality: int = 90) -> PhotoLook:
    return look_of(model_input(decode(jpeg_bytes(image, quality=quality)).rgb, SQUARE))


def flower(seed: int, width: int = 600, height: int = 400) -> Image.Image:
    """A flower with grain, coarse and fine, so that there is something to blur."""
    random = np.random.default_rng(seed)
    grain = sum(
        np.asarray(Image.fromarray(random.uniform(-12, 12, (side * 2, side * 3))).resize((600, 400)))
        for side in (12, 50, 200)
    )
    picture = np.asarray(flower_like(seed, 600, 400), np.float64) + grain[..., None]
    return Image.fromarray(picture.clip(0, 255).astype(np.uint8)).resize((width, height))


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_have_nearly_the_same_hash(seed: int) -> None:
    photo = flower(seed)
    original = look(photo).hash
    assert differing_bits(look(photo, quality=40).hash, original) <= 4
    assert differing_bits(look(photo.resize((240, 160))).hash, original) <= 4
    assert differing_bits(look(photo.resize((3000, 2000), Image.Resampling.BICUBIC)).hash, original) <= 4
    assert differing_bits(look(photo.crop((8, 8, 592, 392))).hash, original) <= 12
    mirror = look(photo.transpose(Image.Transpose.FLIP_LEFT_RIGHT)).hash
    assert differing_bits(mirrored(mirror), original) <= 4


def test_different_flowers_have_different_hashes() -> None:
    hashes = [look(flower(seed)).hash for seed in SEEDS]
    assert min(differing_bits(one, other) for one in hashes for other in hashes if one != other) > 12


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_done_to_a_photo_shows(seed: int) -> None:
    photo = flower(seed)
    assert problems(look(photo), FACTS) == ()
    assert PhotoProblem.BLURRY in problems(look(photo.filter(ImageFilter.GaussianBlur(9))), FACTS)
    assert PhotoProblem.DARK in problems(look(photo.point(lambda level: level * 0.15)), FACTS)
    assert PhotoProblem.OVEREXPOSED in problems(look(photo.point(lambda level: min(255, level * 6))), FACTS)


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (33, 20)])
def test_every_size_has_a_look(size: tuple[int, int]) -> None:
    assert PhotoProblem.TINY in problems(look(flower(0).resize(size)), PhotoFacts(*size, None))


def test_one_colour_is_uniform() -> None:
    assert problems(look(Image.new("RGB", (300, 200), (90, 120, 60))), FACTS) == (PhotoProblem.UNIFORM,)
