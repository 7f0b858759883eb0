from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flowersort.core.errors import PackError, TrainingError
from flowersort.core.model import RiskPoint
from flowersort.core.novelty import NoveltyReference
from flowersort.core.state import Thresholds
from flowersort.services.inference.pack import load_pack
from flowersort.training.pack_writer import PackContent, write_pack


def content(version: str = "1.0.0") -> PackContent:
    random = np.random.default_rng(1)
    arrays = (random.normal(size=4), np.ones(4), random.normal(size=(4, 2)), np.zeros(2))
    return PackContent(
        name="garden",
        version=version,
        classes=("aster", "Rosen & Ähnliches"),
        side=64,
        temperature=1.5,
        thresholds=Thresholds(0.9, 0.8, 0.7),
        risk=(RiskPoint(0.4, 1.0, 0.25), RiskPoint(0.9, 0.5, 0.0)),
        reference=NoveltyReference(*(array.astype(np.float32) for array in arrays)),
        model=b"not read while it is written",
        card=f"# garden {version}\n",
        training={"photos": 12},
        metrics={"command": "flowersort train"},
    )


def everything_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


WHOLE = ["pack", "pack/MODEL_CARD.md", "pack/manifest.json", "pack/model.tflite", "pack/reference.npz"]


def test_what_was_written_is_what_loads(tmp_path: Path) -> None:
    given = content()
    pack = write_pack(given, tmp_path / "pack")
    loaded = load_pack(tmp_path / "pack")
    assert pack.facts == loaded.facts
    assert loaded.manifest.classes == given.classes
    assert loaded.manifest.thresholds == given.thresholds
    assert loaded.manifest.risk == given.risk
    assert (loaded.manifest.temperature, loaded.manifest.side, loaded.manifest.embedding) == (1.5, 64, 4)
    assert np.array_equal(loaded.reference.weights, given.reference.weights)
    assert loaded.model == given.model
    assert everything_below(tmp_path) == WHOLE


def test_what_is_known_of_each_class_comes_back_in_the_order_of_the_classes(tmp_path: Path) -> None:
    curve = (RiskPoint(0.3, 1.0, 0.1), RiskPoint(0.8, 0.75, 0.0))
    write_pack(replace(content(), risk_photos=12, class_risk=(curve, ()), class_risk_photos=(12, 0)), tmp_path / "pack")
    facts = load_pack(tmp_path / "pack").facts
    assert (facts.risk_photos, facts.class_risk, facts.class_risk_photos) == (12, (curve, ()), (12, 0))


def test_what_is_not_known_of_the_risk_is_not_written(tmp_path: Path) -> None:
    write_pack(content(), tmp_path / "pack")
    assert "risk_photos" not in (tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8")
    facts = load_pack(tmp_path / "pack").facts
    assert (facts.risk_photos, facts.class_risk, facts.class_risk_photos) == (None, (), ())


def test_a_pack_replaces_the_one_before_it(tmp_path: Path) -> None:
    write_pack(content("1.0.0"), tmp_path / "pack")
    (tmp_path / "pack" / "notes.txt").write_text("of the one before")
    write_pack(content("2.0.0"), tmp_path / "pack")
    assert load_pack(tmp_path / "pack").facts.version == "2.0.0"
    assert everything_below(tmp_path) == WHOLE


def test_what_would_not_load_is_never_put_in_place(tmp_path: Path) -> None:
    write_pack(content("1.0.0"), tmp_path / "pack")
    for bad in (
        replace(content(), name="my garden"),
        replace(content(), classes=("../x", "y")),
        replace(content(), model=b" " * 11_000_000),
        replace(content(), temperature=float("nan")),
    ):
        with pytest.raises(PackError):
            write_pack(bad, tmp_path / "pack")
        assert load_pack(tmp_path / "pack").facts.version == "1.0.0"
        assert everything_below(tmp_path) == WHOLE


def test_what_an_ended_call_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "pack.new").mkdir()
    (tmp_path / "pack.new" / "model.tflite").write_bytes(b"half")
    write_pack(content(), tmp_path / "pack")
    assert everything_below(tmp_path) == WHOLE


def test_a_pack_left_aside_by_an_ended_call_comes_back_even_if_the_next_one_fails(tmp_path: Path) -> None:
    write_pack(content("1.0.0"), tmp_path / "pack")
    (tmp_path / "pack").rename(tmp_path / "pack.old")
    with pytest.raises(PackError):
        write_pack(replace(content(), name="my garden"), tmp_path / "pack")
    assert load_pack(tmp_path / "pack").facts.version == "1.0.0"
    assert everything_below(tmp_path) == WHOLE


class FullDisk:
    """Fails the n-th call that makes, fills or renames something; once, or from then on."""

    def __init__(self, *, first: int, onwards: bool) -> None:
        self.calls = 0
        self._first, self._onwards = first, onwards

    def call(self) -> None:
        self.calls += 1
        if self.calls == self._first or (self._onwards and self.calls > self._first):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    @contextmanager
    def in_place(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("mkdir", "rename", "replace"):
                patch.setattr(os, name, self._counted(getattr(os, name)))
            patch.setattr(io, "open", self._open)
            yield

    def _counted(self, real: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **options: object) -> object:
            self.call()
            return real(*args, **options)

        return counted

    def _open(self, file: str, mode: str = "r", *args: object, real: Callable[..., io.IOBase] = io.open) -> io.IOBase:
        if "w" in mode:
            self.call()
            opened = real(file, mode, *args)
            if self.calls + 1 == self._first or (self._onwards and self.calls + 1 > self._first):
                # The disk takes the name, and half of what is written.
                opened.write(b"ha" if "b" in mode else "ha")
                opened.close()
                self.call()
            self.calls += 1
            return opened
        return real(file, mode, *args)


@pytest.mark.parametrize("onwards", [False, True])
def test_whichever_write_fails_the_former_pack_or_the_new_one_is_whole(tmp_path: Path, onwards: bool) -> None:
    """Fail the n-th call for n = 1, 2, 3 … until nothing fails; the next call, on a sound disk, always succeeds."""
    succeeded, said = False, ""
    for number in range(1, 60):
        folder = tmp_path / str(number) / "pack"
        folder.parent.mkdir()
        write_pack(content("1.0.0"), folder)
        disk = FullDisk(first=number, onwards=onwards)
        with disk.in_place():
            try:
                write_pack(content("2.0.0"), folder)
                succeeded = True
            except TrainingError as fault:
                said = str(fault)
        if succeeded:
            assert load_pack(folder).facts.version == "2.0.0"
            assert disk.calls < number
            break
        # Only where the disk fails from the second of two renames on does the former pack wait beside its place.
        assert "No space left" in said
        former = folder if folder.exists() else folder.with_name("pack.old")
        assert former == folder or onwards
        assert load_pack(former).facts.version == "1.0.0"
        write_pack(content("3.0.0"), folder)
        assert load_pack(folder).facts.version == "3.0.0"
        assert everything_below(folder.parent) == WHOLE
    assert succeeded
    assert number > 10


def test_a_place_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TrainingError, match=r"The pack could not be written to .*pack: "):
        write_pack(content(), tmp_path / "file" / "pack")
