"""Labels as small numbers, so that a hundred thousand of them can be filtered, sorted and counted at once."""

from __future__ import annotations

from flowersort.core.review import Review, Verdict

LabelCode = int
"""0 … C-1 stand for the C classes; then follow no_flower, other_flower and excluded; `NO_LABEL` for none."""

NO_LABEL: LabelCode = -1

_VERDICTS = (Verdict.NO_FLOWER, Verdict.OTHER_FLOWER, Verdict.EXCLUDED)


def label_codes(classes: tuple[str, ...]) -> range:
    """Return every code that stands for a label: the classes in order, then the three other answers of a review."""
    return range(len(classes) + len(_VERDICTS))


def label_code(review: Review | None, top: int, classes: tuple[str, ...]) -> LabelCode:
    """Return the code of a photo's label: the review's answer if there is one, else the predicted class.

    Args:
        review: may name a class that this model does not know; its code is `NO_LABEL`.
        top: index of the predicted class, -1 where there is no prediction.
        classes: class names in the order of the logits.
    """
    if review is None:
        return top if top >= 0 else NO_LABEL
    if review.verdict is not Verdict.CLASS:
        return verdict_code(review.verdict, classes)
    return classes.index(review.class_name) if review.class_name in classes else NO_LABEL


def verdict_code(verdict: Verdict, classes: tuple[str, ...]) -> LabelCode:
    """Return the code of an answer that is no class.

    Raises:
        ValueError: the verdict is `CLASS`, whose code depends on the class.
    """
    return len(classes) + _VERDICTS.index(verdict)


def label_word(code: LabelCode, classes: tuple[str, ...]) -> str:
    """Return the label as outputs have it: a class name or a verdict; empty for `NO_LABEL`."""
    if code < 0:
        return ""
    return classes[code] if code < len(classes) else _VERDICTS[code - len(classes)].value
