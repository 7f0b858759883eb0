from __future__ import annotations

import pytest


def test_the_extra_train_is_installed_else_the_tests_of_this_folder_are_left_out() -> None:
    assert pytest.importorskip("tensorflow").__version__
