"""The words by which a place in an archive is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from archivist.library.references import UnitKind
from archivist.storage.record_columns import among
from archivist.storage.tables import archive_aliases, archive_names
from archivist.storage.unit_tree import chains_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

_TERMS = {
    UnitKind.FUND: "Ф. фонд қор fund",
    UnitKind.SERIES: "Оп. опись тізбе series",
    UnitKind.FILE: "Д. дело іс спр. file",
    UnitKind.BOX: "кор. короб box",
    UnitKind.FOLDER: "П. папка folder",
    UnitKind.RECORD_GROUP: "RG record group",
    UnitKind.ENTRY: "entry",
    UnitKind.COLLECTION: "коллекция collection",
    UnitKind.PIECE: "piece",
    UnitKind.ITEM: "item",
    UnitKind.CODE: "шифр code",
}
"""What may stand before a number in a query; a word too many finds nothing false."""


def reference_words(connection: Connection, unit_ids: Collection[int]) -> dict[int, str]:
    """Return for each unit its archive's names and its numbers in the spellings they are typed in.

    "5-Н 5059", "Ф. 5-Н Оп. 1 Д. 5059" and "5Н" all find the file.
    """
    chains = chains_of(connection, unit_ids)
    archive_ids = {chain[0].archive_id for chain in chains.values() if chain}
    forms = _archive_forms(connection, archive_ids)
    return {
        unit_id: " ".join((forms.get(chain[0].archive_id, ""), *map(_level_words, chain)))
        for unit_id, chain in chains.items()
        if chain
    }


def _archive_forms(connection: Connection, archive_ids: Collection[int]) -> dict[int, str]:
    forms: dict[int, list[str]] = {}
    for row in connection.execute(
        select(archive_names)
        .where(among(archive_names.c.archive_id, archive_ids))
        .order_by(archive_names.c.position)
    ):
        forms.setdefault(row.archive_id, []).extend((row.abbreviation, row.full))
    for row in connection.execute(
        select(archive_aliases)
        .where(among(archive_aliases.c.archive_id, archive_ids))
        .order_by(archive_aliases.c.position)
    ):
        forms.setdefault(row.archive_id, []).append(row.alias)
    return {archive_id: " ".join(filter(None, names)) for archive_id, names in forms.items()}


def _level_words(unit: Row[tuple[object, ...]]) -> str:
    numbers = (unit.number, unit.latin, unit.suffix, unit.volume)
    joined = "".join(letter for letter in unit.number if letter.isalnum())
    terms = _TERMS.get(UnitKind(unit.kind), "")
    words = (unit.label, terms, *numbers, joined if joined != unit.number else "", unit.name)
    return " ".join(word for word in words if word)
