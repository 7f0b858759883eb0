"""Which past sort has put a photo where it stands."""

from __future__ import annotations

import os

from flowersort.core.errors import SortError, UsageError
from flowersort.core.sorts import SortRecord
from flowersort.services.sorting.journal import read_journal
from flowersort.services.sorting.ledger import Ledger, Standing
from flowersort.services.sorting.names import journal_path
from flowersort.services.sorting.overview import sorted_above
from flowersort.services.sorting.records import SortRecords
from flowersort.workflows.undo_sort import known_sorts


def sort_of_photo(path: str, content: str, *, records: SortRecords) -> SortRecord:
    """Return the newest sort that has placed a photo and not put it back, by its place or, if moved, its content.

    Args:
        path: absolute path of the photo as it stands now.
        content: its content hash.

    Raises:
        UsageError: no sort has put it there.
        SortError: a journal can't be read.
    """
    into = sorted_above(path)
    if into is not None:
        for record in known_sorts(records, into=into):
            if _has_placed(record, path, content, records):
                return record
    raise UsageError("No sort has put this photo where it stands, so there is nothing to put back.")


def _has_placed(record: SortRecord, path: str, content: str, records: SortRecords) -> bool:
    try:
        ledger = Ledger.of(read_journal(records.disk, journal_path(record.into, record.id)))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        raise SortError(f"The journal in “{record.into}” can't be read: {fault.strerror or fault}.") from fault
    place = os.path.normcase(os.path.relpath(path, record.into))
    return any(
        step.is_photo and (os.path.normcase(step.target.replace("/", os.sep)) == place or step.content == content)
        for step in ledger.standing_at(Standing.PLACED)
    )
