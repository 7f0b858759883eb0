from __future__ import annotations

import re

import pytest

from flowersort.core import errors
from flowersort.core.errors import FlowersortError


def drawn() -> dict[str, str | None]:
    """Return each class's parent as the docstring draws it, four columns a level."""
    parents: dict[str, str | None] = {}
    levels: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r" {4}([│├└─ ]*)([A-Z]\w+)", line)
        if found:
            level = len(found.group(1)) // 4
            levels[level:] = [found.group(2)]
            parents[found.group(2)] = levels[level - 1] if level else None
    return parents


def real() -> dict[str, str | None]:
    classes = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return {kind.__name__: None if kind is FlowersortError else kind.__base__.__name__ for kind in classes}


def test_the_tree_in_the_docstring_is_the_real_one() -> None:
    assert drawn() == real()
    assert drawn()["FlowersortError"] is None


@pytest.mark.parametrize("name", real())
def test_every_error_is_told_to_the_user_by_its_sentence(name: str) -> None:
    error = vars(errors)[name]("The folder is missing.")
    assert isinstance(error, FlowersortError)
    assert str(error) == "The folder is missing."
    assert type(error).__doc__
