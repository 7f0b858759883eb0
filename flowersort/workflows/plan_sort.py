"""Plan a sort: labelled photos and rules → what would be done; nothing on disk changes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowersort.core.errors import PhotoError, SortError, UsageError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.naming import split_suffix
from flowersort.core.plan import LeftPhoto, Operation, Outcome, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.core.planner import SourcePhoto, place_photos
from flowersort.core.planner_folders import doubt_folder
from flowersort.core.progress import CancelToken
from flowersort.core.rename_template import read_template
from flowersort.services.imaging.formats import has_photo_suffix
from flowersort.services.imaging.scan import check_paths
from flowersort.services.imaging.scan_faults import shown
from flowersort.services.imaging.survey import (
    file_content,
    file_status,
    free_bytes,
    may_change,
    nearest_folder,
)
from flowersort.workflows.sort_sources import SortSources
from flowersort.workflows.target_folders import TargetFolders

# What `keras.utils.image_dataset_from_directory` takes: keras/src/utils/image_dataset_utils.py, ALLOWLIST_FORMATS.
_KERAS_SUFFIXES = (".bmp", ".gif", ".jpeg", ".jpg", ".png")


@dataclass(frozen=True, slots=True)
class _Checked:
    """Photos with a place, and those that turned out to have none."""

    photos: tuple[PlannedPhoto, ...]
    left: tuple[LeftPhoto, ...]


def check_sort(sources: Sequence[str], *, into: str, rules: SortRules) -> None:
    """Refuse what can't be sorted, before the photos are labelled.

    Raises:
        UsageError: there is no source, or the rules make no sense.
        FolderError: a source does not exist.
        SortError: nothing can be put into the folder.
    """
    check_paths(sources)
    for folder in (rules.unsure, rules.other_flower, rules.no_flower):
        if folder is not None:
            doubt_folder(folder)
    read_template(rules.rename)
    target = _absolute(into)
    there = nearest_folder(target)
    if not os.path.isdir(there):  # noqa: PTH112 (a path may hold anything)
        raise SortError(f"{shown(there)} is not a folder, so nothing can be sorted into {shown(target)}.")
    if not may_change(there):
        raise SortError(f"You may not write into {shown(there)}; choose another folder to sort into.")


def plan_sort(
    rows: Sequence[LabelledPhoto],
    *,
    sources: Sequence[str],
    into: str,
    rules: SortRules,
    model: ModelFacts,
    cancel: CancelToken,
) -> SortPlan:
    """Plan a sort of labelled photos. Every row is in the plan exactly once, in any order the same plan.

    A cancelled plan is not whole, and must not be applied.

    Raises:
        UsageError: the rules make no sense.
        SortError: the folder that is sorted into can't be looked at.
    """
    target, given = _absolute(into), tuple(os.path.abspath(source) for source in sources)  # noqa: PTH100
    looker = SortSources(given, into=target, operation=rules.operation)
    photos = [looker.look(row) for row in rows if not cancel.cancelled]
    places = place_photos(photos, rules=rules, model=model, target=TargetFolders(target))
    volumes = {source.photo.file.path: _volume(source) for source in photos}
    volume = _volume_of(target)
    checked = _checked(places.photos, volumes, volume=volume, operation=rules.operation, cancel=cancel)
    foreign = [photo for photo in checked.photos if volumes[photo.file.source] != volume]
    needing = {Operation.COPY: checked.photos, Operation.MOVE: foreign, Operation.LINK: ()}[rules.operation]
    return SortPlan(
        into=target,
        sources=given,
        rules=rules,
        model=model.title,
        photos=checked.photos,
        left=(*places.left, *checked.left),
        bytes_needed=sum(file.size for photo in needing for file in photo.files),
        bytes_free=free_bytes(nearest_folder(target)),
        crosses_volumes=bool(foreign),
    )


def keras_unreadable(plan: SortPlan) -> int:
    """Return how many photos would stand in the folders in formats that Keras passes over."""
    return sum(not photo.file.target.lower().endswith(_KERAS_SUFFIXES) for photo in plan.photos)


def imagefolder_mistaken(plan: SortPlan) -> int:
    """Return how many companions Hugging Face's imagefolder would take for photos, by the suffix before the last.

    Source: datasets/packaged_modules/folder_based_builder/folder_based_builder.py, `second_data_file_ext`.
    """
    names = (companion.target for photo in plan.photos for companion in photo.companions)
    return sum(has_photo_suffix(split_suffix(name)[0]) for name in names)


def _absolute(into: str) -> str:
    if not into:
        raise UsageError("Name the folder to sort into.")
    return os.path.abspath(into)  # noqa: PTH100 (Path.resolve would follow the links)


def _volume(source: SourcePhoto) -> object:
    return source.key[0] if isinstance(source.key, tuple) else None


def _volume_of(target: str) -> object:
    there = nearest_folder(target)
    try:
        return file_status(there).volume
    except PhotoError as fault:
        raise SortError(f"{shown(there)} can't be reached, so nothing can be sorted into {shown(target)}.") from fault


def _checked(
    photos: Sequence[PlannedPhoto],
    volumes: dict[str, object],
    *,
    volume: object,
    operation: Operation,
    cancel: CancelToken,
) -> _Checked:
    """Read the companions of photos that got a place, and leave those that can't be sorted after all."""
    fine: list[PlannedPhoto] = []
    left: list[LeftPhoto] = []
    for photo in photos:
        if cancel.cancelled:
            break
        path = photo.file.source
        if operation is Operation.LINK and volumes[path] != volume:
            reason = "It is on another drive, and a link can't lead there; copy instead."
            left.append(LeftPhoto(path, photo.label, Outcome.FAILED, reason))
            continue
        try:
            fine.append(replace(photo, companions=tuple(map(_read, photo.companions))) if photo.companions else photo)
        except PhotoError as fault:
            left.append(LeftPhoto(path, photo.label, Outcome.FAILED, str(fault)))
    return _Checked(tuple(fine), tuple(left))


def _read(companion: PlannedFile) -> PlannedFile:
    try:
        return replace(companion, content=file_content(companion.source))
    except PhotoError as fault:
        raise PhotoError(f"Its companion {shown(companion.source)} stands in the way. {fault}") from fault
