"""What holds for every sort: plan, sort and undo, for real, on whatever folders people may have."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flowersort.core.labelled import LabelledPhoto
from flowersort.core.naming import folded
from flowersort.core.plan import MARKER_FOLDER, Operation, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Ending, SortEnded
from flowersort.workflows.plan_sort import plan_sort
from tests.fakes.labelled import CLASSES, facts_of
from tests.fakes.on_disk import labelled
from tests.fakes.small_sorts import Place, Tree
from tests.fakes.trees import needs_posix

pytestmark = needs_posix

_NAMES = ["a.jpg", "A.JPG", "a (2).jpg", "\u00e9.jpg", "e\u0301.jpg", "con.jpg", "x .jpg", "new\nline.jpg", "b.png"]
_FOLDERS = ["", "bed", "Bed", "roses", "bed/far"]
_COMPANIONS = {"": (), ".xmp": (".xmp",), "both": (".xmp", ".jpg.xmp", ".mov")}
_AT_NS = 1_500_000_000_123_456_789


@dataclass(frozen=True)
class Garden:
    """Photos by place, with content and label; companions; what stands in the target; and how all that is sorted."""

    photos: dict[str, tuple[str, str]]
    companions: str
    standing: dict[str, str]
    into: str
    rules: SortRules


GARDENS = st.builds(
    Garden,
    st.dictionaries(
        st.builds(
            lambda folder, name: f"{folder}/{name}".lstrip("/"), st.sampled_from(_FOLDERS), st.sampled_from(_NAMES)
        ),
        st.tuples(st.sampled_from("xyz"), st.sampled_from(CLASSES[:3])),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(list(_COMPANIONS)),
    st.dictionaries(st.sampled_from(["roses/a.jpg", "Daisy/A (2).jpg", "roses/notes.txt"]), st.sampled_from("xyz")),
    st.sampled_from(["sorted", "photos", "photos/sorted", "new/deep/sorted"]),
    st.builds(
        SortRules,
        operation=st.sampled_from(Operation),
        keep_tree=st.booleans(),
        rename=st.sampled_from(["", "{label}", "{number}-{name}"]),
    ),
)


def _grown(place: Place, garden: Garden) -> list[LabelledPhoto]:
    """Make everything, and return the labelled photos."""
    rows = []
    for number, (name, (content, label)) in enumerate(garden.photos.items()):
        path = place.write(name, content.encode() * 50, at=_AT_NS + number)
        for suffix in _COMPANIONS[garden.companions]:
            companion = str(Path(name).with_suffix(suffix))
            place.write(companion, companion.encode(), at=_AT_NS - number)
        rows.append(labelled(path, label))
    for name, content in garden.standing.items():
        stands = Path(place.root, garden.into, name)
        if not stands.exists():
            stands.parent.mkdir(parents=True, exist_ok=True)
            stands.write_bytes(content.encode() * 50)
    return rows


def _plan(place: Place, garden: Garden, rows: list[LabelledPhoto]) -> SortPlan:
    return plan_sort(
        rows, sources=[str(place.photos)], into=str(place.root / garden.into), rules=garden.rules, model=facts_of(),
        cancel=CancelToken(),
    )  # fmt: skip


def _files(tree: Tree) -> Tree:
    return {name: kept for name, kept in tree.items() if kept[1] and MARKER_FOLDER not in Path(name).parts}


def _foreseen(place: Place, plan: SortPlan) -> Tree:
    """Return the files that the plan promises."""
    before = _files(place.tree())
    after = dict(before)
    for file in (file for photo in plan.photos for file in photo.files):
        source = os.path.relpath(file.source, place.root)
        target = os.path.relpath(Path(plan.into, file.target), place.root)
        assert target not in after
        after[target] = before[source]
        if plan.rules.operation is Operation.MOVE:
            del after[source]
    return after


def _check_ended(ended: SortEnded, plan: SortPlan) -> None:
    assert ended.ending is Ending.FINISHED
    assert ended.summary.problems == ()
    assert ended.summary.outcomes == plan.expected()
    assert ended.summary.found == plan.found == ended.summary.outcomes.total()


@settings(max_examples=80, deadline=None)
@given(garden=GARDENS)
def test_what_the_plan_says_happens_loses_nothing_and_undo_gives_back_everything(garden: Garden) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "place")
        rows = _grown(place, garden)
        before = place.tree()
        plan = _plan(place, garden, rows)
        assert place.tree() == before
        targets = [folded(file.target) for photo in plan.photos for file in photo.files]
        assert len(set(targets)) == len(targets)
        foreseen = _foreseen(place, plan)

        _check_ended(place.sort(plan), plan)
        after = _files(place.tree())
        assert after == foreseen
        assert not Counter(_files(before).values()) - Counter(after.values())

        if plan.photos:
            assert place.undo().summary.problems == ()
        assert place.tree() == before
