"""Plan the move of reviewed photos of a sorted folder, each to the class folder of its review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flowersort.core.folder_labels import ClassFolder, FolderLabels, same_class
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.photo_names import shown_name
from flowersort.core.plan import Operation, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.core.review import Review, Verdict
from flowersort.services.imaging.folders import folders_below
from flowersort.workflows.plan_sort import plan_sort

Standing = tuple[tuple[str, str], ...]


def needs_move(review: Review | None, folder_label: str) -> bool:
    """Say whether a review tells another class than the folder; one that leaves a photo out moves nothing."""
    if review is None or not folder_label or review.verdict is Verdict.EXCLUDED:
        return False
    return review.class_name is None or not same_class(review.class_name, folder_label)


def plan_corrections(
    photos: Iterable[LabelledPhoto], *, root: str, holding: Iterable[str], model: ModelFacts, cancel: CancelToken
) -> list[SortPlan]:
    """Plan to move photos whose review tells another class than their folder, with their companions.

    A photo goes to the folder that its class has already, in whatever spelling; among several, to the one beside its
    own, so that a photo of `train` stays there. Folders below the class are kept. What shows no flower or another one
    goes where `SortRules` has it. All go by plans into `root`, one for each folder that class folders stand in.

    Args:
        photos: any of the folder's; those that stand right, or in no class folder, are in no plan.
        root: the sorted folder, absolute.
        holding: folders below `root` that hold photos, `/` between parts.

    Raises:
        SortError: the folder can't be looked at.
    """
    labels = FolderLabels(folders_below(root, cancel=cancel), holding=holding, known=model.classes, mapped={})
    groups: dict[str, list[LabelledPhoto]] = {}
    for photo in photos:
        place = labels.of(shown_name(photo.file.path, base=root))
        if needs_move(photo.review, place.label):
            groups.setdefault(_above(place.folder), []).append(photo)
    return [
        plan_sort(
            group,
            sources=[root],
            into=root,
            rules=_rules(above, _standing(labels.class_folders, above, group)),
            model=model,
            cancel=cancel,
        )
        for above, group in groups.items()
    ]


def standing_folders(into: str, *, model: ModelFacts, cancel: CancelToken) -> Standing:
    """Return the folders directly in one that was sorted into, by the class that each stands for."""
    tops = [folder for folder in folders_below(into, cancel=cancel) if "/" not in folder]
    labels = FolderLabels(tops, holding=tops, known=model.classes, mapped={})
    return _standing(labels.class_folders, "", ())


def _standing(places: Sequence[ClassFolder], above: str, photos: Iterable[LabelledPhoto]) -> Standing:
    """Return each label's folder as seen from class folders that stand in `above`."""
    found: dict[str, str] = {}
    # Those beside it before others, and of several for one class the one that is named exactly so.
    for place in sorted(places, key=lambda each: (_above(each.folder) != above, _name(each.folder) != each.label)):
        found.setdefault(place.label, place.folder)
    if above:
        for photo in photos:
            if photo.review is not None and photo.review.class_name is not None:
                found.setdefault(photo.review.class_name, f"{above}/{photo.review.class_name}")
    # Every other class folder by its own name, so that none is taken for one within a class.
    for place in places:
        found.setdefault(place.folder, place.folder)
    return tuple(found.items())


def _rules(above: str, standing: Standing) -> SortRules:
    """Return the rules of a plan; those for class folders deep in the tree keep their doubts apart from the others'."""
    rules = SortRules(operation=Operation.MOVE, keep_tree=True, standing=standing)
    if not above:
        return rules
    return replace(rules, no_flower=f"{rules.no_flower}/{above}", other_flower=f"{rules.other_flower}/{above}")


def _above(folder: str) -> str:
    return folder.rpartition("/")[0]


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]
