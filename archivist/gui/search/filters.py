"""What narrows a search: archive, group, period, years, language, tag and type, with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from archivist.gui import theme
from archivist.gui.models.words import LANGUAGES, kind_name, language_name
from archivist.gui.search.chosen_filters import Chosen
from archivist.gui.search.facet_list import FacetList, Value
from archivist.gui.search.year_chart import YearChart
from archivist.gui.widgets.labels import heading
from archivist.library.records import RecordKind
from archivist.services.changes import Topic
from archivist.services.searching import Filters, Frequency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archivist.gui.messages import Desk
    from archivist.services.changes import Changes
    from archivist.services.searching import Facets, FacetValue
    from archivist.services.workspace import Workspace

_TOPICS = (Topic.ARCHIVES, Topic.GROUPS, Topic.TAGS, Topic.PERIODS)
_LAST_YEAR = 9999

Offers = dict[str, list[str]]
"""The names there are in the library, by field."""


class FilterColumn(QScrollArea):
    """The left side of the search room; `changed()` comes when another filter was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offers: Offers = {}
        self.setProperty("look", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("look", "side")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*(2 * theme.GRID,) * 4)
        self._column.setSpacing(theme.GRID // 2)
        self._none = QPushButton(self.tr("Search everywhere"))
        self._none.setProperty("look", "link")
        self._none.clicked.connect(self.clear)
        self._column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        self.facets: dict[str, FacetList] = {}
        self._add("archive", self.tr("Archive"))
        self._add("group", self.tr("Group"))
        self._add("period", self.tr("Period"))
        self.histogram = YearChart(counts=True)
        self.years = self._add_years()
        self._add("lang", self.tr("Language"))
        self._add("tag", self.tr("Tag"))
        self._add("type", self.tr("Type of source"))
        self._column.addStretch(1)
        self.setWidget(inside)
        self.show_facets({})
        self._none.hide()
        desk.changed.connect(self._changed)
        self._fetch()

    @property
    def filters(self) -> Filters:
        """What is chosen."""
        first, last = (int(field.text()) if field.text() else None for field in self.years)
        chosen = {field: facet.chosen for field, facet in self.facets.items()}
        return Filters(
            archives=chosen["archive"],
            groups=chosen["group"],
            periods=chosen["period"],
            tags=chosen["tag"],
            languages=chosen["lang"],
            kinds=tuple(map(RecordKind, chosen["type"])),
            from_year=first,
            to_year=last,
        )

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """What is chosen, years first."""
        named = [
            Chosen(field, value, facet.told(value))
            for field, facet in self.facets.items()
            for value in facet.chosen
        ]
        first, last = (field.text() for field in self.years)
        if first or last:
            years = first if first == last else f"{first}–{last}"
            named.insert(0, Chosen("year", "", self.tr("Years: %1").replace("%1", years)))
        return tuple(named)

    def drop(self, chosen: Chosen) -> None:
        """Choose one thing no more."""
        if facet := self.facets.get(chosen.field):
            facet.choose(*(value for value in facet.chosen if value != chosen.value))
        else:
            for year in self.years:
                year.clear()
        self._tell()

    def show_facets(self, facets: Facets) -> None:
        """Show how many hits have which values; without any, the names there are."""
        for field, facet in self.facets.items():
            if facets:
                facet.offer([_value(field, one) for one in facets.get(field, ())])
            else:
                names = self._offers.get(field, [])
                facet.offer([Value(name, _label(field, name)) for name in names])
        self.histogram.show_years(_without_gaps(facets.get("year", ())))

    def clear(self) -> None:
        """Choose nothing."""
        before = self.filters
        for facet in self.facets.values():
            facet.choose()
        for year in self.years:
            year.clear()
        if before != Filters():
            self._tell()

    def show_years(self, first: int, last: int) -> None:
        """Narrow to some years; to all again where they were chosen already."""
        chosen = tuple(field.text() for field in self.years) == (f"{first}", f"{last}")
        for field, year in zip(self.years, (first, last), strict=True):
            field.setText("" if chosen else f"{year}")
        self._tell()

    def _add(self, field: str, name: str) -> None:
        facet = FacetList(name)
        facet.changed.connect(self._tell)
        self._column.addWidget(facet)
        self.facets[field] = facet

    def _add_years(self) -> tuple[QLineEdit, QLineEdit]:
        self._column.addWidget(heading(self.tr("Years")))
        self._column.addWidget(self.histogram)
        self.histogram.chosen.connect(self.show_years)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        fields = []
        for hint, name in (
            (self.tr("from"), self.tr("First year")),
            (self.tr("to"), self.tr("Last year")),
        ):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            field.setValidator(QIntValidator(1, _LAST_YEAR, field))
            field.setMinimumWidth(7 * theme.GRID)
            field.textEdited.connect(lambda _: self._tell())
            fields.append(field)
        row.addWidget(fields[0], 1)
        row.addWidget(QLabel("–"))
        row.addWidget(fields[1], 1)
        self._column.addLayout(row)
        self._column.addSpacing(theme.GRID)
        return fields[0], fields[1]

    def _tell(self) -> None:
        self.histogram.mark(self.filters.from_year, self.filters.to_year)
        self._none.setVisible(self.filters != Filters())
        self.changed.emit()

    def _changed(self, changes: Changes) -> None:
        if any(topic in changes for topic in _TOPICS):
            self._fetch()

    def _fetch(self) -> None:
        def offers(workspace: Workspace) -> Offers:
            sorting = workspace.sorting
            return {
                "archive": [archive.label for archive in workspace.tree.archives()],
                "group": [group.name for group, _ in sorting.groups()],
                "period": [period.name for period, _ in sorting.periods()],
                "lang": list(LANGUAGES[:5]),
                "tag": [tag.name for tag, _ in sorting.tags()],
            }

        self._desk.ask(offers, self._offer, owner=self, key="offers")

    def _offer(self, offers: Offers) -> None:
        self._offers = offers
        self._drop_gone()
        counted = any(one.count >= 0 for facet in self.facets.values() for one in facet.values)
        if not counted:
            self.show_facets({})

    def _drop_gone(self) -> None:
        """Choose no more what is called otherwise now, or is not there any more."""
        before = self.filters
        for field in ("archive", "group", "period"):
            there = self._offers[field]
            self.facets[field].choose(*(one for one in self.facets[field].chosen if one in there))
        tags = self.facets["tag"].chosen
        self.facets["tag"].choose(*(tag for tag in tags if _is_there(tag, self._offers["tag"])))
        if self.filters != before:
            self._tell()


def _is_there(tag: str, tags: Sequence[str]) -> bool:
    """Tell whether there is a tag, or one nested below it."""
    return any(one == tag or one.startswith(f"{tag}/") for one in tags)


def _value(field: str, found: FacetValue) -> Value:
    return Value(found.value, _label(field, found.label), found.count)


def _label(field: str, name: str) -> str:
    if field == "lang":
        return language_name(name)
    return kind_name(RecordKind(name)) if field == "type" else name


def _without_gaps(years: Sequence[FacetValue]) -> tuple[Frequency, ...]:
    """Return counts of all years from the first to the last."""
    counts: Mapping[int, int] = {int(one.value): one.count for one in years}
    if not counts:
        return ()
    return tuple(
        Frequency(name=f"{year}", occurrences=counts.get(year, 0), words=0, pages=0)
        for year in range(min(counts), max(counts) + 1)
    )
