"""Makers of inventories for tests: EAD in three shapes, and Excel."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from making_books import compound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EAD_2002 = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<ead{namespace}><eadheader><eadid>{identity}</eadid></eadheader>
<archdesc level="fonds"><did><unitid>5-Н</unitid><unittitle>Посольство в Москве</unittitle>
<repository><corpname>Архив Президента</corpname></repository>
<unitdate normal="1930/1940">1930–1940 гг.</unitdate></did>
<accessrestrict><head>Доступ</head><p>По разрешению.</p></accessrestrict>
<dsc type="combined">
<c01 level="series" id="s1"><did><unitid>5-Н/1</unitid><unittitle>Дела</unittitle></did>
{files}
</c01>
<c01 level="series" id="s2">
<did><unitid>5-Н/2</unitid><unittitle>Личные дела</unittitle></did></c01>
</dsc></archdesc></ead>
"""

FILE = (
    '<c02 level="file" id="f{number}"><did><unitid>5-Н/1/{number}</unitid>'
    "<unittitle>{title}</unittitle><unitdate>{dates}</unitdate>"
    "<physdesc><extent>64</extent></physdesc></did>"
    "<scopecontent><p>Письма.</p></scopecontent></c02>"
)

EAD_3 = """<?xml version="1.0"?>
<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>r1</recordid></control>
<archdesc level="collection"><did><unittitle>Papers</unittitle><unitid>Y.USA.8</unitid>
<repository><corpname><part>University. </part><part>Archives</part></corpname></repository>
<unitdatestructured><daterange><fromdate standarddate="1917">1917</fromdate>
<todate standarddate="1955">1955</todate></daterange></unitdatestructured>
<physdescstructured physdescstructuredtype="carrier" coverage="whole"><quantity>6</quantity>
<unittype>boxes</unittype></physdescstructured></did>
<dsc><c01 level="file"><did><unittitle>Diary, </unittitle>
<container localtype="box">1</container><container localtype="folder">24</container></did></c01>
<c01 level="otherlevel"><did><unittitle>Letters</unittitle></did>
<c02><did><unittitle>From home</unittitle></did></c02></c01></dsc></archdesc></ead>
"""

OPIS = (
    ("№ п/п", "Заголовок дела", "Крайние даты", "Кол-во листов", "Примечание"),
    ("1", "Приказы", "12 января 1932 – 3 февраля 1935", "64", ""),
    ("2", "Переписка", "1933", "12", "с картой"),
    ("5059а", "Дело о границе", "б/д", "3", ""),
)


def write_ead(
    file: Path,
    titles: Sequence[str] = ("Переписка", "Отчёты"),
    *,
    namespace: bool = True,
    doctype: str = "",
    dates: str = "1932–1935",
) -> Path:
    """Write a finding aid of a fund with two series and a file for each title in the first."""
    files = "\n".join(
        FILE.format(number=number, title=title, dates=dates)
        for number, title in enumerate(titles, 1)
    )
    space = ' xmlns="urn:isbn:1-931666-22-9"' if namespace else ""
    text = EAD_2002.format(doctype=doctype, namespace=space, identity="kz-5n", files=files)
    file.write_text(text, encoding="utf-8")
    return file


def write_table(
    file: Path,
    rows: Sequence[Sequence[str]] = OPIS,
    *,
    encoding: str = "cp1251",
    separator: str = ";",
) -> Path:
    """Write rows as text; cells that need it stand in quotes."""
    import csv  # noqa: PLC0415 - for this maker alone

    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=separator).writerows(rows)
    return file


def write_workbook(file: Path, rows: Sequence[Sequence[object]] = OPIS) -> Path:
    """Write rows as an Excel workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - for this maker alone

    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    book.save(file)
    return file


def _record(kind: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack("<HH", kind, len(data)) + data


def _letters(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def old_workbook(rows: Sequence[Sequence[str | float]], *, locked: bool = False) -> bytes:
    """Write a sheet of Excel 97; numbers are days of 1900, and texts run on over two records."""
    words = [cell for row in rows for cell in row if isinstance(cell, str)]
    texts = struct.pack("<II", len(words), len(words)) + b"".join(map(_letters, words))
    cut = 8 + 3 + 2  # after the first letter of the first text
    head = _record(0x2F, bytes(6)) if locked else b""
    head += _record(0x41E, struct.pack("<H", 200), _letters("DD/MM/YYYY"))
    head += b"".join(_record(0xE0, struct.pack("<HH", 0, form), bytes(16)) for form in (0, 200))
    shared = _record(0xFC, texts[:cut]) + _record(0x3C, b"\1", texts[cut:])
    cells, at = b"", 0
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            place = struct.pack("<HHH", row, column, int(not isinstance(cell, str)))
            if isinstance(cell, str):
                cells += _record(0xFD, place, struct.pack("<I", at))
                at += 1
            else:
                cells += _record(0x203, place, struct.pack("<d", cell))
    packed = struct.pack("<HHHIHIH", len(rows), 0, 0, 64 << 2 | 2, 0, 0x3FF00000, 1)
    cells += _record(0xBD, packed)  # 64 and 1.0
    result = struct.pack("<HHH6sH", len(rows), 2, 0, b"", 0xFFFF)
    cells += _record(0x06, result, bytes(8)) + _record(0x207, _letters("сумма"))
    begin, end = _record(0x809, bytes(16)), _record(0x0A)
    name = _letters("Опись", "<B")
    start = len(begin + head + shared + end) + 4 + 6 + len(name)
    sheet = _record(0x85, struct.pack("<IBB", start, 0, 0), name)
    return compound({"Workbook": begin + head + sheet + shared + end + begin + cells + end})
