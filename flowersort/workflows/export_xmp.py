"""Write labels into XMP files beside the photos: first a plan, then the writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flowersort.core.csv_names import one_line
from flowersort.core.errors import ExportError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.model import ModelFacts
from flowersort.core.progress import CancelToken
from flowersort.core.state import State
from flowersort.core.xmp_export import XmpDeed, XmpNames, XmpPlan, XmpStep, keywords_of
from flowersort.services.export.rows import in_order
from flowersort.services.export.xmp import XmpTargets, look, write_xmp
from flowersort.workflows.export import Labels


def plan_xmp(labels: Labels, *, names: XmpNames, cancel: CancelToken) -> XmpPlan:
    """Return what an export would do to each photo's XMP file, in natural order; nothing is written.

    After a cancel the plan ends early, and must not be carried out.
    """
    photos = [row for _, row in in_order(labels.rows, base=labels.base)]
    targets = XmpTargets([photo.file.path for photo in photos], names)
    steps = []
    for photo in photos:
        if cancel.cancelled:
            break
        steps.append(_step(photo, labels.model, targets))
    return XmpPlan(tuple(steps))


def apply_xmp(plan: XmpPlan, *, cancel: CancelToken) -> Iterator[XmpStep]:
    """Carry a plan out, and yield each step as it came out: another program may have been there since the plan.

    A photo whose file can't be written is refused with a reason, and the rest goes on. A cancel ends between files.
    """
    for step in plan.steps:
        if cancel.cancelled:
            return
        yield _done(step) if step.deed in {XmpDeed.MAKE, XmpDeed.MERGE} else step


def _step(photo: LabelledPhoto, model: ModelFacts, targets: XmpTargets) -> XmpStep:
    path = photo.file.path
    keywords = keywords_of(photo, model)
    try:
        target = targets.target(path)
    except ExportError as fault:
        if keywords is None:
            return XmpStep(path, "", None, XmpDeed.LEAVE)
        return XmpStep(path, "", None, XmpDeed.REFUSE, f"{one_line(path)} {fault}")
    if photo.state is State.UNREADABLE:
        return XmpStep(path, target, None, XmpDeed.LEAVE)
    try:
        return XmpStep(path, target, keywords, look(target, keywords))
    except ExportError as fault:
        # A photo that gets no words is nobody's loss.
        deed = XmpDeed.REFUSE if keywords is not None else XmpDeed.LEAVE
        return XmpStep(path, target, keywords, deed, str(fault) if keywords is not None else "")


def _done(step: XmpStep) -> XmpStep:
    try:
        return replace(step, deed=write_xmp(step.target, step.keywords))
    except ExportError as fault:
        return replace(step, deed=XmpDeed.REFUSE, reason=str(fault))
