"""OpenDocument texts: what stands in them, page by page, with the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making_books import odt, packed
from reading_pages import facts_of, reason_of, text_of, texts

from archivist.ingest.reader import Facts

if TYPE_CHECKING:
    from pathlib import Path

_NOTE = (
    "<text:note><text:note-citation>{0}</text:note-citation>"
    "<text:note-body><text:p>{1}</text:p></text:note-body></text:note>"
)


def test_paragraphs_headings_and_tables_keep_their_order(tmp_path: Path) -> None:
    content = odt(
        "<text:h>Отчёт о поездке</text:h><text:p>Первый <text:span>абзац</text:span>.</text:p>"
        "<text:list><text:list-item><text:p>пункт</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>1992</text:p></table:table-cell>"
        "<table:table-cell><text:p>Алматы</text:p></table:table-cell></table:table-row>"
        "</table:table><text:p>Конец.</text:p>"
    )
    assert text_of(tmp_path, "a.odt", content) == (
        "Отчёт о поездке\n\nПервый абзац.\nпункт\n1992\tАлматы\nКонец."
    )


def test_white_space_counts_as_the_format_wants_it(tmp_path: Path) -> None:
    content = odt(
        "<text:p>один\n   два<text:s text:c='3'/>три<text:tab/>четыре"
        "<text:line-break/>пять</text:p>"
    )
    assert text_of(tmp_path, "a.odt", content) == "один два   три\tчетыре\nпять"


def test_a_note_stands_at_the_end_of_its_page(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
    )
    body = (
        f"<text:p>До{_NOTE.format(1, 'первая')} после.</text:p>"
        f"<text:p text:style-name='P1'>Новая страница{_NOTE.format(2, 'вторая')}.</text:p>"
        "<text:p>Перед<text:soft-page-break/>за</text:p>"
    )
    assert texts(tmp_path, "a.odt", odt(body, styles=styles)) == [
        "До[1] после.\n\n[1] первая",
        "Новая страница[2].\nПеред\n\n[2] вторая",
        "за",
    ]


def test_deleted_text_comments_and_the_names_of_pictures_are_no_text(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Видно<office:annotation><text:p>заметка</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>в рамке</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert text_of(tmp_path, "a.odt", odt(body)) == "Видно\nв рамке"


def test_the_document_tells_of_itself(tmp_path: Path) -> None:
    meta = (
        "<dc:title> Отчёт  о поездке </dc:title><meta:initial-creator>Иванов И. И.; Петров"
        "</meta:initial-creator><dc:creator>секретарь</dc:creator><dc:language>kk-KZ</dc:language>"
        "<meta:creation-date>2004-05-06T10:11:12</meta:creation-date>"
    )
    assert facts_of(tmp_path, "a.odt", odt("<text:p>x</text:p>", meta=meta)) == Facts(
        title="Отчёт о поездке",
        creators=("Иванов И. И.", "Петров"),
        date="2004-05-06",
        language="kk",
    )


def test_what_cannot_be_read_has_a_reason(tmp_path: Path) -> None:
    locked = odt(
        "<text:p>x</text:p>",
        parts={
            "META-INF/manifest.xml": "<m:manifest xmlns:m='m'><m:file-entry>"
            "<m:encryption-data/></m:file-entry></m:manifest>"
        },
    )
    assert reason_of(tmp_path, "a.odt", locked) == "it is encrypted with a password"
    whole = odt("<text:p>текст</text:p>" * 500)
    assert reason_of(tmp_path, "a.odt", whole[: len(whole) // 2]) == "it is cut short or damaged"
    empty = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    assert reason_of(tmp_path, "a.odt", empty) == "it holds no text: its main part is missing"
    table = packed(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
    )
    assert (
        reason_of(tmp_path, "a.odt", table) == "it is a LibreOffice document, not an ODT document"
    )
