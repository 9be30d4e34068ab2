"""What the columns of an inventory's table mean, guessed from their headings.

A heading may take two rows: “Крайние даты” above “начало” and “конец”.

The headings are those of archives in Kazakhstan, Russia, Ukraine and of the ISAD(G) template of
AtoM, whose names are known exactly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.library.inventories import REPEATABLE, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.library.inventories import ReadTable

_SEARCHED = 60
"""The heading is looked for among so many first rows: a title may stand above it."""
_FEWEST = 2
_FULL = 3
"""A row of so many cells is no title; where such rows stand above, a row is hardly a heading."""
_LONGEST_PART = 40
_ALPHABET = 26

_ATOM = {
    "legacyid": Field.KEY,
    "parentid": Field.PARENT,
    "identifier": Field.NUMBER,
    "title": Field.TITLE,
    "levelofdescription": Field.LEVEL,
    "extentandmedium": Field.EXTENT,
    "repository": Field.ARCHIVE,
    "scopeandcontent": Field.CONTENT,
    "accessconditions": Field.ACCESS,
    "reproductionconditions": Field.PUBLICATION,
    "generalnote": Field.NOTE,
    "physicalcharacteristics": Field.NOTE,
    "locationofcopies": Field.NOTE,
    "locationoforiginals": Field.NOTE,
    "eventdates": Field.DATE,
    "creationdates": Field.DATE,
    "eventstartdates": Field.FROM,
    "creationdatesstart": Field.FROM,
    "eventenddates": Field.TO,
    "creationdatesend": Field.TO,
}
_ATOM_SIGNS = ({"legacyid", "title"}, {"levelofdescription", "title"})

_NUMBER_WORD = r"(?:№|номер|номері|нөмірі|шифр|\bno\b|number|#|\bn\b)"
_FILE_WORD = r"(?:дел[ао]\b|\bед\w*\W*хр|справ|\bіс\b|\bд\b|\bfile\b|\bitem\b|storage unit)"

_PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.LEVEL, r"уров|рівень|деңгей|\blevel\b"),
    (Field.NOTE, r"старый|прежний|индекс|индексі|old n|old ref|former"),
    (Field.FUND_TITLE, r"(?:назв|наимен|загол|title|name|атауы).*(?:фонд|fond|fund|қор)"),
    (Field.SERIES_TITLE, r"(?:назв|наимен|загол|title|name|атауы).*(?:опис|series|тізім)"),
    (
        Field.TITLE,
        r"загол|назв|наимен|найменув|тақырып|тақырыб|атауы|\btitle\b|\bheading\b|\bname\b",
    ),
    (Field.ACCESS, r"доступ|огранич|обмеж|секрет|қолжетім|\baccess\b|restrict"),
    (Field.PUBLICATION, r"публикац|публікац|жариялау|copyright|reproduc"),
    (
        Field.EXTENT,
        r"листов|кол\W*во|количество|к\W*во\b|кількість|аркуш|парақ|саны|об[ъь]?[её]м|обсяг|көлемі"
        r"|\bextent\b|\bsheets?\b|\bleaves\b|\bfolios?\b|\bpages\b|\bлл?\b",
    ),
    (
        Field.FROM,
        r"начал|с какого|початк|басталу|\bstart|\bbegin|date from|from date|^from$|\b(?:с|со|з)$",
    ),
    (Field.TO, r"оконч|конечн|конец|кінц|кінець|аяқталу|\bend\b|date to|to date|^to$|\bпо$"),
    (
        Field.DATE,
        r"крайн|дат[аыи]|датасы|датировк|\bгод[ы]?\b|\bрок[ии]?\b|роки|күндері|мерзім|жылдары|жылы"
        r"|\bdates?\b|\byears?\b|хронол|period",
    ),
    (Field.NUMBER, rf"{_NUMBER_WORD}.*{_FILE_WORD}|{_FILE_WORD}.*{_NUMBER_WORD}"),
    (Field.NOTE, r"примеч|примітк|ескерт|\bnotes?\b|remark|comment"),
    (Field.CONTENT, r"содерж|аннотац|анотац|зміст|мазмұн|\bscope\b|\bcontents?\b|описание|descr"),
    (Field.VOLUME, r"\bтом[аы]?\b|\bvol|часть|\bпапка\b"),
    (Field.SERIES, r"опис[ьи]|\bопис\b|опису|тізімдеме|\bоп\b|\bseries\b|\bopis\b|inventory"),
    (Field.FUND, r"фонд|\bф\b|\bқор|\bfonds?\b|\bfund\b|record group"),
    (Field.ARCHIVE, r"архив|архів|мұрағат|\barchives?\b|repository"),
    (Field.NUMBER, rf"{_FILE_WORD}|reference code|identifier|call n|signature|шифр"),
    (Field.CONTENT, r"вопрос"),
)
_WEAK_NUMBER = re.compile(rf"^(?:{_NUMBER_WORD}|п\W?п|р\W?с|р/н|з\W?п|б|[\s/\\.№])+$|поряд|^id$")
"""A running number: it is that of the file when no other column is."""


def folded(heading: str) -> str:
    """Return a heading so that spellings of it meet."""
    return " ".join(heading.casefold().replace("ё", "е").replace("_", " ").split())


def guess_field(heading: str) -> Field:
    """Return what a single heading most likely means."""
    text = folded(heading)
    if not text:
        return Field.NONE
    for field, pattern in _PATTERNS:
        if re.search(pattern, text):
            return field
    return Field.NUMBER if _WEAK_NUMBER.search(text) else Field.NONE


def guess_fields(headings: Sequence[str]) -> tuple[Field, ...]:
    """Return what each column means; every field stands once, notes as often as need be."""
    names = [re.sub(r"[\s_]", "", folded(heading)) for heading in headings]
    if any(signs <= set(names) for signs in _ATOM_SIGNS):
        return _once([_ATOM.get(name, Field.NONE) for name in names])
    found = [guess_field(heading) for heading in headings]
    strong = [
        place
        for place, field in enumerate(found)
        if field is Field.NUMBER and not _WEAK_NUMBER.search(folded(headings[place]))
    ]
    if strong:  # the running number is no number of the file then
        for place, field in enumerate(found):
            if field is Field.NUMBER and place != strong[0]:
                found[place] = Field.NONE
    if Field.TITLE not in found and Field.CONTENT in found:
        found[found.index(Field.CONTENT)] = Field.TITLE
    return _once(found)


def _once(fields: Sequence[Field]) -> tuple[Field, ...]:
    seen: set[Field] = set()
    found = []
    for field in fields:
        found.append(Field.NONE if field in seen - REPEATABLE else field)
        seen.add(field)
    return tuple(found)


def heading_row(table: ReadTable) -> int:
    """Return the place of the row that bears the headings, -1 when none looks like one."""
    best, most, above = -1, _FEWEST - 0.5, 0
    for place, row in enumerate(table.rows[:_SEARCHED]):
        fields = {field for field in guess_fields(row.cells) if field is not Field.NONE}
        filled = sum(map(bool, row.cells))
        long = sum(len(cell) > 60 for cell in row.cells)  # noqa: PLR2004 - no heading is that long
        strange = min(0.1 * (filled - len(fields)), 0.4)  # a wide table has many of its own
        score = len(fields) - strange - long - 0.5 * above
        if len(fields) >= _FEWEST and score > most:
            best, most = place, score
        above += filled >= _FULL
    return best


def headings_of(table: ReadTable, head: int) -> tuple[str, ...]:
    """Return the headings of all columns, "" where a column has none."""
    names = _padded(table, head)
    if not goes_on(table, head):
        return names
    group, whole = "", []
    for name, part in zip(names, _padded(table, head + 1), strict=True):
        group = name or group
        whole.append(f"{group} {part}" if part else name)
    return tuple(whole)


def column_letter(place: int) -> str:
    """Return the letter of a column as spreadsheets have it; the first, A, is 0."""
    before, last = divmod(place, _ALPHABET)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


def goes_on(table: ReadTable, head: int) -> bool:
    """Tell whether the row below the headings is their second: parts of what stands above."""
    names, parts = _padded(table, head), _padded(table, head + 1)
    below = {place for place, part in enumerate(parts) if part}
    nameless = {place for place in below if not names[place] and any(names[:place])}
    words = all(
        len(parts[place]) <= _LONGEST_PART and not any(map(str.isdigit, parts[place]))
        for place in below
    )
    return bool(nameless) and words and all(place + 1 in nameless for place in below - nameless)


def _padded(table: ReadTable, row: int) -> tuple[str, ...]:
    cells = table.rows[row].cells if 0 <= row < len(table.rows) else ()
    return (*cells, *[""] * (table.width - len(cells)))
