"""Sorted folders of generated photos, to be audited."""

from __future__ import annotations

from pathlib import Path

from flowersort.core.audit import AuditedPhoto, AuditFinished, AuditResult
from flowersort.core.progress import CancelToken
from flowersort.workflows.audit import AuditOptions, audit
from flowersort.workflows.tools import Tools
from tests.fakes.gardens import photo_bytes
from tests.fakes.runs import tools


def put(folder: Path, *places: str, first: int = 0) -> Path:
    """Put a different photo at each place."""
    for number, place in enumerate(places):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(photo_bytes(first + number))
    return folder


def audited(folder: Path, *, with_tools: Tools | None = None, **options: object) -> AuditResult:
    """Audit to the end and return what was found."""
    events = list(
        audit(
            str(folder),
            tools=with_tools or tools(),
            options=AuditOptions(**options),  # type: ignore[arg-type]
            cancel=CancelToken(),
        )
    )
    last = events[-1]
    assert isinstance(last, AuditFinished), last
    assert sum(isinstance(event, AuditFinished) for event in events) == 1
    return last.result


def by_name(result: AuditResult) -> dict[str, AuditedPhoto]:
    return {photo.name: photo for photo in result.photos}
