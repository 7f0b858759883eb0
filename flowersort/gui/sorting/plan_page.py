"""What a sort would do: the preview that comes before every sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from flowersort.core.csv_names import readable
from flowersort.core.plan import Operation, Outcome, SortPlan
from flowersort.gui.dialogs.parts import down
from flowersort.gui.sorting.entries import PlanEntries
from flowersort.gui.sorting.entry_tree import EntryTree
from flowersort.gui.sorting.words import planned_shown, sum_shown
from flowersort.gui.wording import file_size


class PlanPage(QWidget):
    """Shows plans: per folder how many and how much, every other name, every skip, space and volumes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sum = QLabel(wordWrap=True)
        self._tree = EntryTree(self.tr("What the sort would do"))
        self._space = QLabel(wordWrap=True)
        self._fault = QLabel(wordWrap=True)
        self._fault.setProperty("role", "fault")
        for label in (self._sum, self._space, self._fault):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = down(self)
        layout.addWidget(self._sum)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._space)
        layout.addWidget(self._fault)

    @property
    def text(self) -> str:
        """Everything that is shown, as lines."""
        faults = [self._fault.text()] if self._fault.text() else []
        return "\n".join([self._sum.text(), *self._tree.lines(), self._space.text(), *faults])

    def show_plans(self, plans: Sequence[SortPlan]) -> None:
        """Show plans that are to be carried out together."""
        expected: Counter[Outcome] = sum((plan.expected() for plan in plans), Counter())
        found = sum(plan.found for plan in plans)
        parts = [(expected[outcome], planned_shown(outcome)) for outcome in Outcome]
        where = ", ".join(dict.fromkeys(readable(plan.into) for plan in plans))
        into = self.tr("Into {folder}").format(folder=where)
        self._sum.setText(f"{into}\n{self.tr('Photos found: {sum}').format(sum=sum_shown(found, parts))}")
        self._tree.show_entries(PlanEntries().of(plans))
        self._space.setText("\n".join(dict.fromkeys(self._about_space(plan) for plan in plans)))
        faults = [self._missing(plan) for plan in plans if not plan.enough_space]
        self._fault.setText("\n".join(faults))
        self._fault.setVisible(bool(faults))

    def _about_space(self, plan: SortPlan) -> str:
        needed = self.tr("{size} needed").format(size=file_size(plan.bytes_needed))
        if plan.bytes_free is None:
            free = self.tr("how much is free can't be told")
        else:
            free = self.tr("{size} free").format(size=file_size(plan.bytes_free))
        lines = [self.tr("Space: {needed}, {free}.").format(needed=needed, free=free)]
        if plan.crosses_volumes and plan.rules.operation is Operation.MOVE:
            lines.append(
                self.tr("To another drive: each file is copied, read again, compared, and only then taken away.")
            )
        elif plan.crosses_volumes:
            lines.append(self.tr("To another drive: each file is copied, read again and compared."))
        return " ".join(lines)

    def _missing(self, plan: SortPlan) -> str:
        missing = plan.bytes_needed - (plan.bytes_free or 0)
        return self.tr("There is not enough space: {size} are missing. Free some, or choose another folder.").format(
            size=file_size(missing)
        )
