"""What was learnt, in the user's words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from flowersort.core.learning import Gain, Learnt, NewClass
from flowersort.gui.wording import class_name_shown, number, percent


class LearntWords(QObject):
    """Sentences on a `Learnt`."""

    def verdict(self, learnt: Learnt) -> str:
        """Return what it comes to."""
        if learnt.head is None:
            return self.tr("Nothing was learnt that is better than the model as it is, so it stays.")
        return self.tr(
            "Used from now on, it labels the photos without a review anew; reviews stay. The original model is not"
            " changed, and one click leads back to it."
        )

    def lines(self, learnt: Learnt) -> Iterator[str]:
        """Yield what was learnt and what was refused, with what it is worth."""
        for each in learnt.new:
            yield self._new_class(each, learnt=each.name in learnt.classes)
        if learnt.gain is not None:
            yield self._gain(learnt.gain, corrected=learnt.corrected)
        yield from learnt.remarks

    def _new_class(self, each: NewClass, *, learnt: bool) -> str:
        name = class_name_shown(each.name)
        word = self.tr("{name}: learnt.") if learnt else self.tr("{name}: refused, not sure enough yet.")
        found = self.tr("Of %Ln examples, left out in turn, {found} are found;", None, each.examples)
        taken = self.tr("{share} of all else is taken for it.")
        return " ".join(
            (word.format(name=name), found.format(found=number(each.found)), taken.format(share=percent(each.taken)))
        )

    def _gain(self, gain: Gain, *, corrected: bool) -> str:
        if corrected:
            word = self.tr("Known classes: learnt.")
        else:
            word = self.tr("Known classes: refused, since it is not surely better.")
        held = self.tr(
            "Of %Ln reviews held out, {before} are right without it and {after} with it.", None, gain.reviews
        )
        return f"{word} {held.format(before=number(gain.right_before), after=number(gain.right_after))}"
