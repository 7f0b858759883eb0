"""Every error that flowersort raises on purpose.

    FlowersortError
    ├── UsageError            the call itself makes no sense
    ├── FolderError           a path is missing or can't be listed
    ├── PhotoError            one photo can't be read; becomes its `unreadable` row
    ├── PackError             a pack is missing, damaged or not to be trusted
    │   └── RuntimeMissing    no library that could run the pack is installed
    ├── StoreError            the store can't be used; the run goes on without it
    │   └── StoreTooNew       written by a newer flowersort; left as it is
    ├── ExportError           a result can't be written where the user wants it
    ├── SortError             a sort, undo or recovery can't begin or go on
    │   └── SortBusy          another flowersort is at work in the folder
    └── TrainingError         a data set, a weights file or an option can't be trained with

The message is the sentence that the user reads, so it names the thing and, where there is one, the way out.
"""


class FlowersortError(Exception):
    """Root of the tree: catching it catches whatever flowersort raises on purpose."""


class UsageError(FlowersortError):
    """The call makes no sense as it stands (exit status 2 on the command line)."""


class FolderError(FlowersortError):
    """A path given by the user is missing, or a folder can't be listed."""


class PhotoError(FlowersortError):
    """One photo can't be read or decoded; the run goes on and the photo's row says why."""


class PackError(FlowersortError):
    """A pack is missing, damaged, of an unknown schema, or holds something that it must not."""


class RuntimeMissing(PackError):
    """Neither LiteRT nor TensorFlow is installed, so no pack can run."""


class StoreError(FlowersortError):
    """The store can't be opened, read or written."""


class StoreTooNew(StoreError):
    """The store was written by a newer version; it is left untouched."""


class ExportError(FlowersortError):
    """An output file can't be written; what stood there before is still there."""


class SortError(FlowersortError):
    """A sort, undo or recovery can't begin or go on; what was done is in the journal, and no photo is lost."""


class SortBusy(SortError):
    """Another flowersort is at work in the folder that is sorted into."""


class TrainingError(FlowersortError):
    """Training can't start or go on: data, weights or options are unusable."""
