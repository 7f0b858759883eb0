"""What can be made anew at any time, kept as files below a size limit because making it takes a while.

Belongs here: the thumbnails' files, their limit, and every fault of their disk.
Does not: making or reading thumbnails (imaging), and anything that would be missed if it were gone (store).

The parts: `thumbnail_cache` (the API), `files` (one thumbnail's file), `pruning` (which files go when there are
too many).
"""
