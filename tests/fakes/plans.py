"""Hand-written plans, endings and records of sorts, for what is said of them."""

from __future__ import annotations

from collections import Counter

from flowersort.core.plan import LeftPhoto, Operation, Outcome, PlannedFile, PlannedPhoto, SortPlan, SortRules
from flowersort.core.sorts import Deed, Problem, SortRecord, SortState, SortSummary

ID = "20261124-091802-ab12"


def planned_file(source: str, target: str, *, size: int = 1000) -> PlannedFile:
    return PlannedFile(source=source, target=target, size=size, modified_ns=10**18, content="c" * 32)


def planned(name: str, label: str = "daisy", *, companions: int = 0, collision: str = "") -> PlannedPhoto:
    """Return a photo `/g/<name>` that gets a place in its label's folder, with `.xmp` companions."""
    return PlannedPhoto(
        file=planned_file(f"/g/{name}", f"{label}/{name}"),
        companions=tuple(
            planned_file(f"/g/{name}.{each}.xmp", f"{label}/{name}.{each}.xmp", size=10) for each in range(companions)
        ),
        label=label,
        folder=label,
        collision=collision,
    )


def skipped(name: str, reason: str = "It is doubtful.") -> LeftPhoto:
    return LeftPhoto(path=f"/g/{name}", label="daisy", outcome=Outcome.SKIPPED, reason=reason)


def plan_of(
    *photos: PlannedPhoto,
    left: tuple[LeftPhoto, ...] = (),
    operation: Operation = Operation.COPY,
    needed: int = 5000,
    free: int | None = 10**9,
    crosses: bool = False,
) -> SortPlan:
    return SortPlan(
        into="/sorted",
        sources=("/g",),
        rules=SortRules(operation=operation),
        model="flowers 2.0.0",
        photos=photos,
        left=left,
        bytes_needed=needed,
        bytes_free=free,
        crosses_volumes=crosses,
    )


def summary_of(
    deed: Deed = Deed.SORT, *, not_done: int = 0, problems: tuple[Problem, ...] = (), companions: int = 0, **counts: int
) -> SortSummary:
    """Return a summary; `counts` are named like the outcomes."""
    outcomes = Counter({Outcome(name): count for name, count in counts.items()})
    return SortSummary(
        id=ID,
        deed=deed,
        into="/sorted",
        found=outcomes.total() + not_done,
        outcomes=outcomes,
        not_done=not_done,
        companions=companions,
        problems=problems,
        seconds=1.5,
    )


def record_of(
    state: SortState = SortState.FINISHED, *, placed: int = 5, undone: int = 0, failed: int = 0, into: str = "/sorted"
) -> SortRecord:
    return SortRecord(
        id=ID,
        at=1_790_000_000.0,
        into=into,
        sources=("/g",),
        operation=Operation.MOVE,
        state=state,
        placed=placed,
        undone=undone,
        failed=failed,
    )
