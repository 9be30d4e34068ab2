"""A library with a manuscript in which every kind of finding occurs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.library.archive import ArchiveName
from archivist.library.people import Person
from archivist.library.records import Record, RecordKind
from archivist.library.references import parse_sheets
from archivist.library.values import RU, LanguageCode, ManuscriptId, SourceId, parse_date

if TYPE_CHECKING:
    from archivist.services.workspace import Workspace

GOST = "gost-r-7.0.5-2008"
TYPED = "Первый [1], второй [2] и пятый [5] источники названы числами."


@dataclass(frozen=True, kw_only=True, slots=True)
class Flawed:
    """The manuscript, and the sources that tests ask for."""

    manuscript: ManuscriptId
    memo: SourceId
    twin: SourceId
    article: SourceId
    page: SourceId
    unnamed: SourceId


def make_flawed(library: Workspace) -> Flawed:
    """Fill a library with sources and a manuscript that a supervisor would send back."""
    full = "Архив Президента Республики Казахстан"
    library.tree.add_archive((ArchiveName(language=RU, full=full, abbreviation="АП РК"),))
    memo, again = (_filed(library, "АП РК/5-Н/1/5059", sheets, "") for sheets in ("61-64", "70"))
    chain = library.tree.chain(library.tree.place("АП РК/5-Н/1/5059").id)
    library.tree.save_unit(replace(chain[-1], extent="80 л."))
    unnamed = _filed(library, "ГАЗК/1/2/3", "5", "Протокол съезда")
    binned = _filed(library, "АП РК/5-Н/1/77", "1", "Справка о торговле")
    library.sources.put_in_bin([binned])
    twin = _book(library, "История внешней политики Казахстана", language="")
    other = _book(library, "История внешней политики Казахстан")
    article = library.sources.add(
        Record(
            kind=RecordKind.ARTICLE,
            title="Граница и торговля",
            container="Вопросы истории",
            date=parse_date("2003"),
            pages="63-72",
            doi="1037635/jnalsu",
            language=RU,
        )
    ).id
    page = library.sources.add(
        Record(kind=RecordKind.WEB_PAGE, title="Концепция", url="gov kz", language=RU)
    ).id
    _book(library, "Степные законы")
    work = library.writing.add_manuscript("Граница в документах", GOST, RU).id
    for title, text in (
        ("Введение", f"Фонды АП РК хранят переписку [@{memo}, л. 99]. Она полна [@{again}]."),
        (
            "Переговоры",
            f"Договор от 30.092020 известен [@{memo}, л. 9–3], [@999] и [@{binned}].\n\n"
            f"Письма 😀 лежат там же: Ф.897, л. 5 (ЦГИА КазССР. Ф. 4. Оп. 1. Д. 2) and p. 59, 60.",
        ),
        ("", f"О торговле см. [@{article}; @{twin}, с. 5] и [@{other}; @{page}; @{unnamed}]."),
        ("Заключение", f"{TYPED} Нечитаемо [@{memo}; и еще]."),
    ):
        library.writing.add_section(work, None, title, text)
    return Flawed(
        manuscript=work, memo=memo, twin=twin, article=article, page=page, unnamed=unnamed
    )


def _filed(library: Workspace, place: str, sheets: str, title: str) -> SourceId:
    record = Record(kind=RecordKind.ARCHIVAL, title=title, language=RU)
    unit = library.tree.place(place).id
    return library.sources.add(record, unit_id=unit, sheets=parse_sheets(sheets)).id


def _book(library: Workspace, title: str, language: str = "ru") -> SourceId:
    return library.sources.add(
        Record(
            kind=RecordKind.BOOK,
            title=title,
            creators=(Person(family="Токаев", given="К. К."),),
            place="Алматы",
            date=parse_date("2001"),
            language=LanguageCode(language),
        )
    ).id
