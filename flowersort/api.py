"""The library: what `import flowersort` offers. Reached through the package, which loads this only when needed."""

from __future__ import annotations

import io
import os
import time
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from flowersort.bootstrap import BUNDLED_PACK, Settings, build, open_pack, pack_folder
from flowersort.core.audit import AuditFinished, AuditProgress, AuditResult
from flowersort.core.errors import FlowersortError, StoreError, UsageError
from flowersort.core.evaluation import Evaluation
from flowersort.core.events import Event, FolderFailed, PhotoFailed, PhotoLabelled, RunFailed, StoreFailed
from flowersort.core.labelled import LabelledPhoto
from flowersort.core.learning import Learnt
from flowersort.core.photo import PhotoFile
from flowersort.core.photo_quality import limits_with
from flowersort.core.plan import Operation, SortPlan, SortRules
from flowersort.core.progress import CancelToken
from flowersort.services.export.reader import read_predictions
from flowersort.services.imaging.read import read_photo
from flowersort.workflows.audit import AuditOptions
from flowersort.workflows.audit import audit as audit_events
from flowersort.workflows.classify import ClassifyOptions
from flowersort.workflows.classify import classify as classify_events
from flowersort.workflows.evaluate import EvaluateFolder
from flowersort.workflows.export import STANDARD_OUTPUT, Labels, base_folder, export_csv
from flowersort.workflows.export_audit import audit_columns
from flowersort.workflows.label_photo import Extras, PhotoLabeller
from flowersort.workflows.learn import learn as learn_from
from flowersort.workflows.plan_sort import check_sort
from flowersort.workflows.plan_sort import plan_sort as planned
from flowersort.workflows.save_learned import check_place, save_learned
from flowersort.workflows.tools import Tools

if TYPE_CHECKING:
    import pandas

__all__ = ["Classifier", "audit", "classify", "evaluate", "learn", "plan_sort", "read_predictions"]

AnyPath = str | os.PathLike[str]


class Rules(TypedDict, total=False):
    """How to sort, as `SortRules` has it; what is not given is as there."""

    unsure: str | None
    other_flower: str | None
    no_flower: str | None
    keep_tree: bool
    rename: str


def classify(
    paths: AnyPath | Sequence[AnyPath],
    *,
    threshold: float | None = None,
    recursive: bool = True,
    jobs: int | None = None,
    model: str = BUNDLED_PACK,
    use_store: bool = False,
) -> pandas.DataFrame:
    """Label photos and folders of photos.

    Args:
        paths: one path or several, files and folders mixed; `~` is understood.
        threshold: smallest confidence that counts as sure, 0–1; None takes the model's.
        recursive: whether subfolders are walked too.
        jobs: worker threads; None takes one per core.
        model: a bundled model, or the folder of another one.
        use_store: whether results are remembered for, and taken from, other runs of this user.

    Returns:
        One row per photo with the columns of the CSV, in natural order of paths. Unreadable photos have NaN. A folder
        that could not be listed, and a store that could not be used, are warned of.

    Raises:
        UsageError: no path, a threshold outside 0–1, or fewer than one job.
        FolderError: a path does not exist.
        PackError: the model can't be used.
        FlowersortError: the run could not be completed.
    """
    names = _names(paths)
    options = ClassifyOptions(recursive=recursive, threshold=threshold)
    return _table(_labelled(names, Settings(model, jobs, use_store), options))


def plan_sort(
    paths: AnyPath | Sequence[AnyPath],
    *,
    into: AnyPath,
    operation: str = Operation.COPY.value,
    threshold: float | None = None,
    model: str = BUNDLED_PACK,
    use_store: bool = False,
    **rules: Unpack[Rules],
) -> SortPlan:
    """Label photos and say where a sort would put each; nothing on disk changes.

    Args:
        paths: one path or several, files and folders mixed; `~` is understood.
        into: the folder that would get a subfolder for each class; need not exist.
        operation: `copy`, `move` or `link`.
        threshold: smallest confidence that counts as sure, 0–1; None takes the model's.
        model: a bundled model, or the folder of another one.
        use_store: whether results are remembered for, and taken from, other runs of this user, reviews included.
        rules: `unsure`, `other_flower` and `no_flower` are folders below `into`, or None to leave such photos where
            they are. `keep_tree` keeps the subfolders of the sources, and `rename` is a template of new names.

    Raises:
        UsageError: no path, a threshold outside 0–1, or rules that make no sense.
        FolderError: a path does not exist.
        SortError: nothing can be sorted into that folder.
        PackError: the model can't be used.
        FlowersortError: the run could not be completed.
    """
    names, target, chosen = _names(paths), _expanded(into), _rules(operation, rules)
    check_sort(names, into=target, rules=chosen)
    labels = _labelled(names, Settings(model, None, use_store), ClassifyOptions(threshold=threshold))
    return planned(labels.rows, sources=names, into=target, rules=chosen, model=labels.model, cancel=CancelToken())


def evaluate(folder: AnyPath, *, jobs: int | None = None, model: str = BUNDLED_PACK) -> Evaluation:
    """Measure the model on a folder of class subfolders.

    Raises:
        UsageError: no photo stands in a subfolder named like a class of the model.
        FolderError: the folder does not exist.
        PackError: the model can't be used.
        FlowersortError: the run could not be completed.
    """
    built = build(Settings(model, jobs, with_store=False), os.environ)
    evaluation = EvaluateFolder(_expanded(folder), tools=built.tools, options=ClassifyOptions(), cancel=CancelToken())
    with closing(iter(evaluation)) as events:
        for event in events:
            _tell(event)
    result = evaluation.result
    if result is None:
        raise FlowersortError("The run was cut short.")
    return result.evaluation


def audit(
    folder: AnyPath,
    *,
    labels: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    jobs: int | None = None,
    model: str = BUNDLED_PACK,
    use_store: bool = False,
) -> pandas.DataFrame:
    """Find what is wrong in a folder of class subfolders; nothing is changed.

    Args:
        folder: holds one subfolder for each class; `~` is understood.
        labels: class by name of a folder, where that is not the class itself.
        limits: from where on a photo is `dark`, `overexposed`, `blurry`, `tiny` or `uniform`, as in `QualityLimits`.
        jobs: worker threads; None takes one per core.
        model: a bundled model, or the folder of another one.
        use_store: whether results are remembered for, and taken from, other runs of this user, reviews included.

    Returns:
        One row per photo with the columns of the audit's CSV, the most suspicious first. `label_quality` is NaN where a
        label was not judged. `attrs["remarks"]` holds sentences on the whole folder, which way was used among them.

    Raises:
        UsageError: the folder is a file, no folder in it has a name of `labels`, or a limit is none.
        FolderError: the folder does not exist.
        PackError: the model can't be used.
        FlowersortError: the run could not be completed.
    """
    import pandas

    options = AuditOptions(labels=labels or {}, limits=limits_with(limits or {}))
    result = _audited(_expanded(folder), options, Settings(model, jobs, use_store))
    table = pandas.DataFrame(
        {name: pandas.Series(column, dtype=kind) for name, kind, column in audit_columns(result.photos)}
    )
    table.attrs["remarks"] = list(result.remarks)
    return table


def learn(
    paths: AnyPath | Sequence[AnyPath],
    *,
    new_classes: Sequence[str] = (),
    save: AnyPath | None = None,
    model: str = BUNDLED_PACK,
) -> Learnt:
    """Learn from the stored reviews of these photos, new classes too; no review and no model is changed.

    Args:
        paths: one path or several, files and folders mixed; `~` is understood. Photos without a review help, too.
        new_classes: the new classes to learn; empty for all that the reviews name.
        save: a folder, which must not exist yet, for a model with what was learnt, for `model` from then on. Nothing is
            saved where the result's `head` is None, because nothing is better than the model as it is.
        model: a bundled model, or the folder of another one.

    Raises:
        UsageError: no path, or no photo there has a review.
        FolderError: a path does not exist.
        PackError: the model can't be used.
        ExportError: something stands at `save`, or it can't be written.
        StoreError: the store can't be used.
        FlowersortError: the run could not be completed.
    """
    into = None if save is None else Path(_expanded(save))
    if into is not None:
        check_place(into)
    settings = Settings(model, None, with_store=True)
    labels = _labelled(_names(paths), settings, ClassifyOptions())
    built = build(settings, os.environ)
    try:
        if built.tools.store is None:
            raise StoreError("Without the store there are no reviews to learn from.")
        contents = [row.content for row in labels.rows if row.content is not None]
        learnt = learn_from(pack=built.tools.pack, store=built.tools.store, contents=contents, new_classes=new_classes)
    finally:
        built.close()
    if into is not None and learnt.head is not None:
        save_learned(learnt, base=pack_folder(model), into=into, now=time.time())
    return learnt


class Classifier:
    """Labels batches of photos in the calling process; for engines that spread the work themselves.

    Can be pickled, model included: Ray Data's `map_batches` and Spark's `mapInPandas` may send it anywhere.

        labels = flowersort.Classifier()(["a.jpg", open("b.jpg", "rb").read()])
    """

    def __init__(self, model: str = BUNDLED_PACK, *, threshold: float | None = None) -> None:
        """Load and check a model.

        Raises:
            PackError: the model can't be used.
            UsageError: the threshold lies outside 0–1.
        """
        self._pack = open_pack(model)
        self._thresholds = self._pack.facts.thresholds.with_sure(threshold)
        self._labeller: PhotoLabeller | None = None
        self._batch: list[AnyPath | bytes] = []

    def __call__(self, photos: Iterable[AnyPath | bytes]) -> pandas.DataFrame:
        """Label a batch, each photo given by its path or its bytes. Not for two threads at once.

        Returns:
            One row per photo in the order given, with the columns of the CSV. `file_name` is the path as given, empty
            for bytes. A photo that can't be read has the state `unreadable` and an error.

        Raises:
            PackError: nothing is installed that can run the model.
            TypeError: something in the batch is neither a path nor bytes.
        """
        import pandas

        if self._labeller is None:
            self._labeller = self._new_labeller()
        self._batch = list(photos)
        names = ["" if isinstance(photo, bytes) else os.fspath(photo) for photo in self._batch]
        # Numbered names: in natural order they are in the order given.
        numbered = (PhotoFile(f"/{place}", size=-1, modified_ns=-1) for place in range(len(self._batch)))
        rows = [self._labeller(file).event.photo for file in numbered]
        table = _table(Labels(rows, self._pack.facts, base="/"))
        # As Python objects, because pandas' own text type can't hold bytes that are no text.
        table["file_name"] = pandas.Series(names, table.index, dtype=object)
        self._batch = []
        return table

    def __getstate__(self) -> dict[str, Any]:
        # Interpreters can't travel; the next call builds one.
        return {**self.__dict__, "_labeller": None, "_batch": []}

    def _new_labeller(self) -> PhotoLabeller:
        tools = Tools(pack=self._pack, store=None, jobs=1, clock=time.monotonic, read=self._read)
        return PhotoLabeller(tools, thresholds=self._thresholds, fresh=True, extras=Extras())

    def _read(self, name: str) -> bytes:
        photo = self._batch[int(name.removeprefix("/"))]
        return photo if isinstance(photo, bytes) else read_photo(os.fspath(photo))


def _names(paths: AnyPath | Sequence[AnyPath]) -> list[str]:
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return [_expanded(path) for path in given]


def _rules(operation: str, others: Rules) -> SortRules:
    if operation not in list(Operation):
        raise UsageError(f"There is no operation {operation!r}; it is {', '.join(Operation)}.")
    return SortRules(operation=Operation(operation), **others)


def _labelled(names: Sequence[str], settings: Settings, options: ClassifyOptions) -> Labels:
    """Run over photos and folders to the end, warning of what makes the result incomplete."""
    built = build(settings, os.environ)
    for notice in built.notices:
        warnings.warn(notice, stacklevel=3)
    rows: list[LabelledPhoto] = []
    try:
        with closing(classify_events(names, tools=built.tools, options=options, cancel=CancelToken())) as events:
            for event in events:
                if isinstance(event, PhotoLabelled | PhotoFailed):
                    rows.append(event.photo)
                else:
                    _tell(event, stacklevel=4)
    finally:
        built.close()
    return Labels(rows, built.tools.pack.facts, base_folder(names))


def _tell(event: Event, *, stacklevel: int = 3) -> None:
    """Raise what ended the run, and warn of what makes its result incomplete."""
    match event:
        case RunFailed(reason=reason):
            raise FlowersortError(reason)
        case FolderFailed(path=path, reason=reason):
            warnings.warn(f"{path}: {reason}", stacklevel=stacklevel)
        case StoreFailed(reason=reason):
            warnings.warn(f"{reason} This run goes on without remembering its results.", stacklevel=stacklevel)


def _audited(folder: str, options: AuditOptions, settings: Settings) -> AuditResult:
    """Audit to the end; nobody cancels."""
    built = build(settings, os.environ)
    for notice in built.notices:
        warnings.warn(notice, stacklevel=2)
    try:
        with closing(audit_events(folder, tools=built.tools, options=options, cancel=CancelToken())) as events:
            for event in events:
                if isinstance(event, AuditFinished):
                    return event.result
                if not isinstance(event, AuditProgress):
                    _tell(event)
    finally:
        built.close()
    raise FlowersortError("The run was cut short.")


def _expanded(path: AnyPath) -> str:
    # Not by Path, which makes the working folder of an empty name and raises for `~nobody`.
    return os.path.expanduser(os.fspath(path))  # noqa: PTH111


def _table(labels: Labels) -> pandas.DataFrame:
    """Return what the CSV would hold, read by its own reader, so that both are the same in every cell."""
    text = io.StringIO(newline="")
    export_csv(labels, STANDARD_OUTPUT, standard_output=text)
    text.seek(0)
    return read_predictions(text)
