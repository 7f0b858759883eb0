"""What a training needs of the computer, said in a sentence; importable where TensorFlow is not."""

from __future__ import annotations

from pathlib import Path

from flowersort.core.errors import TrainingError

_CPU_FILE = Path("/proc/cpuinfo")


def check_processor(file: Path = _CPU_FILE) -> None:
    """Refuse a processor on which importing TensorFlow would end the process without a word.

    Its wheels for x86-64 are built for AVX (TensorFlow 1.6 and later, https://www.tensorflow.org/install/pip). Only
    Linux on x86 lists its processor's abilities in such a file under `flags`; elsewhere nothing is refused.

    Raises:
        TrainingError: the processor has no AVX.
    """
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    flags = [line.partition(":")[2].split() for line in lines if line.partition(":")[0].strip() == "flags"]
    if flags and not all("avx" in each for each in flags):
        raise TrainingError(
            "Training needs a processor with AVX, which TensorFlow is built for, and this one has none. "
            "Train on another computer; a finished pack runs here all the same."
        )


def missing_library(fault: ImportError) -> TrainingError | None:
    """Return the sentence for a library of the extra `train` that can't be imported; None for a module of our own."""
    name = fault.name or ""
    if name.partition(".")[0] == "flowersort":
        return None
    # A library that is there but can't be loaded often gives no name, only its reason.
    what = f"that are not installed ({name})" if isinstance(fault, ModuleNotFoundError) else f"that fail ({fault})"
    return TrainingError(f"Training needs libraries {what}: pip install 'flowersort[train]'")
