"""Runs one command and writes down what it took: seconds, CPU seconds, peak memory.

    python launch.py RESULT_FILE COMMAND…

A process of its own, because a child inherits the peak memory of whatever forked it, and pytest is large.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(result: str, command: list[str]) -> int:
    """Run the command to its end, and return its exit status."""
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    took = {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak_bytes": usage.ru_maxrss * unit}
    with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123 (pathlib would be half of this program)
        json.dump(took, file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
