"""One simulated user at one window, to the end: `python -m tests.benchmarks.review_trial STRATEGY [options]`.

Prints JSON. A process of its own for each, so that every user finds a store without reviews.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from flowersort.bootstrap import pack_folder
from flowersort.core.arrangement import Grouping, SortKey
from flowersort.core.events import PhotoLabelled, PhotosFound
from flowersort.core.labels import verdict_code
from flowersort.core.photo_table import PhotoTable
from flowersort.core.review import Verdict
from flowersort.core.state import State
from flowersort.gui.window.folder_view import FolderView
from flowersort.gui.window.program import Program
from flowersort.places import places, resource
from flowersort.services.inference.pack import MANIFEST_FILE
from tests.benchmarks.review_photos import made_up, measured_by
from tests.benchmarks.review_user import User, wait_until


def doubtful_first(user: User) -> None:
    """One key for each doubtful photo; then the sure ones by label, page by page."""
    user.settle_doubtful()
    user.group_by(Grouping.LABEL)
    user.show_only(State.SURE)
    user.page_through()


def by_label(user: User) -> None:
    """All photos by label, those with the least confidence first, page by page."""
    user.stay_on_reviewed()
    user.group_by(Grouping.LABEL)
    user.sort_by(SortKey.CONFIDENCE)
    user.page_through()


def by_look(user: User) -> None:
    """All photos, look-alikes side by side, page by page, without the details and with smaller thumbnails."""
    user.make_smaller(2)
    user.hide_details()
    user.stay_on_reviewed()
    user.sort_by(SortKey.SIMILARITY)
    user.page_through()


def by_label_wide(user: User) -> None:
    """The same without the details beside the grid."""
    user.hide_details()
    by_label(user)


def by_label_small(user: User) -> None:
    """The same with thumbnails of 128 pixels instead of 160."""
    user.make_smaller(2)
    by_label_wide(user)


LOOK = "by-look"
STRATEGIES: Mapping[str, Callable[[User], None]] = {
    "doubtful-first": doubtful_first,
    "by-label": by_label,
    "by-label, no details": by_label_wide,
    "by-label, no details, smaller": by_label_small,
    LOOK: by_look,
}


def trial(strategy: str, *, photos: int, seed: int, folder: str, model: str) -> dict[str, object]:
    """Let a user review; return the photos, the wrong labels before and after, and the presses."""
    app = QApplication(["flowersort"])
    program = Program(app, os.environ, places(os.environ), resource())
    program.preferences.model = model or program.preferences.model
    window = program.window
    window.show()
    window.activateWindow()
    wait_until(lambda: window.desk is not None)
    with tempfile.TemporaryDirectory() as empty:
        window.open([folder or empty])
        shown = window.folder
        assert shown is not None
        wait_until(lambda: not shown.session.runs.running)
        if folder:
            wait_until(lambda: shown.session.similarity.look_alikes is not None)
        truths = _told_by_folders(shown.session.table) if folder else _show_made_up(shown, empty, photos, seed, model)
        user = User(shown, truths)
        before = user.wrong
        STRATEGIES[strategy](user)
        found = {"photos": len(truths), "before": before, "after": user.wrong, "presses": user.presses}
        grid = shown.workspace.grid
        found["grid"] = f"{grid.width()} × {grid.height()} pixels, {grid.columns} columns"
        window.close()
    return found


def _show_made_up(shown: FolderView, folder: str, count: int, seed: int, model: str) -> Mapping[int, int]:
    """Bring made-up photos into the window the way a run does."""
    facts = shown.session.desk.facts
    manifest = pack_folder(model or "flowers") / MANIFEST_FILE
    made = made_up(facts, measured_by(manifest, facts), folder, count, seed)
    shown.session.runs.told.emit([PhotosFound(tuple(photo.file for photo, _ in made))])
    shown.session.runs.told.emit([PhotoLabelled(photo, decoded=True, colour=0x556655) for photo, _ in made])
    rows = (shown.session.table.find(photo.file.path) for photo, _ in made)
    return {row: truth for row, (_, truth) in zip(rows, made, strict=True) if row is not None}


def _told_by_folders(table: PhotoTable) -> Mapping[int, int]:
    """Return the truth as the names of the photos' folders have it: a class, `no_flower` or `other_flower`."""
    classes = table.facts.classes
    codes = {name: code for code, name in enumerate(classes)}
    codes |= {verdict.value: verdict_code(verdict, classes) for verdict in (Verdict.NO_FLOWER, Verdict.OTHER_FLOWER)}
    readable = [row for row in range(len(table)) if table.labels[row] >= 0]
    return {row: codes[Path(table.path(row)).parent.name] for row in readable}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser()
    parser.add_argument("strategy", choices=STRATEGIES)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", default="")
    parser.add_argument("--model", default="")
    print(json.dumps(trial(**vars(parser.parse_args()))))
