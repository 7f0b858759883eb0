"""Figures for looks, copies and strangers: how often each is right, and what each costs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from flowersort.core.duplicates import Duplicates, find_duplicates
from flowersort.core.look import PhotoLook
from flowersort.core.look_alikes import DIMENSIONS, Sketcher
from flowersort.core.perceptual_hash import mirrored
from flowersort.core.photo import PhotoFacts
from flowersort.core.photo_quality import PhotoProblem, problems
from flowersort.core.strangers import group_strangers
from flowersort.services.imaging.decode import decode
from flowersort.services.imaging.looks import SQUARE, look_of
from flowersort.services.inference.classifier import PackClassifier
from flowersort.services.inference.preprocess import model_input
from tests.fakes.pictures import jpeg_bytes
from tests.fakes.runs import pack

Say = Callable[[str], None]
Change = Callable[[Image.Image], Image.Image]
SHARED = Path(__file__).resolve().parents[3] / "shared"


def photo_problems(*, photos: int, say: Say) -> None:
    """How many published photos are called bad, and how many that were made bad are found."""
    files = _spread(sorted((SHARED / "flower_photos").rglob("*.jpg")), photos)
    looks, alarms, seconds = 0, Counter[PhotoProblem](), 0.0
    for file in files:
        photo = decode(file.read_bytes())
        square = model_input(photo.rgb, SQUARE)
        began = time.thread_time()
        look = look_of(square)
        seconds += time.thread_time() - began
        looks += 1
        alarms.update(problems(look, PhotoFacts(photo.width, photo.height, None)))
    told = ", ".join(f"{problem} {alarms[problem]}" for problem in PhotoProblem)
    say(f"{looks:,} published photos: {told}; {seconds / looks * 1000:.2f} ms a look")
    for name, (problem, change) in _WORSE.items():
        found = [problem in _problems(change(Image.open(file).convert("RGB"))) for file in files[::8]]
        say(f"{name}: {np.mean(found):.1%} of {len(found)} called {problem}")


def copies_of_photos(*, photos: int, say: Say) -> None:
    """How many copies of real photos are found, and which real photos are taken for copies."""
    files = _spread(sorted((SHARED / "flower_photos").rglob("*.jpg")), photos)
    measured = _Measured()
    looks = [measured(file.read_bytes()) for file in files]
    found = _find([file.name + file.parent.name for file in files], looks)
    say(f"{len(files):,} photos: {len(found.members())} groups of the same picture")
    for members in found.members():
        if len({files[place].parent for place in members}) > 1:
            say("in two classes: " + ", ".join(f"{files[place].parent.name}/{files[place].name}" for place in members))
    for name, change in _COPIES.items():
        together = []
        for place in range(0, len(files), 16):
            copy = measured(jpeg_bytes(change(Image.open(files[place]).convert("RGB")), quality=85))
            together.append(_find(["a", "b"], [looks[place], copy]).groups[0] == 0)
        say(f"{name}: {np.mean(together):.1%} of {len(together)} found")


def duplicates_of_many(*, photos: int, rounds: int, say: Say) -> None:
    """Seconds, recall and false pairs for made-up photos with planted copies: near, mirrored, exact, blank."""
    random = np.random.default_rng(0)
    hashes = random.integers(0, 2**64, photos, np.uint64)
    sketches = _random_sketches(random, photos)
    contents = [str(number) for number in range(photos)]
    planted = photos // 20
    for copy in range(planted):
        original = photos // 2 + copy
        turned = sum(1 << int(bit) for bit in random.choice(64, copy % 10, replace=False))
        hashed = int(hashes[original]) ^ turned
        hashes[copy] = mirrored(hashed) if copy % 4 == 3 else hashed
        sketches[copy] = sketches[original]
    # Ten copies of one file, and one blank picture in a hundred.
    for place in range(planted, planted + 10):
        contents[place], hashes[place], sketches[place] = contents[planted], hashes[planted], sketches[planted]
    blank = slice(planted + 10, planted + 10 + photos // 100)
    hashes[blank] = random.integers(0, 16, photos // 100)
    sketches[blank] = sketches[blank.start]
    for _ in range(rounds):
        began = time.perf_counter()
        found = find_duplicates(contents, hashes.tolist(), sketches)
        seconds = time.perf_counter() - began
        assert found is not None
        right = sum(found.groups[c] == found.groups[photos // 2 + c] >= 0 for c in range(planted))
        groups = len(found.members())
        say(
            f"{photos:,} photos: {seconds:.1f} s, {right / planted:.2%} of {planted:,} copies found, "
            f"{groups - right - 2} false groups"
        )


def strangers(*, rounds: int, say: Say) -> None:
    """How many gestures a hundred photos of three kinds take, and how many are then named rightly."""
    files = sorted((SHARED / "other_flowers").rglob("*.jpg")) + sorted((SHARED / "not_flowers").glob("*.jpg"))
    kinds = np.array([file.parent.name for file in files])
    measured = _Measured()
    sketches = np.stack([measured(file.read_bytes())[1] for file in files])
    names = sorted(set(kinds) - {"not_flowers"})
    for title, others in (("two other flowers and no flower", 2), ("three other flowers", 3)):
        told = []
        for seed in range(rounds):
            random = np.random.default_rng(seed)
            chosen = [*random.choice(names, others, replace=False), *["not_flowers"] * (3 - others)]
            rows = np.concatenate([random.choice(np.flatnonzero(kinds == kind), 33, replace=False) for kind in chosen])
            told.append(_named(sketches[rows], kinds[rows], gestures=3))
        covered, right, groups = np.mean(told, axis=0)
        say(f"{title}: three gestures name {covered:.1%}, {right:.1%} of these rightly; {groups:.1f} groups")
    began = time.perf_counter()
    covered, right, groups = _named(sketches, kinds, gestures=len(files))
    seconds = time.perf_counter() - began
    say(f"all {len(files)}: {groups} groups hold {covered:.1%}, {right:.1%} of these rightly; {seconds:.1f} s")


def _named(sketches: np.ndarray, kinds: np.ndarray, *, gestures: int) -> tuple[float, float, int]:
    groups = group_strangers(sketches)
    assert groups is not None
    named = right = 0
    for group in range(min(gestures, int(groups.max()) + 1)):
        members = kinds[groups == group]
        named += len(members)
        right += int(np.unique(members, return_counts=True)[1].max())
    return named / len(kinds), right / max(named, 1), int(groups.max()) + 1


class _Measured:
    """A photo's bytes → its look and its sketch."""

    def __init__(self) -> None:
        bundled = pack()
        self._classifier = PackClassifier(bundled)
        self._sketcher = Sketcher(mean=bundled.reference.mean, scale=bundled.reference.scale)

    def __call__(self, data: bytes) -> tuple[PhotoLook, np.ndarray]:
        prepared = self._classifier.prepare(decode(data).rgb)
        return look_of(prepared), self._sketcher(self._classifier.answer(prepared).embedding[None])[0]


def _find(contents: list[str], looks: list[tuple[PhotoLook, np.ndarray]]) -> Duplicates:
    found = find_duplicates(contents, [look.hash for look, _ in looks], np.stack([sketch for _, sketch in looks]))
    assert found is not None
    return found


def _random_sketches(random: np.random.Generator, count: int) -> np.ndarray:
    made = np.empty((count, DIMENSIONS), np.int8)
    for start in range(0, count, 4096):
        made[start : start + 4096] = random.normal(0, 31, made[start : start + 4096].shape).clip(-127, 127)
    return made


def _problems(image: Image.Image) -> Iterator[PhotoProblem] | tuple[PhotoProblem, ...]:
    photo = decode(jpeg_bytes(image))
    return problems(look_of(model_input(photo.rgb, SQUARE)), PhotoFacts(photo.width, photo.height, None))


def _spread(files: list[Path], count: int) -> list[Path]:
    if not files:
        raise SystemExit("This benchmark needs the photos of ../shared/flower_photos.")
    return files[:: max(1, len(files) // count)]


def _exposed(stops: float) -> Change:
    """Return what changes the exposure by so many stops, in linear light (sRGB, IEC 61966-2-1)."""
    level = np.arange(256) / 255
    linear = np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4) * 2.0**stops
    back = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055)
    table = (back.clip(0, 1) * 255).round().astype(int).tolist() * 3
    return lambda image: image.point(table)


def _blurred(share: float) -> Change:
    return lambda image: image.filter(ImageFilter.GaussianBlur(share * min(image.size)))


def _scaled(share: float) -> Change:
    return lambda image: image.resize((round(image.width * share), round(image.height * share)))


def _cropped(share: float) -> Change:
    return lambda image: image.crop(
        (
            round(image.width * share),
            round(image.height * share),
            round(image.width * (1 - share)),
            round(image.height * (1 - share)),
        )
    )


_WORSE: dict[str, tuple[PhotoProblem, Change]] = {
    "blurred by 1 % of the short side": (PhotoProblem.BLURRY, _blurred(0.01)),
    "blurred by 1.5 %": (PhotoProblem.BLURRY, _blurred(0.015)),
    "blurred by 3 %": (PhotoProblem.BLURRY, _blurred(0.03)),
    "4 stops too dark": (PhotoProblem.DARK, _exposed(-4)),
    "5 stops too dark": (PhotoProblem.DARK, _exposed(-5)),
    "6 stops too dark": (PhotoProblem.DARK, _exposed(-6)),
    "3 stops too bright": (PhotoProblem.OVEREXPOSED, _exposed(3)),
    "4 stops too bright": (PhotoProblem.OVEREXPOSED, _exposed(4)),
    "5 stops too bright": (PhotoProblem.OVEREXPOSED, _exposed(5)),
    "48 pixels": (PhotoProblem.TINY, lambda image: image.resize((64, 48))),
}
_COPIES: dict[str, Change] = {
    "compressed anew": lambda image: image,
    "half the size": _scaled(0.5),
    "a third of the size": _scaled(0.37),
    "twice the size": _scaled(2),
    "1 % cut off each side": _cropped(0.01),
    "2 % cut off each side": _cropped(0.02),
    "5 % cut off each side": _cropped(0.05),
    "half a stop brighter": _exposed(0.5),
    "mirrored": lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
}
