"""What these tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import gardens


@pytest.fixture(scope="session")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six different photos, for reading only."""
    return gardens.garden(tmp_path_factory.mktemp("photos") / "garden")
