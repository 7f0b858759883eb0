"""One small training for all tests of this folder, and a TensorFlow that runs it quickly."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowersort.core.training_request import TrainingRequest
from tests.fakes.training_sets import write_flowers, write_other_flowers, write_textures

if TYPE_CHECKING:
    from flowersort.training.data import TrainingSet
    from flowersort.training.folds import Folds
    from flowersort.training.groundwork import Ground
    from flowersort.training.pictures import Pictures

HERE = Path(__file__).parent
FEW_KINDS = ("document-page", "document-form", "plain-black")
INSTALLED = find_spec("tensorflow") is not None
# `test_extra.py` stays, and says why the rest is missing.
collect_ignore = [] if INSTALLED else [path.name for path in HERE.glob("test_*.py") if path.name != "test_extra.py"]

if INSTALLED:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import keras  # noqa: F401
        import tensorflow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.training)
            for module in ("tensorflow", "keras"):
                item.add_marker(pytest.mark.filterwarnings(rf"ignore:::{module}\."))


@pytest.fixture(scope="session", autouse=True)
def _quick_tensorflow() -> Iterator[None]:
    """Run step by step: compiling a graph takes longer than these few steps, and its order of sums is not fixed."""
    if not INSTALLED:
        yield
        return
    tensorflow.config.experimental.enable_op_determinism()
    tensorflow.config.run_functions_eagerly(True)
    yield
    tensorflow.config.run_functions_eagerly(False)


@pytest.fixture(scope="session", autouse=True)
def _few_painted_kinds() -> Iterator[None]:
    """Paint three kinds of two families, not all: every one is painted anew for every network of a training."""
    if not INSTALLED:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flowersort.training.pictures.PAINTED_KINDS", FEW_KINDS)
        yield


@contextlib.contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let every write beyond `size` bytes of a file fail, as on a full disk, whoever writes."""
    resource = pytest.importorskip("resource", reason="this system can't limit the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def assert_whole_or_absent(
    folder: Path, write: Callable[[], object], *, before: dict[str, bytes] | None = None
) -> None:
    """Let `write` fail at every size of disk up to one that suffices, and at every rename.

    After each failure the folder holds what it held `before`, but for files that are called unfinished, and after a
    success what `write` leaves on a sound disk.
    """
    write()
    after = finished_files(folder)
    sizes = {0, 1, *(len(data) * part // 4 for data in after.values() for part in range(5))}
    for size in [*sorted(sizes), None]:
        restored(folder, before or {})
        limited = files_no_larger_than(size) if size is not None else failing_renames()
        with limited:
            try:
                write()
                failed = False
            except OSError:
                failed = True
        assert finished_files(folder) == ((before or {}) if failed else after), size
    assert failed


def finished_files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder that a next call would take for finished."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("unfinished") and path.suffix != ".new"
    }


def restored(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and nothing else."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@contextlib.contextmanager
def failing_renames() -> Iterator[None]:
    """Let no file take another's place."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", fail)
        yield


@dataclass(frozen=True)
class SmallTraining:
    """`flowersort train` on a generated set: its folders, its exit status and what it said."""

    folder: Path
    out: Path
    status: int
    talk: str

    @property
    def request(self) -> TrainingRequest:
        """What was asked for."""
        return TrainingRequest(
            str(self.folder / "flowers"),
            str(self.out),
            weights="none",
            not_flowers=str(self.folder / "not_flowers"),
            other_flowers=str(self.folder / "other_flowers"),
            side=64,
            epochs=1,
            folds=2,
        )

    def arguments(self, *, out: Path | None = None, **changes: str) -> list[str]:
        """Return the arguments of the call, with other values for some options."""
        options = {
            "out": str(out or self.out),
            "weights": "none",
            "not_flowers": str(self.folder / "not_flowers"),
            "other_flowers": str(self.folder / "other_flowers"),
            "side": "64",
            "epochs": "1",
            "folds": "2",
        } | changes
        words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
        return ["train", str(self.folder / "flowers"), *words]


@pytest.fixture(scope="session")
def run_main() -> Callable[[list[str]], tuple[int, str]]:
    """Call `flowersort` in this process; returns exit status and standard error."""

    def run(arguments: list[str]) -> tuple[int, str]:
        from flowersort.__main__ import main

        talk = io.StringIO()
        with contextlib.redirect_stderr(talk), warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
            # The baseline's figures don't matter here, and it takes 60 epochs.
            patch.setattr("flowersort.training.baseline._EPOCHS", 3)
            warnings.filterwarnings("ignore", module=r"(tensorflow|keras)\.")
            status = main(arguments)
        return status, talk.getvalue()

    return run


@pytest.fixture(scope="session")
def trained(
    tmp_path_factory: pytest.TempPathFactory, run_main: Callable[[list[str]], tuple[int, str]]
) -> SmallTraining:
    """The one training that these tests share; not to be changed."""
    folder = tmp_path_factory.mktemp("trained")
    write_flowers(folder / "flowers")
    (folder / "flowers" / "lilac" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")
    write_textures(folder / "not_flowers")
    write_other_flowers(folder / "other_flowers")
    begun = SmallTraining(folder, folder / "out", -1, "")
    status, talk = run_main(begun.arguments())
    return SmallTraining(folder, folder / "out", status, talk)


@pytest.fixture(scope="session")
def photos(trained: SmallTraining) -> TrainingSet:
    """The photos of the shared training."""
    from flowersort.training.data import read_training_set

    return read_training_set(trained.folder / "flowers")


@pytest.fixture(scope="session")
def pictures(trained: SmallTraining, photos: TrainingSet) -> Pictures:
    """Its photos and outliers."""
    from flowersort.training.pictures import gather

    return gather(photos, trained.request, lambda _: None)


@pytest.fixture(scope="session")
def folds(photos: TrainingSet) -> Folds:
    """Its folds."""
    from flowersort.training.folds import divide

    return divide(photos, count=2, seed=20, features=None)


@pytest.fixture(scope="session")
def ground(trained: SmallTraining, photos: TrainingSet, pictures: Pictures) -> Ground:
    """What its trainings stood on."""
    from flowersort.training.groundwork import lay_ground

    return lay_ground(trained.request, photos, pictures)
