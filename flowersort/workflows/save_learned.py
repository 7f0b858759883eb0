"""Save what was learnt as a pack that others can open. The pack below it is only read."""

from __future__ import annotations

import os
import time
from pathlib import Path

from flowersort.core.errors import ExportError, UsageError
from flowersort.core.learning import Learnt
from flowersort.core.model import LearnedFrom
from flowersort.services.inference.learned_pack import LearnedContent, learned_files, write_new_pack
from flowersort.services.inference.manifest import is_plain_name
from flowersort.services.inference.pack import Pack, PackFiles, read_files
from flowersort.workflows.learned_packs import LEARNED_SUFFIX

_LONGEST = 40


def check_place(folder: Path) -> None:
    """Refuse a place for a learned pack that is taken, before the work whose result it is to hold.

    Raises:
        ExportError: something is there already.
    """
    if os.path.lexists(folder):
        raise ExportError(f"{folder} is there already; save the model under another name.")


def save_learned(learnt: Learnt, *, base: Path, into: Path, now: float) -> Pack:
    """Write a learned pack to a folder that does not exist yet, and return it as it loads. Whole or absent.

    Args:
        base: folder of the pack that was learnt on, or of a learned one on top of that.
        into: the pack's folder; folders above it are made.
        now: seconds since 1970.

    Raises:
        UsageError: nothing was learnt that is better than the network alone.
        PackError: the pack that was learnt on can't be read any more.
        ExportError: the place is taken, or can't be written to; nothing is left there.
    """
    head = learnt.head
    if head is None:
        raise UsageError("Nothing was learnt that is better than the model as it is, so there is nothing to save.")
    read = read_files(base)
    moment = time.gmtime(now)
    content = LearnedContent(
        name=_name(into, read),
        version=time.strftime("%Y.%m.%d-%H%M%S", moment),
        classes=learnt.classes,
        head=head,
        learned=_learned(learnt, read, day=time.strftime("%Y-%m-%d", moment)),
        card=_card(learnt, read),
    )
    return write_new_pack(learned_files(read, content), Path(os.path.abspath(into)))  # noqa: PTH100 (links stay)


def _name(into: Path, read: PackFiles) -> str:
    return into.name if is_plain_name(into.name) else f"{read.manifest.name[:_LONGEST]}{LEARNED_SUFFIX}"


def _base_title(read: PackFiles) -> str:
    learned = read.manifest.learned
    return f"{read.manifest.name} {read.manifest.version}" if learned is None else learned.base


def _learned(learnt: Learnt, read: PackFiles, *, day: str) -> LearnedFrom:
    gain = learnt.gain
    return LearnedFrom(
        own=read.manifest.own,
        base=_base_title(read),
        at=day,
        reviews=learnt.counts,
        right_before=0 if gain is None else gain.right_before,
        right_after=0 if gain is None else gain.right_after if learnt.corrected else gain.right_before,
        held_out=0 if gain is None else gain.reviews,
    )


def _card(learnt: Learnt, read: PackFiles) -> str:
    """Return what the model card tells of it; class names are of people, so they stand as code."""
    taught = ", ".join(f"`{name}` {count:,}" for name, count in learnt.counts)
    lines = [
        f"A head on the embedding of {_base_title(read)}, whose network is unchanged; the figures above are that",
        f"network's own. Photos with reviews that taught it: {taught}.",
        "",
    ]
    for each in learnt.new:
        if each.name in learnt.classes:
            lines.append(
                f"- New class `{each.name}`: left out in turn, {each.found} of {each.examples} examples are found, "
                f"and {each.taken:.1%} of all else is taken for it."
            )
    if learnt.gain is not None and learnt.corrected:
        gain = learnt.gain
        lines.append(
            f"- Known classes: of {gain.reviews:,} reviews held out, {gain.right_after:,} are right with what was "
            f"learnt, {gain.right_before:,} without."
        )
    return "\n".join(lines)
