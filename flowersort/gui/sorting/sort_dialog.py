"""Sort photos: options, the plan, progress, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from flowersort.core.plan import Operation, SortPlan
from flowersort.gui.session.sorting import Sorting
from flowersort.gui.sorting.options_page import OptionsPage
from flowersort.gui.sorting.plan_page import PlanPage
from flowersort.gui.sorting.work_dialog import WorkDialog

translate = QCoreApplication.translate


class PlanDialog(WorkDialog):
    """Shows a plan, which it asks for itself, and carries it out when the user says so.

    `carried_out` comes when the user has said so.
    """

    carried_out = Signal()

    def __init__(self, work: Sorting, title: str, parent: QWidget | None = None) -> None:
        super().__init__(work, title, parent)
        self._title = title
        self._plans: list[SortPlan] = []
        self.plan_page = PlanPage()
        self.pages.addWidget(self.plan_page)
        work.planned.connect(self._show_plan)
        self.primary.clicked.connect(self.go_on)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before the plan."""
        return False

    def make_plan(self, start: Callable[[], None]) -> None:
        """Begin to plan, and show the plan when it is there."""
        self.begin(self._title, start)
        self.show_buttons(closing=self.tr("Cancel"))

    def go_on(self) -> None:
        """Do what the main button says."""
        if self.pages.currentWidget() is self.plan_page:
            self.carried_out.emit()
            plans = [plan for plan in self._plans if plan.photos]
            self.begin(self._title, lambda: self._work.apply(plans))

    def _show_plan(self, plans: Sequence[SortPlan]) -> None:
        self._plans = list(plans)
        self.plan_page.show_plans(self._plans)
        self.pages.setCurrentWidget(self.plan_page)
        count = sum(len(plan.photos) for plan in self._plans)
        self.show_buttons(primary=self._deed(count) if count else "", closing=self.tr("Cancel"), back=self.can_go_back)
        self.primary.setEnabled(all(plan.enough_space for plan in self._plans))

    def _deed(self, count: int) -> str:
        match self._plans[0].rules.operation:
            case Operation.COPY:
                return self.tr("Copy %Ln photos", None, count)
            case Operation.MOVE:
                return self.tr("Move %Ln photos", None, count)
            case Operation.LINK:
                return self.tr("Link %Ln photos", None, count)


class SortDialog(PlanDialog):
    """Asks where to and how, then shows the plan.

    Args:
        plan_wanted: called with what the user chose; has the plan made.
    """

    def __init__(
        self, work: Sorting, options: OptionsPage, plan_wanted: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(work, translate("SortDialog", "Sort photos into folders"), parent)
        self.options = options
        self._plan_wanted = plan_wanted
        self.pages.insertWidget(0, options)
        options.changed.connect(self._show_whether_possible)
        self.back.clicked.connect(self._show_options)
        self._show_options()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before the plan."""
        return True

    def go_on(self) -> None:
        """Do what the main button says."""
        if self.pages.currentWidget() is self.options:
            self.make_plan(self._plan_wanted)
        else:
            super().go_on()

    def refuse(self, reason: str) -> None:
        """Say why nothing was done, with the way back to the options."""
        super().refuse(reason)
        self.back.show()

    def _show_options(self) -> None:
        self.pages.setCurrentWidget(self.options)
        self.show_buttons(primary=self.tr("Show the plan"), closing=self.tr("Cancel"))
        self._show_whether_possible()

    def _show_whether_possible(self) -> None:
        if self.pages.currentWidget() is self.options:
            self.primary.setEnabled(not self.options.problem)
