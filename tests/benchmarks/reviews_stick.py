"""Whether reviews stick: to renamed photos, under another pack, through a sort and its undo, on another computer."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.review import Review
from flowersort.places import places
from flowersort.services.store.store import Store
from tests.fakes.command import Done, flowersort
from tests.fakes.gardens import many
from tests.fakes.packs import WITHOUT_CLASS_CURVES, copy_of_bundled_pack, rewrite_manifest
from tests.fakes.stored import reviews_in

_LABELS = ("daisy", "roses", "tulips", "no_flower", "other_flower", "excluded", "Klatschmohn", "corn poppy")
"""What is said of the photos in turn: classes of the pack, other answers, and classes that no pack has."""
_OTHER_CLASSES = ["daisy", "lavender", "iris", "crocus", "poppy"]


@dataclass(frozen=True, slots=True)
class Step:
    """How many reviews were missing or other than before after a step, in the store and in a new run's CSV."""

    name: str
    lost: int


class _Trial:
    """Photos with their reviews, and the computers that they come to."""

    def __init__(self, work: Path, photos: int) -> None:
        self.tree = _spread(many(work / "photos", photos))
        self.other_pack = rewrite_manifest(
            copy_of_bundled_pack(work / "other"), classes=_OTHER_CLASSES, version="9.0.0", **WITHOUT_CLASS_CURVES
        )
        self.sorted = work / "sorted"
        self._work = work
        self.home = work / "home"
        self.labels: dict[str, str] = {}
        self._stored: dict[str, Review] = {}

    def call(self, *words: str | Path) -> Done:
        done = flowersort(*words, extra={"FLOWERSORT_HOME": str(self.home)})
        assert done.status == 0, (words, done.talk)
        return done

    def review(self) -> None:
        """Say something of every photo, by an edited CSV."""
        rows = self.rows()
        for row, label in zip(rows, itertools.cycle(_LABELS), strict=False):
            row |= {"reviewed_label": label, "label": label, "state": "reviewed"}
        self.labels = {row["content_hash"]: row["reviewed_label"] for row in rows}
        self.call("import", _save(rows, self._work / "edited.csv"), "--yes")
        self._stored = self.stored()

    def rows(self, *more: str | Path) -> list[dict[str, str]]:
        folders = [folder for folder in (self.tree, self.sorted) if folder.exists()]
        data = self.call("classify", *folders, "--csv", "-", *more).data
        return list(csv.DictReader(data.splitlines()))

    def stored(self) -> dict[str, Review]:
        """Return every review of the store, by content hash."""
        with Store.open(places({"FLOWERSORT_HOME": str(self.home)}).store) as store:
            return reviews_in(store)

    def lost(self, *more: str | Path, moments: bool = True) -> int:
        """Count the reviews that are no longer what they were, in a run's CSV or in the store."""
        found = {row["content_hash"]: row["reviewed_label"] for row in self.rows(*more)}
        stored = self.stored()
        return sum(
            found.get(content) != label or (moments and stored.get(content) != self._stored[content])
            for content, label in self.labels.items()
        )


def reviews_stick(work: Path, *, photos: int, say: Callable[[str], None]) -> list[Step]:
    """Review photos and do to them what people do; say after each step how many reviews are lost."""
    steps = []
    for step in _steps(_Trial(work, photos)):
        say(f"{step.name}: {step.lost:,} of {photos:,} reviews lost")
        steps.append(step)
    return steps


def _steps(trial: _Trial) -> Iterator[Step]:
    trial.review()
    yield Step("a second run", trial.lost())
    _rename(trial.tree)
    trial.tree = trial.tree.rename(trial.tree.with_name("renamed"))
    yield Step("the whole tree renamed", trial.lost())
    yield Step("another pack with other classes", trial.lost("--model", trial.other_pack))
    trial.call("sort", trial.tree, "--into", trial.sorted, "--move", "--model", trial.other_pack, "--yes")
    assert sum(path.is_file() for path in trial.sorted.rglob("*.jpg")) > len(trial.labels) // 2
    yield Step("sorted (moved) under the other pack", trial.lost("--model", trial.other_pack))
    trial.call("undo", "--yes")
    yield Step("the sort undone", trial.lost())
    yield Step("labelled afresh", trial.lost("--fresh"))
    yield from _elsewhere(trial)


def _elsewhere(trial: _Trial) -> Iterator[Step]:
    filed, table = trial.tree.with_name("reviews.jsonl"), trial.tree.with_name("reviews.csv")
    trial.call("reviews", "export", filed)
    trial.call("classify", trial.tree, "--csv", table)
    trial.home = trial.home.with_name("by-file")
    trial.call("reviews", "import", filed, "--yes")
    yield Step("on another computer by a file of reviews", trial.lost())
    trial.call("reviews", "import", filed, "--yes")
    yield Step("imported a second time", trial.lost())
    trial.home = trial.home.with_name("by-csv")
    trial.call("import", table, "--yes")
    yield Step("on another computer by the CSV", trial.lost(moments=False))


def _spread(folder: Path) -> Path:
    """Move the photos of a folder into ten subfolders."""
    for number, photo in enumerate(sorted(folder.iterdir())):
        place = folder / f"bed {number % 10}" / photo.name
        place.parent.mkdir(exist_ok=True)
        photo.rename(place)
    return folder


def _rename(tree: Path) -> None:
    """Give every photo and every folder below a tree another name."""
    for number, path in enumerate(sorted(tree.rglob("*"), key=lambda path: -len(path.parts))):
        path.rename(path.with_name(f"neu {number} ü{path.suffix}"))


def _save(rows: list[dict[str, str]], target: Path) -> Path:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target
