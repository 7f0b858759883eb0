"""Classes that reviews name and the model lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flowersort.core.labels import NO_LABEL
from flowersort.core.naming import class_name_problem, folded
from flowersort.core.photo_table import STATES, PhotoTable
from flowersort.core.state import State


def rows_of_new_classes(table: PhotoTable) -> Mapping[str, NDArray[np.intp]]:
    """Return the rows that are reviewed as each class that the table's model lacks, in the order of the rows."""
    found = defaultdict[str, list[int]](list)
    reviewed = table.states == STATES.index(State.REVIEWED)
    for row in np.flatnonzero(reviewed & (table.labels == NO_LABEL)).tolist():
        review = table.review(row)
        if review is not None and review.class_name is not None:
            found[review.class_name].append(row)
    return {name: np.array(rows, np.intp) for name, rows in found.items()}


def examples_of(table: PhotoTable, rows: NDArray[np.intp]) -> int:
    """Return how many different contents some rows have: a copy is no further example."""
    return len({table.content(row) for row in rows.tolist()})


def new_class_problem(name: str, classes: Sequence[str]) -> str | None:
    """Return why a new class can't be called so, as the end of a sentence, or None.

    Args:
        classes: those that there are, of the model and new ones.
    """
    problem = class_name_problem(name)
    if problem is None and folded(name) in {folded(each) for each in classes}:
        problem = "is a class already"
    return problem
