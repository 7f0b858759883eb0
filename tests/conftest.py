"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import AvifImagePlugin, Image

from flowersort.services.imaging.pillow_setup import prepare_pillow

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sweep", action="store_true", help="run the long sweeps, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--sweep"):
        return
    for item in items:
        if "sweep" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="a long sweep: run it with --sweep"))


@pytest.fixture(autouse=True)
def _pillow_as_programs_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # For each test: pytest restores warning filters after it, and this the limits.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    monkeypatch.setattr(AvifImagePlugin, "DEFAULT_MAX_THREADS", AvifImagePlugin.DEFAULT_MAX_THREADS)
    prepare_pillow()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that none sees the user's store."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FLOWERSORT_HOME", str(folder))
    return folder


def _shared(name: str) -> Path:
    folder = ROOT.parent / "shared" / name
    if not folder.is_dir():
        pytest.skip(f"the shared photos ../shared/{name} are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """The labelled photos that developers have; skips where they are missing."""
    return _shared("flower_photos")


@pytest.fixture(scope="session")
def shared_not_flowers() -> Path:
    """Photos without a flower; skips where they are missing."""
    return _shared("not_flowers")


@pytest.fixture(scope="session")
def shared_other_flowers() -> Path:
    """Flowers of other kinds, a folder each; skips where they are missing."""
    return _shared("other_flowers")


@pytest.fixture(scope="session")
def shared_weights() -> Path:
    """The ImageNet weights that training starts from; skips where they are missing."""
    return _shared("weights") / "mobilenet_v2_1.0_224_notop.weights.h5"
