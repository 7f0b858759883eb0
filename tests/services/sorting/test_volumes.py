"""Two volumes for real, and ones that can do less."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowersort.core.errors import SortError
from flowersort.core.plan import Operation
from flowersort.core.sorts import Ending
from tests.fakes.mounted import in_memory, make_read_only, without_links
from tests.fakes.sorting_disks import Ability, TappedDisk
from tests.fakes.sorting_trees import LARGE, SMALL, Sketch, large
from tests.fakes.sorting_trials import Scene, Trial, Try, Volumes, scenes, volumes
from tests.fakes.trees import needs_posix

pytestmark = needs_posix
_WORDS = st.text(st.sampled_from("aBc é-_.🌻~'"), min_size=1, max_size=6).map(lambda text: f"x{text}x")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Volumes]:
    with volumes(tmp_path_factory.mktemp("far")) as both:
        yield both


@pytest.mark.parametrize("scene", scenes(two_volumes=True), ids=str)
def test_what_the_plan_expects_happens_and_undo_gives_back_the_tree(scene: Scene, place: Volumes) -> None:
    if scene.across and not place.two:
        pytest.skip("this machine has no second volume that can be written to")
    trial = Trial(scene, place, large())
    (ended,) = trial.run(Try.SORT, trial.healthy())
    assert ended.ending is Ending.FINISHED
    assert ended.summary.outcomes == trial.plan.expected()
    assert ended.summary.problems == ()
    assert trial.oracle.is_after() == []
    (ended,) = trial.run(Try.UNDO, trial.healthy())
    assert ended.summary.outcomes == trial.plan.expected()
    assert trial.oracle.is_before() == []
    trial.remove()


def test_a_link_to_another_volume_is_refused_and_nothing_changes(place: Volumes) -> None:
    if not place.two:
        pytest.skip("this machine has no second volume that can be written to")
    trial = Trial(Scene(Operation.LINK, across=True, into_exists=True), place, large())
    (ended,) = trial.run(Try.SORT, trial.healthy())
    assert trial.oracle.placed() in {0, len(trial.plan.photos)}
    assert ended.summary.found == len(trial.plan.photos)
    assert trial.oracle.is_settled() == []
    assert trial.undone() == []
    trial.remove()


def test_a_drive_without_links_says_so(place: Volumes) -> None:
    trial = Trial(Scene(Operation.LINK, Ability.NO_LINK), place, large())
    (ended,) = trial.run(Try.SORT, trial.healthy())
    reasons = Counter(problem.reason for problem in ended.summary.problems)
    assert "This drive has no links for it; copy instead." in reasons
    assert trial.oracle.placed() == 0
    assert trial.undone() == []
    trial.remove()


class _LongNames(TappedDisk):
    """A file system with shorter names than most, for temporary names."""

    def tap(self, name, real, *args, **options):  # type: ignore[no-untyped-def]
        if name == "open_new" and len(os.fsencode(Path(args[0]).name)) > 255:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        return super().tap(name, real, *args, **options)


def test_the_longest_names_are_copied(place: Volumes) -> None:
    name = "n" * 251 + ".jpg"
    trial = Trial(Scene(Operation.COPY), place, [Sketch(name, f"roses/{name}")])
    (ended,) = trial.run(Try.SORT, _LongNames())
    assert ended.summary.outcomes == trial.plan.expected()
    assert trial.undone() == []
    trial.remove()


class _OpenFilesStay(TappedDisk):
    """A network or FUSE volume, that keeps a removed file under a hidden name until it is closed, or Windows."""

    def __init__(self, *, refuses: bool) -> None:
        super().__init__()
        self._refuses = refuses
        self._paths: dict[int, str] = {}

    def tap(self, name, real, *args, **options):  # type: ignore[no-untyped-def]
        if name == "unlink" and args[0] in self._paths.values():
            if self._refuses:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return self._hide(args[0])
        result = super().tap(name, real, *args, **options)
        if name in {"open_new", "open_to_append"}:
            self._paths[result] = args[0]
        closed = self._paths.pop(args[0], "") if name == "close" else ""
        if Path(closed).name.startswith(".hidden"):
            Path(closed).unlink()
        return result

    def _hide(self, path: str) -> None:
        hidden = Path(path).with_name(f".hidden{len(self._paths)}")
        Path(path).rename(hidden)
        self._paths = {handle: str(hidden) if open_ == path else open_ for handle, open_ in self._paths.items()}


@pytest.mark.parametrize("refuses", [False, True])
def test_undo_leaves_nothing_where_open_files_can_not_go(place: Volumes, *, refuses: bool) -> None:
    trial = Trial(Scene(Operation.MOVE), place, large())
    trial.run(Try.SORT, trial.healthy())
    (ended,) = trial.run(Try.UNDO, _OpenFilesStay(refuses=refuses))
    assert ended.ending is Ending.FINISHED
    assert trial.oracle.is_before() == []
    assert not trial.is_cut_off()
    trial.remove()


class _NoPermissions(TappedDisk):
    """A FUSE volume that knows no permissions."""

    def tap(self, name, real, *args, **options):  # type: ignore[no-untyped-def]
        if name == "set_mode":
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        return super().tap(name, real, *args, **options)


def test_a_drive_without_permissions_takes_photos(place: Volumes) -> None:
    trial = Trial(Scene(Operation.COPY), place, large(), modes=False)
    (ended,) = trial.run(Try.SORT, _NoPermissions())
    assert ended.summary.outcomes == trial.plan.expected()
    assert trial.oracle.is_after() == []
    trial.remove()


@st.composite
def _sketches(draw: st.DrawFn) -> list[Sketch]:
    sources = draw(st.lists(st.tuples(st.lists(_WORDS, max_size=2), _WORDS), min_size=1, max_size=6, unique_by=str))
    made: list[Sketch] = []
    for number, (folders, name) in enumerate(sources):
        source = "/".join([*(f"{folder}.d" for folder in folders), f"{name}.jpg"])
        target = f"{draw(_WORDS)}/{number} {name}.jpg"
        content = draw(st.sampled_from(["", "twin", "empty"]))
        extra = ((f"{source}.xmp", f"{target}.xmp"),) if draw(st.booleans()) else ()
        made.append(Sketch(source, target, extra, content=content))
    return made


@given(sketches=_sketches(), operation=st.sampled_from(Operation), into_exists=st.booleans(), batches=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_undoing_a_sort_gives_back_any_tree(
    place: Volumes, sketches: list[Sketch], operation: Operation, *, into_exists: bool, batches: bool
) -> None:
    trial = Trial(Scene(operation, into_exists=into_exists, batches=batches), place, sketches)
    (ended,) = trial.run(Try.SORT, trial.healthy())
    assert ended.summary.outcomes == trial.plan.expected()
    assert trial.oracle.is_after() == []
    assert trial.undone() == []
    trial.remove()


def _tells_case_apart(folder: Path) -> bool:
    (folder / "Case").write_bytes(b"")
    return not (folder / "case").exists()


def test_names_that_differ_in_case_only_never_replace_each_other(tmp_path: Path) -> None:
    if _tells_case_apart(tmp_path):
        pytest.skip("this file system tells upper and lower case apart; set TMPDIR to one that does not")
    pair = [Sketch("a/1.jpg", "roses/A.jpg"), Sketch("b/1.jpg", "roses/a.jpg")]
    trial = Trial(Scene(Operation.MOVE), Volumes(tmp_path, tmp_path), pair)
    (ended,) = trial.run(Try.SORT, trial.healthy())
    assert ended.summary.found == 2
    assert trial.oracle.lost() == []
    assert trial.undone() == []
    trial.remove()


def test_a_drive_that_gets_full_keeps_what_fits_and_loses_nothing(tmp_path: Path) -> None:
    sketches = [*SMALL, Sketch("big.jpg", "tulips/big.jpg", size=200_000), Sketch("z.jpg", "roses/z.jpg")]
    with in_memory(tmp_path / "drive", kilobytes=160) as drive:
        trial = Trial(Scene(Operation.MOVE, across=True), Volumes(drive, tmp_path), sketches)
        (ended,) = trial.run(Try.SORT, trial.healthy())
        assert [problem.reason for problem in ended.summary.problems] == ["The disk is full."]
        assert trial.oracle.placed() == len(sketches) - 1
        assert trial.oracle.is_settled() == []
        assert trial.undone() == []
        trial.remove()


def test_a_read_only_drive_is_a_sentence_and_nothing_changes(tmp_path: Path) -> None:
    with in_memory(tmp_path / "drive", kilobytes=160) as drive:
        trial = Trial(Scene(Operation.MOVE, across=True), Volumes(drive, tmp_path), SMALL)
        make_read_only(drive)
        with pytest.raises(SortError, match="The disk is read-only"):
            trial.run(Try.SORT, trial.healthy())
        assert trial.oracle.is_before() == []


@pytest.mark.parametrize("operation", [Operation.COPY, Operation.MOVE])
@pytest.mark.parametrize("kind", ["vfat", "exfat"])
def test_a_drive_like_a_memory_card_takes_photos_and_gives_them_back(
    tmp_path: Path, kind: str, operation: Operation
) -> None:
    with without_links(kind, tmp_path / "card") as card:
        trial = Trial(Scene(operation, across=True), Volumes(card, tmp_path), LARGE, modes=False)
        (ended,) = trial.run(Try.SORT, trial.healthy())
        assert ended.summary.problems == ()
        assert ended.summary.outcomes == trial.plan.expected()
        assert trial.oracle.placed() == len(trial.plan.photos)
        assert trial.oracle.is_settled() == []
        assert trial.undone() == []
        assert not trial.is_cut_off()
        trial.remove()


@pytest.mark.parametrize("kind", ["vfat", "exfat"])
def test_on_a_memory_card_no_name_that_differs_in_case_is_replaced(tmp_path: Path, kind: str) -> None:
    with without_links(kind, tmp_path / "card") as card:
        pair = [Sketch("a/1.jpg", "roses/A.jpg"), Sketch("b/1.jpg", "roses/a.jpg")]
        trial = Trial(Scene(Operation.MOVE, across=True), Volumes(card, tmp_path), pair, modes=False)
        (ended,) = trial.run(Try.SORT, trial.healthy())
        assert [problem.reason for problem in ended.summary.problems] == [
            "Its new name was taken meanwhile; it stays where it is."
        ]
        assert trial.undone() == []
        trial.remove()
