"""Reading inventories: finding aids, tables in any encoding, workbooks; and hostile ones."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_books import compound
from making_inventories import (
    EAD_3,
    OPIS,
    old_workbook,
    write_ead,
    write_table,
    write_workbook,
)

from archivist.errors import UnreadableFileError
from archivist.ingest.inventories import read_inventory
from archivist.ingest.worker import ReadingRoom
from archivist.library.references import UnitKind
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.inventories import Component, ReadInventory


def read(file: Path) -> ReadInventory:
    return read_inventory(file, file.name)


def cells(file: Path) -> list[tuple[str, ...]]:
    table = read(file).table
    assert table is not None
    return [row.cells for row in table.rows]


def tree(found: tuple[Component, ...]) -> list[tuple[int, str, str]]:
    depths: list[int] = []
    for one in found:
        depths.append(depths[one.parent] + 1 if one.parent >= 0 else 0)
    return [(depth, one.kind, one.number) for depth, one in zip(depths, found, strict=True)]


DOCTYPE = '<!DOCTYPE ead PUBLIC "+//ISBN 1-931666-00-8//DTD ead.dtd//EN" "ead.dtd">\n'


@pytest.mark.parametrize(("namespace", "doctype"), [(True, ""), (False, ""), (False, DOCTYPE)])
def test_ead_2002_becomes_the_tree(tmp_path: Path, namespace: bool, doctype: str) -> None:
    file = write_ead(tmp_path / "f.xml", namespace=namespace, doctype=doctype)
    found = read(file).components
    assert tree(found) == [
        (0, UnitKind.FUND, "5-Н"),
        (1, UnitKind.SERIES, "1"),
        (2, UnitKind.FILE, "1"),
        (2, UnitKind.FILE, "2"),
        (1, UnitKind.SERIES, "2"),
    ]
    fund, _, letters, *_ = found
    assert fund.archive == "Архив Президента"
    assert (fund.access, fund.normal) == ("По разрешению.", "1930/1940")
    assert (letters.name, letters.dates, letters.extent) == ("Переписка", "1932–1935", "64")
    assert (letters.note, letters.key) == ("Письма.", "kz-5n#f1")


def test_ead_3_with_containers_instead_of_numbers(tmp_path: Path) -> None:
    file = tmp_path / "f.xml"
    file.write_text(EAD_3, encoding="utf-8")
    found = read(file).components
    assert [(one.kind, one.label, one.number, one.name) for one in found] == [
        (UnitKind.COLLECTION, "", "Y.USA.8", "Papers"),
        (UnitKind.FILE, "Box", "1, folder 24", "Diary"),
        (UnitKind.SECTION, "", "", "Letters"),
        (UnitKind.FILE, "", "", "From home"),
    ]
    assert (found[0].normal, found[0].extent) == ("1917/1955", "6 boxes")
    assert found[0].archive == "University. Archives"


def test_a_finding_aid_inside_an_answer_of_oai_is_found(tmp_path: Path) -> None:
    inner = write_ead(tmp_path / "in.xml").read_text(encoding="utf-8").partition("?>")[2]
    file = tmp_path / "oai.xml"
    file.write_text(f"<OAI-PMH><record>{inner}</record></OAI-PMH>", encoding="utf-8")
    assert len(read(file).components) == 5


def test_entities_of_the_file_and_of_html_are_words(tmp_path: Path) -> None:
    declared = '<!DOCTYPE ead SYSTEM "ead.dtd" [<!ENTITY home "Дом">]>\n'
    file = write_ead(tmp_path / "f.xml", ["&home; M&uuml;ller &amp; Co"], doctype=declared)
    assert read(file).components[2].name == "Дом Müller & Co"


def test_no_other_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("PASSWORD", encoding="utf-8")
    declared = f'<!DOCTYPE ead [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n'
    file = write_ead(tmp_path / "f.xml", ["&x;"], doctype=declared)
    assert "PASSWORD" not in repr(read(file))


@pytest.mark.parametrize("place", ["text", "attribute"])
def test_a_bomb_of_entities_ends_in_a_clear_state(tmp_path: Path, place: str) -> None:
    names = "abcdefghij"
    nested = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    bomb = f'<!DOCTYPE ead [<!ENTITY a "aaaaaaaaaa">{nested}]>\n'
    file = write_ead(tmp_path / "f.xml", ["&j;"], doctype=bomb)
    if place == "attribute":
        text = file.read_text(encoding="utf-8").replace('id="f1"', 'id="&j;"')
        file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="no sound XML"):
        read(file)


def test_broken_xml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "f.xml"
    file.write_text("<ead>\n<archdesc>\n<did></archdesc></ead>", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="line 3"):
        read(file)


def test_components_without_words_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    file = write_ead(tmp_path / "f.xml")
    text = file.read_text(encoding="utf-8")
    text = text.replace("</c01>", '<c02 level="file"><did></did></c02></c01>', 1)
    file.write_text(text, encoding="utf-8")
    found = read(file)
    assert len(found.components) == 5
    (slip,) = found.slips
    assert "neither a number nor a title" in slip.reason
    assert '<c02 level="file"><did></did>' in text.splitlines()[slip.line - 1]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16", "koi8-r"])
def test_tables_are_read_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [
        ("№ дела" if encoding != "koi8-r" else "Номер дела", "Заголовок дела", "Даты"),
        ("1", "Приказы; распоряжения, и так далее", "1932"),
        ("2", 'Дело "О границе"', "1933"),
    ]
    file = write_table(tmp_path / "f.csv", rows, encoding=encoding, separator=separator)
    assert cells(file) == rows


def test_the_line_of_excel_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_bytes("sep=|\r\nДело|Листы\r\n1|2, 3\r\n".encode())
    table = read(file).table
    assert table is not None
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Дело", "Листы")),
        (3, ("1", "2, 3")),
    ]


def test_rows_keep_the_line_on_which_they_begin(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text('а;б\n1;"две\nстроки"\n\n2;х\n', encoding="utf-8")
    table = read(file).table
    assert table is not None
    assert [(row.line, row.cells) for row in table.rows] == [
        (1, ("а", "б")),
        (2, ("1", "две строки")),
        (5, ("2", "х")),
    ]


def test_a_workbook_gives_its_cells_as_they_are_seen(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("Опись № 1",),
        OPIS[0],
        (1, "Приказы", dt.date(1932, 1, 12), 64.0, None),
        ("12-Н", "=1+1", 1933, 12.5, True),
    ]
    file = write_workbook(tmp_path / "f.xlsx", rows)
    assert cells(file) == [
        ("Опись № 1",),
        OPIS[0],
        ("1", "Приказы", "1932-01-12", "64"),
        ("12-Н", "", "1933", "12.5", "1"),
    ]


def test_a_workbook_of_before_2007_gives_the_same(tmp_path: Path) -> None:
    file = tmp_path / "f.xls"
    file.write_bytes(old_workbook([("№ дела", "Даты"), ("12а", 11_700.0), ("13", 1e12)]))
    table = read(file).table
    assert table is not None
    assert table.how == "Excel"
    assert [row.cells for row in table.rows] == [
        ("№ дела", "Даты"),
        ("12а", "1932-01-12"),
        ("13", "1000000000000"),
        ("64", "1", "сумма"),
    ]


def test_an_old_workbook_that_is_locked_cut_or_older_is_told(tmp_path: Path) -> None:
    whole = old_workbook([("№ дела", "Даты")])
    for content, reason in (
        (old_workbook([("№ дела",)], locked=True), "encrypted with a password"),
        (compound({"EncryptedPackage": b"x"}), "encrypted with a password"),
        (compound({"Book": b"x"}), "before Excel 97"),
        (compound({"WordDocument": b"x"}), "no table of Excel"),
        (whole[:700], "cut short or damaged"),
        (whole.replace(b"\xfd\0\x0a\0", b"\xfd\0\x03\0"), "cut short or damaged"),
    ):
        file = tmp_path / "f.xls"
        file.write_bytes(content)
        with pytest.raises(UnreadableFileError, match=reason):
            read(file)


def test_a_workbook_that_would_unpack_to_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (210 * 1024**2))
    with pytest.raises(UnreadableFileError, match="larger than 200 MB"):
        read(file)


def test_a_workbook_with_declarations_of_entities_is_refused(tmp_path: Path) -> None:
    sound = write_workbook(tmp_path / "sound.xlsx")
    file = tmp_path / "f.xlsx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                body = b'<!DOCTYPE x [<!ENTITY a "b">]>' + re.sub(rb"^<\?xml[^>]*\?>", b"", body)
            new.writestr(name, body)
    with pytest.raises(UnreadableFileError, match="no part of Excel's"):
        read(file)


def test_a_workbook_whose_xml_is_broken_is_told(tmp_path: Path) -> None:
    sound = write_workbook(tmp_path / "sound.xlsx")
    file = tmp_path / "f.xlsx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body[:-30] if name.endswith("sheet1.xml") else body)
    with pytest.raises(UnreadableFileError, match="cut short or damaged"):
        read(file)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("f.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cut short or damaged"),
        ("f.csv", b"", "empty"),
        ("f.xlsx", b"PK\x03\x04 cut", "cut short"),
        ("f.csv", b"<!DOCTYPE html><html>", "web page"),
        ("f.xml", b"<root/>", "not a finding aid"),
        ("f.csv", b"%PDF-1.7 x", "no table"),
        ("f.xml", b"<ead><eadheader/></ead>", "holds no finding aid"),
        ("f.csv", b"a;" * 10 + b'"' * 1_000_000, "line 1: a cell of it is larger"),
        ("f.xml", b"<ead><archdesc>" + b"<c>" * 10_000, "Excessive depth in document: 256)"),
    ],
)
def test_what_is_no_inventory_is_told_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=re.escape(reason)):
        read(file)


@settings(deadline=None)  # it writes files
@given(
    st.lists(
        st.lists(
            st.text(alphabet='абв12 ;,"\n|\t№', max_size=8).filter(lambda text: text.strip()),
            min_size=3,
            max_size=3,
        ),
        min_size=3,
        max_size=8,
    )
)
def test_what_a_table_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    rows = [["Дело", "Заголовок", "Даты"], *rows]
    file = write_table(tmp_path_factory.mktemp("t") / "f.csv", rows, encoding="utf-8-sig")
    table = read(file).table
    assert table is not None
    if "semicolons" in table.how:  # another sign may stand in every line as often
        assert [list(row.cells) for row in table.rows] == [
            [" ".join(cell.split()) for cell in row] for row in rows
        ]


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    made = ReadingRoom()
    yield made
    made.close()


def test_the_worker_reads_inventories_and_goes_on_after_a_bad_one(
    room: ReadingRoom, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<ead><archdesc>", encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        list(room.inventory_steps(bad))
    assert len(finish(room.inventory_steps(write_ead(tmp_path / "f.xml"))).components) == 5
