"""Exit statuses: contracts that scripts rely upon."""

DONE = 0
# Something could not be completed; unreadable photos alone are no such thing.
INCOMPLETE = 1
USAGE = 2
# 128 + SIGINT, as shells count.
INTERRUPTED = 130
