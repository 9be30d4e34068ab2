"""One transaction and its repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.storage.annotations import Annotations
from archivist.storage.archives import Archives
from archivist.storage.catalogue import Catalogue
from archivist.storage.described import DescribedUnits
from archivist.storage.doubles import Doubles
from archivist.storage.index_queue import IndexQueue
from archivist.storage.jobs import Jobs
from archivist.storage.layers import Layers
from archivist.storage.likeness import Likeness
from archivist.storage.linked import Linked
from archivist.storage.manuscripts import Manuscripts
from archivist.storage.narrowing import Narrowing
from archivist.storage.own_fields import OwnFields
from archivist.storage.places import Places
from archivist.storage.remembered import Remembered
from archivist.storage.runs import Runs
from archivist.storage.sheets import SheetPages
from archivist.storage.sorting import Sorting
from archivist.storage.watched import Watched
from archivist.storage.worklog import WorkLog

if TYPE_CHECKING:
    from sqlalchemy import Connection


class UnitOfWork:
    """The repositories of one transaction.

    `touched` holds, after the block, the ids of the rows that changed, by the name of the table
    whose change it is: a change of a source's tags is a change of the source.
    """

    def __init__(self, connection: Connection) -> None:
        self.catalogue = Catalogue(connection)
        self.archives = Archives(connection)
        self.alike = Likeness(connection)
        self.doubles = Doubles(connection)
        self.own_fields = OwnFields(connection)
        self.sorting = Sorting(connection)
        self.sheets = SheetPages(connection)
        self.annotations = Annotations(connection)
        self.manuscripts = Manuscripts(connection)
        self.queue = IndexQueue(connection)
        self.narrowing = Narrowing(connection)
        self.layers = Layers(connection)
        self.linked = Linked(connection)
        self.jobs = Jobs(connection)
        self.runs = Runs(connection)
        self.remembered = Remembered(connection)
        self.described = DescribedUnits(connection)
        self.worklog = WorkLog(connection)
        self.places = Places(connection)
        self.watched = Watched(connection)
        self.touched: dict[str, set[int]] = {}
