"""Users whom the system gives no home folder."""

from __future__ import annotations

import os
import pwd

import pytest


def without_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_user: int) -> object:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in [name for name in os.environ if name == "HOME" or name.startswith("XDG_")]:
        monkeypatch.delenv(name)
