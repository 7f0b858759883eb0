"""Plan the move of one photo that was reviewed after a sort, to the folder of its new label."""

from __future__ import annotations

import os
from pathlib import Path

from flowersort.core.errors import SortError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.naming import folded
from flowersort.core.plan import MARKER_FOLDER, Operation, SortPlan, SortRules
from flowersort.core.planner_folders import sort_folders
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.scan_faults import shown
from flowersort.workflows.plan_sort import plan_sort


def plan_move(photo: LabelledPhoto, *, model: ModelFacts) -> SortPlan | None:
    """Plan to move a photo with its companions to the folder of its label, below the folder that was sorted into.

    The folders between the class and the photo are kept where the photo stands below a class of this model.

    Returns:
        None where the photo stands in no folder that was sorted into, or in the right one already, or was left out.

    Raises:
        SortError: it can't be moved, and why.
    """
    path = Path(photo.file.path)
    into = next((above for above in path.parents if (above / MARKER_FOLDER).is_dir()), None)
    if into is None:
        return None
    label, parts = photo.label(model.classes), path.parent.relative_to(into).parts
    folders = sort_folders([label], classes=model.classes, rules=SortRules())
    folder, stands = folders.choose(photo, label).folder, "/".join(parts)
    if not folder or (folded(stands) + "/").startswith(folded(folder) + "/"):
        return None
    # Below any other folder it can't be told which one stands for the class.
    rules = SortRules(operation=Operation.MOVE, keep_tree=folders.without(parts) != parts)
    plan = plan_sort(
        [photo], sources=[os.fspath(path)], into=os.fspath(into), rules=rules, model=model, cancel=CancelToken()
    )
    if plan.photos:
        return plan
    raise SortError(f"The photo {shown(photo.file.path)} can't be moved. {plan.left[0].reason}")
