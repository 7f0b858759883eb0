"""flowersort labels a folder of flower photos, offline, and says which labels to doubt.

    import flowersort
    table = flowersort.classify(["~/Pictures/garden"])

Importing this costs next to nothing: pandas, Pillow and LiteRT are loaded by the first call that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowersort.api import Classifier, audit, classify, evaluate, learn, plan_sort, read_predictions

__all__ = ["Classifier", "__version__", "audit", "classify", "evaluate", "learn", "plan_sort", "read_predictions"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from flowersort.version import version

        return version()
    if name in __all__:
        from flowersort import api

        return getattr(api, name)
    raise AttributeError(f"module 'flowersort' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
