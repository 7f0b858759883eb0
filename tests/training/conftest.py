"""One small training for all tests of this folder, and a TensorFlow that runs it quickly."""

from __future__ import annotations

import contextlib
import io
import os
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fakes.training_sets import write_flowers, write_other_flowers, write_textures

HERE = Path(__file__).parent
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


@dataclass(frozen=True)
class SmallTraining:
    """`flowersort train` on a generated set: its folders, its exit status and what it said."""

    folder: Path
    out: Path
    status: int
    talk: str

    def arguments(self, *, out: Path | None = None, **changes: str) -> list[str]:
        """Return the arguments of the call, with other values for some options."""
        options = {
            "out": str(out or self.out),
            "weights": "none",
            "not_flowers": str(self.folder / "not_flowers"),
            "other_flowers": str(self.folder / "other_flowers"),
            "side": "64",
            "epochs": "1",
        } | changes
        words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)]
        return ["train", str(self.folder / "flowers"), *words]


@pytest.fixture(scope="session")
def run_main() -> Callable[[list[str]], tuple[int, str]]:
    """Call `flowersort` in this process; returns exit status and standard error."""

    def run(arguments: list[str]) -> tuple[int, str]:
        from flowersort.__main__ import main

        talk = io.StringIO()
        with contextlib.redirect_stderr(talk), warnings.catch_warnings():
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
