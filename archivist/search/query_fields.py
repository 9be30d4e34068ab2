"""The names of fields in a query, and of the values that some of them have.

Each has names in English, Russian, Ukrainian and Kazakh. The first name is the value in the tree.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from archivist.library.records import RecordKind
from archivist.search.folding import fold
from archivist.search.query_tree import Field

NAME_FIELD = "name"
"""Not a condition: a name is looked for in any script and spelling."""

_FIELDS: dict[str, str] = {
    Field.TITLE: "title заголовок название заголовка назва тақырып атауы",
    Field.TAG: "tag тег метка мітка белгі тэг",
    Field.ARCHIVE: "archive архив архів мұрағат архиві",
    Field.FUND: "fund fond фонд қор",
    Field.SERIES: "series опись опис тізімдеме тізбе оп",
    Field.FILE: "file дело справа іс",
    Field.GROUP: "group группа група топ",
    Field.PERIOD: "period период період кезең",
    Field.LANGUAGE: "lang language язык мова тіл тілі",
    Field.YEAR: "year years год годы рік роки жыл жылы жылдар",
    Field.TYPE: "type kind тип вид түр түрі",
    Field.NOTE: "note заметка примечание нотатка примітка жазба ескертпе",
    Field.AUTHOR: "author автор авторы",
    Field.HAS: "has есть имеет має бар",
    Field.IS: "is статус стан күйі",
    NAME_FIELD: "name имя имени ім'я есім есімі фамилия прізвище тегі",
}

_HAS = {
    "annotation": "annotation annotations mark выделение пометка аннотация виділення белгі",
    "note": "note notes заметка заметки примечание нотатка жазба",
    "text": "text текст мәтін",
}
_IS = {
    "unverified": "unverified unchecked непроверено непроверенное неперевірено тексерілмеген",
    "verified": "verified checked проверено проверенное перевірено тексерілген",
    "unread": "unread непрочитано непрочитанное оқылмаған",
    "read": "read прочитано прочитанное оқылған",
    "annotated": "annotated размечено помечено розмічено белгіленген",
}
_TYPES = {
    "page": "page pages страница страницы сторінка бет",
    "source": "source sources источник источники джерело дереккөз",
    "annotation": "annotation note заметка пометка нотатка жазба",
    "section": "section manuscript рукопись глава рукопис қолжазба",
    RecordKind.ARCHIVAL: "archival archival_document документ архивный архівний мұрағаттық құжат",
    RecordKind.BOOK: "book книга кітап",
    RecordKind.DOCUMENT_COLLECTION: "collection document_collection сборник збірник жинақ",
    RecordKind.CHAPTER: "chapter раздел розділ тарау",
    RecordKind.ARTICLE: "article статья стаття мақала",
    RecordKind.NEWSPAPER: "newspaper newspaper_article газета газеты",
    RecordKind.THESIS: "thesis dissertation диссертация дисертація диссертациясы",
    RecordKind.THESIS_ABSTRACT: "abstract thesis_abstract автореферат",
    RecordKind.LAW: "law закон заң",
    RecordKind.TREATY: "treaty договор договір шарт",
    RecordKind.WEB_PAGE: "web web_page сайт",
    RecordKind.INTERVIEW: "interview интервью інтерв'ю сұхбат",
    RecordKind.SPEECH: "speech речь промова сөз",
    RecordKind.REPORT: "report отчет звіт есеп",
    RecordKind.OTHER: "other другое інше басқа",
}
_LANGUAGES = {
    "ru": "ru russian русский русском російська орыс орысша",
    "kk": "kk kazakh казахский казахском казахська қазақ қазақша",
    "uk": "uk ukrainian украинский украинском українська украин украинша",
    "en": "en english английский английском англійська ағылшын ағылшынша",
    "zh": "zh chinese китайский китайском китайська қытай қытайша",
}

DOCUMENT_KINDS = ("page", "source", "annotation", "section")
"""The values of `type:` that are kinds of documents of the index; others are kinds of sources."""

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?")
_YEARS = re.compile(r"(\d{1,4})?(\.\.+|…|-|–|—)?(\d{1,4})?")
_DECADE = re.compile(r"(\d{2,3}0)-?(?:s|е|х|ші|шы)", re.IGNORECASE)
_LIKE_ENOUGH = 0.75


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return {fold(name): str(value) for value, all_ in names.items() for name in all_.split()}


_FIELD_OF = _by_name(_FIELDS)
_VALUES = {
    Field.HAS: _by_name(_HAS),
    Field.IS: _by_name(_IS),
    Field.TYPE: _by_name(_TYPES),
    Field.LANGUAGE: _by_name(_LANGUAGES),
}


def field_of(name: str) -> str:
    """Return the field that has a name, "" for none."""
    return _FIELD_OF.get(fold(name), "")


def like_field(name: str) -> str:
    """Return the name of a field that is spelt nearly so, "" for none."""
    near = get_close_matches(fold(name), _FIELD_OF, 1, _LIKE_ENOUGH)
    return near[0] if near else ""


def value_of(field: Field, text: str) -> str:
    """Return the value that a text names, "" when a field with fixed values has none such."""
    if field not in _VALUES:
        return " ".join(text.split())
    found = _VALUES[field].get(fold(text), "")
    if not found and field is Field.LANGUAGE and _CODE.fullmatch(text.casefold()):
        return text.casefold()
    return found


def values_of(field: Field) -> tuple[str, ...]:
    """Return the values that a field with fixed values has."""
    return tuple(dict.fromkeys(_VALUES[field].values()))


def years_of(text: str) -> tuple[int | None, int | None] | None:
    """Return the first and last year of `1992`, `1992..1995`, `1992..` or `1930-е`, else None."""
    if decade := _DECADE.fullmatch(text):
        return int(decade[1]), int(decade[1]) + 9
    found = _YEARS.fullmatch(text)
    if not found or not (found[1] or found[3]):
        return None
    first, last = (int(year) if year else None for year in (found[1], found[3]))
    if not found[2]:
        return (first, first) if first is not None and last is None else None
    return first, last
