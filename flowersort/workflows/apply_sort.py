"""Do what a plan says; everything that it does can be undone."""

from __future__ import annotations

import time
from collections.abc import Generator

from flowersort.core.plan import SortPlan
from flowersort.core.progress import CancelToken
from flowersort.core.sorts import Deed, SortEnded, SortEvent
from flowersort.services.sorting.beginning import begin_sort
from flowersort.services.sorting.entries import Way
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.sort_run import SortRun


def apply_sort(plan: SortPlan, *, records: SortRecords, cancel: CancelToken) -> Generator[SortEvent, None, None]:
    """Sort. The journal stands before the first photo is touched, and every step in it before the step is done.

    The events end with one SortEnded. Leaving the iteration early stops between files, like a sort that was cut off.

    Raises:
        SortBusy: another flowersort is at work in the folder.
        SortError: it could not begin; nothing has changed.
    """
    began = time.monotonic()
    if not plan.photos:
        return _nothing_to_do(plan)
    work = begin_sort(plan, records, now=time.time())
    run = SortRun(work, records, Deed.SORT, began)
    run.left(plan.left)
    return run.events(list(work.ledger.steps.values()), Way.PLACE, cancel)


def _nothing_to_do(plan: SortPlan) -> Generator[SortEvent, None, None]:
    yield SortEnded(*SortRun.nothing(plan))
