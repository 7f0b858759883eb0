"""Find what is wrong in a folder that somebody sorted: paths in, events out."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from flowersort.core.audit import AuditEvent
from flowersort.core.progress import CancelToken
from flowersort.workflows.tools import Tools


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How to audit.

    Attributes:
        fresh: decode every photo again, even a known one.
        thumbnails: whether decoded photos come with a thumbnail.
        labels: class by name of a folder, where the folder's own name is not the class (`--map given=class`).
    """

    fresh: bool = False
    thumbnails: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


def audit(
    folder: str, *, tools: Tools, options: AuditOptions, cancel: CancelToken
) -> Generator[AuditEvent, None, None]:
    """Label the photos of a folder of class subfolders, and compare.

    A photo that the user reviewed is not judged again: a review that agrees with the folder settles its label (so
    "keep the label" is a review with the given class), one that differs is the suggestion.

    The events end with exactly one of AuditFinished, RunCancelled and RunFailed. Leaving the iteration early stops the
    run as cancelling does.

    Raises:
        UsageError: the folder is a file, or a mapped folder name does not occur.
        FolderError: there is no such folder.
    """
    raise NotImplementedError
