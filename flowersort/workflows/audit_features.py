"""Run the pack's second network, which did not learn its photos' labels, over some photos."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from flowersort.core.audit import AuditEvent, AuditProgress, AuditStep
from flowersort.core.errors import PhotoError
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.progress import CancelToken
from flowersort.services.imaging.decode import decode
from flowersort.services.inference.features import FeatureNetwork
from flowersort.workflows.pipeline import Pipeline, Tick
from flowersort.workflows.tools import Tools

_SECONDS_BETWEEN_PROGRESS = 0.1

Found = tuple[int, NDArray[np.float32] | None]


def frozen_features(
    photos: Sequence[LabelledPhoto], *, tools: Tools, cancel: CancelToken
) -> Generator[AuditEvent, None, NDArray[np.float32]]:
    """Yield how far it is; return features, shape (photos, embedding), NaN where a photo can't be read any more.

    Raises:
        PackError: the network can't be run.
    """
    found: dict[int, NDArray[np.float32]] = {}
    pipeline: Pipeline[int, Found] = Pipeline(
        range(len(photos)),
        lambda: _worker(photos, tools),
        workers=tools.jobs,
        stopped=lambda: cancel.cancelled,
    )
    done, next_progress = 0, tools.clock()
    with closing(iter(pipeline)) as outcomes:
        for item in outcomes:
            if not isinstance(item, Tick):
                number, features = item
                done += 1
                if features is not None:
                    found[number] = features
            if tools.clock() >= next_progress:
                next_progress = tools.clock() + _SECONDS_BETWEEN_PROGRESS
                yield AuditProgress(AuditStep.FEATURES, done, len(photos))
    if pipeline.fault is not None:
        raise pipeline.fault
    rows = np.full((len(photos), max(map(len, found.values()), default=1)), np.nan, np.float32)
    for number, features in found.items():
        rows[number] = features
    return rows


def _worker(photos: Sequence[LabelledPhoto], tools: Tools) -> Callable[[int], Found]:
    network = FeatureNetwork(tools.pack)

    def work(number: int) -> Found:
        try:
            return number, network.run(decode(tools.read(photos[number].file.path)).rgb)
        except PhotoError:
            return number, None

    return work
