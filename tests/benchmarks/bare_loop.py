"""The floor: read, decode and invoke on all cores, and nothing else.

    python -m tests.benchmarks.bare_loop FOLDER

It decodes as the program does, since another decoder would be another question. It keeps nothing, writes nothing,
hashes nothing and says only how many photos there were.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from flowersort.services.imaging.decode import decode
from flowersort.services.inference.preprocess import model_input

_MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "flowers" / "model.tflite"


def main(folder: str) -> None:
    """Run the network on every photo of a folder."""
    paths = sorted(str(path) for path in Path(folder).rglob("*.jpg"))
    # A list's iterator is safe between threads: each `next` is one step of the interpreter.
    waiting = iter(paths)
    model = _MODEL.read_bytes()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = [threading.Thread(target=_work, args=(model, waiting)) for _ in range(cores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(f"{len(paths)}\n")


def _work(model: bytes, waiting: Iterator[str]) -> None:
    run, side = _network(model)
    for path in waiting:
        with open(path, "rb") as file:  # noqa: PTH123 (as bare as can be)
            data = file.read()
        run(model_input(decode(data).rgb, side))


def _network(model: bytes) -> tuple[Callable[[np.ndarray], list[np.ndarray]], int]:
    network = Interpreter(model_content=model, num_threads=1)
    network.allocate_tensors()
    entrance = network.get_input_details()[0]
    exits = [output["index"] for output in network.get_output_details()]

    def run(pixels: np.ndarray) -> list[np.ndarray]:
        network.set_tensor(entrance["index"], pixels[np.newaxis])
        network.invoke()
        return [network.get_tensor(index) for index in exits]

    return run, int(entrance["shape"][1])


if __name__ == "__main__":
    main(sys.argv[1])
