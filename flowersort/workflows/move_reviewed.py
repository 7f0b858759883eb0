"""Plan the move of photos that were reviewed after a sort, each to the folder of its new label."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flowersort.core.folder_labels import same_class
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.naming import folded
from flowersort.core.plan import Operation, SortPlan, SortRules
from flowersort.core.planner_folders import sort_folders
from flowersort.core.progress import CancelToken
from flowersort.services.sorting.overview import sorted_above
from flowersort.workflows.plan_corrections import standing_folders
from flowersort.workflows.plan_sort import plan_sort


@dataclass(frozen=True, slots=True, eq=False)
class Misplaced:
    """A photo below a folder that was sorted into, in another folder than that of its label.

    Attributes:
        into: absolute path of the folder that was sorted into.
        keep_tree: whether the folders between class and photo are kept.
    """

    photo: LabelledPhoto
    into: str
    keep_tree: bool


def misplaced(photo: LabelledPhoto, *, model: ModelFacts) -> Misplaced | None:
    """Say where a photo stands wrong; looks at the folders above it, and changes nothing.

    Returns:
        None where the photo stands in no folder that was sorted into, or in the right one already, was left out or is
        gone.
    """
    path = Path(photo.file.path)
    if not os.path.lexists(path):
        return None
    into = sorted_above(photo.file.path)
    if into is None:
        return None
    label, parts = photo.label(model.classes), path.parent.relative_to(into).parts
    folders = sort_folders([label], classes=model.classes, rules=SortRules())
    folder, stands = folders.choose(photo, label).folder, "/".join(parts)
    if not folder or (folded(stands) + "/").startswith(folded(folder) + "/"):
        return None
    if photo.review is not None and any(same_class(part, photo.review.class_name or "") for part in parts):
        # A folder that the user named in a way of their own, `Rose` for roses.
        return None
    # Below any other folder it can't be told which one stands for the class.
    return Misplaced(photo, into, keep_tree=folders.without(parts) != parts)


def plan_moves(found: Sequence[Misplaced], *, model: ModelFacts, cancel: CancelToken) -> list[SortPlan]:
    """Plan to move photos with their companions to the folders of their labels: a plan for each folder sorted into.

    The folders between the class and a photo are kept where it stands below a class of this model; photos that stand
    below others have a plan of their own. A photo that can't be moved is in `SortPlan.left`, with the reason.

    Raises:
        SortError: a folder that was sorted into can't be looked at.
    """
    groups: dict[tuple[str, bool], list[LabelledPhoto]] = {}
    for each in found:
        groups.setdefault((each.into, each.keep_tree), []).append(each.photo)
    return [
        plan_sort(
            photos,
            sources=[photo.file.path for photo in photos],
            into=into,
            rules=SortRules(
                operation=Operation.MOVE,
                keep_tree=keep_tree,
                standing=standing_folders(into, model=model, cancel=cancel),
            ),
            model=model,
            cancel=cancel,
        )
        for (into, keep_tree), photos in groups.items()
    ]
