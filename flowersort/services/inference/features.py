"""Pixels → features that did not learn the labels of the pack's own photos, for audits of those."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from flowersort.core.errors import PackError
from flowersort.services.inference.interpreter import load_network
from flowersort.services.inference.manifest import FEATURES_FILE
from flowersort.services.inference.pack import Pack
from flowersort.services.inference.preprocess import model_input

_LONGEST = 65_536


class FeatureNetwork:
    """The second network of a pack, loaded. Not to be used by two threads at once: each worker builds its own."""

    def __init__(self, pack: Pack) -> None:
        """Load the network and check its input and output.

        Raises:
            RuntimeMissing: neither LiteRT nor TensorFlow is installed.
            PackError: the pack has no such network, or one of another shape.
        """
        if pack.features is None:
            raise PackError(f"The pack {pack.facts.title} has no {FEATURES_FILE}.")
        self._side = pack.manifest.side
        self._network = load_network(pack.features, name=FEATURES_FILE)
        inputs, outputs = self._network.get_input_details(), self._network.get_output_details()
        shapes = [tuple(each["shape"]) for each in (*inputs, *outputs)]
        if (
            len(shapes) != 2
            or shapes[0] != (1, self._side, self._side, 3)
            or inputs[0]["dtype"] != np.uint8
            or len(shapes[1]) != 2
            or not 2 <= shapes[1][1] <= _LONGEST
            or outputs[0]["dtype"] != np.float32
        ):
            raise PackError(
                f"{FEATURES_FILE} does not turn {self._side} × {self._side} pixels into one row of features."
            )
        self._input, self._output = int(inputs[0]["index"]), int(outputs[0]["index"])

    def run(self, rgb: Image.Image) -> NDArray[np.float32]:
        """Return the features of one decoded photo (mode `RGB`), shape (features,)."""
        self._network.set_tensor(self._input, model_input(rgb, self._side)[np.newaxis])
        self._network.invoke()
        found: NDArray[np.float32] = self._network.get_tensor(self._output)[0]
        return found
