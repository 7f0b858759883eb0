"""The quantised network as the program will run it, over many pictures."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from flowersort.core.state import Thresholds
from flowersort.services.inference.interpreter import Interpreter
from flowersort.services.inference.manifest import Manifest
from flowersort.services.inference.preprocess import model_input
from flowersort.training.kept import damaged, unfinished
from flowersort.training.pictures import Load

_WORKERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a network says of pictures: logits (pictures, classes) and embeddings (pictures, embedding), float32."""

    logits: np.ndarray
    embeddings: np.ndarray

    def save(self, path: Path) -> None:
        """Write them down, whole or not at all.

        Raises:
            OSError: the file can't be written.
        """
        beside = unfinished(path)
        np.savez(beside, logits=self.logits, embeddings=self.embeddings)
        beside.replace(path)

    @staticmethod
    def load(path: Path) -> Answers:
        """Read what `save` wrote.

        Raises:
            TrainingError: the file is damaged.
        """
        try:
            # Opened here: NumPy leaves a file open that only begins like an archive.
            with path.open("rb") as opened, np.load(opened) as file:
                return Answers(file["logits"], file["embeddings"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as fault:
            raise damaged(path, fault) from fault


def run_quantised(
    model: bytes, pictures: Sequence[Load], *, classes: tuple[str, ...], side: int, embedding: int
) -> Answers:
    """Decode, scale and run pictures with the run-time code.

    Raises:
        PackError: the file is not the network that it should be.
        PhotoError, OSError: a picture can't be read any more.
    """
    manifest = _draft_manifest(classes, side, embedding)
    parts = np.array_split(np.arange(len(pictures)), _WORKERS)

    def work(part: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        interpreter = Interpreter(model, manifest)
        return [interpreter.run(model_input(pictures[number](), side)) for number in part]

    with ThreadPoolExecutor(_WORKERS) as pool:
        rows = [row for part in pool.map(work, parts) for row in part]
    logits, embeddings = zip(*rows, strict=True) if rows else ((), ())
    return Answers(
        np.array(logits, np.float32).reshape(len(rows), len(classes)),
        np.array(embeddings, np.float32).reshape(len(rows), embedding),
    )


def check_network(model: bytes, answers: Answers, *, classes: tuple[str, ...], side: int) -> None:
    """Load a network without running it.

    Raises:
        PackError: the file is not the network that gave these answers.
    """
    Interpreter(model, _draft_manifest(classes, side, answers.embeddings.shape[1]))


def _draft_manifest(classes: tuple[str, ...], side: int, embedding: int) -> Manifest:
    return Manifest(
        name="draft",
        version="0",
        classes=classes,
        side=side,
        input_type="uint8",
        embedding=embedding,
        temperature=1.0,
        thresholds=Thresholds(1.0, 1.0, 1.0),
        risk=(),
        hashes={},
    )
