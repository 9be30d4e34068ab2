"""The words of an order list in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from archivist.gui.models.work_states import state_name
from archivist.library.archive_work import WorkState
from archivist.services.visiting import OrderWords


def order_words() -> OrderWords:
    """Return the words."""
    tr = QCoreApplication.translate
    return OrderWords(
        title=tr("OrderList", "Order list"),
        number=tr("OrderList", "No."),
        reference=tr("OrderList", "Reference"),
        name=tr("OrderList", "Title"),
        dates=tr("OrderList", "Dates"),
        extent=tr("OrderList", "Sheets"),
        state=tr("OrderList", "State"),
        day=tr("OrderList", "Date"),
        note=tr("OrderList", "Note"),
        access=tr("OrderList", "Access and publication"),
        archive=tr("OrderList", "Archive"),
        fund=tr("OrderList", "Fund"),
        series=tr("OrderList", "Series"),
        file=tr("OrderList", "File"),
        states=tuple((state, state_name(state)) for state in WorkState),
        locale=QLocale().name().replace("_", "-"),
    )
