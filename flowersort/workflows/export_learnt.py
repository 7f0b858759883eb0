"""Write down what was learnt, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

from flowersort.core.csv_names import readable
from flowersort.core.learning import Gain, Learnt
from flowersort.services.export.atomic import write_whole
from flowersort.services.export.rows import finite
from flowersort.workflows.export import STANDARD_OUTPUT


def export_learnt_json(learnt: Learnt, target: str, *, model: str, saved: Path | None, standard_output: TextIO) -> None:
    """Write what was learnt to a whole file or to standard output.

    Args:
        model: name and version of the pack that was learnt on.
        saved: where the learned pack lies; None where it was not saved.

    Raises:
        ExportError: the file can't be written.
    """
    text = json.dumps(_plain(learnt, model, saved), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if target == STANDARD_OUTPUT:
        standard_output.write(text)
    else:
        write_whole(target, lambda stream: print(text, end="", file=stream))


def _plain(learnt: Learnt, model: str, saved: Path | None) -> dict[str, object]:
    return {
        "model": readable(model),
        "learnt": learnt.head is not None,
        "classes": [readable(name) for name in learnt.classes],
        "reviews": {readable(name): count for name, count in learnt.counts},
        "new_classes": [
            {
                "name": readable(each.name),
                "examples": each.examples,
                "found": each.found,
                "taken": finite(each.taken),
                "learnt": each.name in learnt.classes,
            }
            for each in learnt.new
        ],
        "known_classes": None if learnt.gain is None else _gain(learnt.gain, learnt.corrected),
        "remarks": [readable(sentence) for sentence in learnt.remarks],
        "saved": None if saved is None else readable(str(saved)),
    }


def _gain(gain: Gain, corrected: bool) -> dict[str, object]:
    return {
        "reviews": gain.reviews,
        "right_before": gain.right_before,
        "right_after": gain.right_after,
        "log_probability_gain": finite(gain.better),
        "standard_error": finite(gain.error),
        "learnt": corrected,
    }
