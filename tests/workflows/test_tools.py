"""What workers get."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flowersort.core.errors import PackError
from tests.fakes.runs import pack, tools


def test_each_worker_gets_a_classifier_of_its_own() -> None:
    with_tools = tools()
    assert with_tools.new_classifier() is not with_tools.new_classifier()


def test_a_network_that_cannot_be_run_is_said() -> None:
    with pytest.raises(PackError, match=r"model\.tflite"):
        tools(pack=replace(pack(), model=b"")).new_classifier()
