"""Places in archives that are not fund, series, file, sheet in a row: shelfmarks, pages, sides."""

from __future__ import annotations

import pytest

from archivist.citation.parsing import parse_entry, parse_list

READ = [
    (
        "British Library, Add. MS 43170, ff. 12–15",
        {"archive": "British Library", "refcode": "Add. MS 43170"},
    ),
    (
        "British Library, India Office Records, L/PS/10/836, f. 12",
        {
            "collection": "India Office Records",
            "refcode": "L/PS/10/836",
            "sheets": [{"from": "12"}],
        },
    ),
    ("Bundesarchiv, R 43 I/1234, Bl. 12", {"archive": "Bundesarchiv", "refcode": "R 43 I/1234"}),
    ("Музей истории г. Алматы. КП-4512/3.", {"refcode": "КП-4512/3"}),
    (
        "National Archives at College Park, MD (NACP), RG 59, Entry 205, Box 6462",
        {"abbr": "NACP", "place": "MD", "record_group": "59"},
    ),
    ("RGASPI 17/162/9, ll. 110–111", {"file": "9", "sheets": [{"from": "110", "to": "111"}]}),
    ("ЦГА РК. Ф. 1109. Оп. 4. Д. 12. С. 15.", {"file": "12", "sheets": [{"from": "15"}]}),
    ("ҚР ПМ, қор 708, тізбе 1, іс 13, 5-парақ", {"file": "13", "sheets": [{"from": "5"}]}),
    ("ҚР ОММ. 64-қ. 1-тіз. 125-іс. 12-п.", {"series": "1", "file": "125"}),
    (
        "ГА РФ. Ф. 102. ДП ОО. 1898. Оп. 226. Д. 5. Л. 1.",
        {"abbr": "ГА РФ", "fund": "102", "fund_name": "ДП ОО. 1898", "series": "226"},
    ),
    (
        "Ф. 1235. Оп. 1. Спр. 1055. Протоколи засідань, 4 арк.",
        {"file": "1055", "file_title": "Протоколи засідань", "total_sheets": "4"},
    ),
    ("Ф. 17. Оп. 162. Д. 9. Л. 110 (РГАСПИ)", {"abbr": "РГАСПИ", "file": "9"}),
    ("中央档案馆,全宗:64,目录:1,卷:125,第3—5页", {"fund": "64", "file": "125"}),
    ("《会谈纪要》,1950年2月14日,外交部档案馆,档案号109-00020-01,页3", {"title": "会谈纪要"}),
]


@pytest.mark.parametrize(("text", "fields"), READ, ids=[text[:24] for text, _ in READ])
def test_a_place_is_read_whole(text: str, fields: dict) -> None:
    entry = parse_entry(text)
    assert {name: entry.fields.get(name) for name in fields} == fields
    assert entry.rest == ""


def test_a_page_after_ibid_is_of_what_stands_before_it() -> None:
    book, page = parse_list("1. Kissinger H. Diplomacy. New York : Simon, 1994.\n2. Ibid. P. 68.")
    assert page.citable is not None
    assert book.kind != page.kind
    assert (page.fields["pages"], page.citable.record.pages) == ("68", "68")
    _, sheet = parse_list("1. AP RK. Fund-5, Series-1, File-13, p. 1.\n2. Ibid. P. 68.")
    assert sheet.fields["sheets"] == [{"from": "68"}]


def test_a_work_cited_again_has_pages_never_sheets() -> None:
    fields = parse_entry("Kissinger H. Op. cit., p. 15.").fields
    assert (fields["authors"], fields["pages"]) == (["Kissinger H."], "15")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("(АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5)", {"abbr": "АП РК", "fund": "708"}),
        ("ЦГА РК, Ф.1109 Оп.4. Св. 3. Д.12 Л.3", {"box": "3", "file": "12"}),
        ("Архив Президента РК. Ф. 708. Оп. 1. Д. 13 (далее – АП РК).", {"abbr": "АП РК"}),
        ("ҚР Президентінің Архиві. 708-қор. 1-тізбе. 13-іс, 5 п.", {"file": "13"}),
        ("ҚР ОМА, Қ. 1109, Тізім 4, Іс 12, 3 парақ", {"file": "12", "sheets": [{"from": "3"}]}),
        ("TsGA RK, 1109/4/12, 1–3", {"file": "12", "sheets": [{"from": "1", "to": "3"}]}),
        ("NARA RG 59, Entry 205, Box 6462", {"abbr": "NARA", "record_group": "59"}),
        ("CSA RK. Fund 1109. File 12. Sheet 3 (reverse)", {"file": "12"}),
    ],
)
def test_habits_of_single_writers_are_understood(text: str, fields: dict) -> None:
    entry = parse_entry(text)
    assert {name: entry.fields.get(name) for name in fields} == fields
    assert entry.rest == ""


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "[Protocol no. 61]. (1931, March 3). Russian State Archive (f. 17, op. 162, d. 9).",
            {"title": "Protocol no. 61", "date_text": "1931, March 3"},
        ),
        (
            "[Archival file]. (n.d.). Russian State Archive (f. 17, op. 162, d. 9), Moscow.",
            {"title": None, "fund": "17"},
        ),
        (
            "Burton to Merriam, telegram, January 26, 1923, Charles E. Merriam Papers, "
            "University of Chicago Library.",
            {"author": "Burton", "recipient": "Merriam", "doc_type": "telegram"},
        ),
        (
            "Cipher telegram from I. V. Stalin to Mao Zedong, January 14, 1949, f. 558, op. 11, "
            "d. 331, Russian State Archive (RGASPI), Moscow.",
            {"title": "Cipher telegram from I. V. Stalin to Mao Zedong", "author": None},
        ),
        (
            "Report. 1949-01-14. Russian State Archive, Moscow, fonds 558, opis 11, delo 331.",
            {"title": "Report", "date_text": "1949-01-14"},
        ),
    ],
)
def test_documents_are_told_from_their_dates_and_writers(text: str, fields: dict) -> None:
    entry = parse_entry(text)
    assert {name: entry.fields.get(name) for name in fields} == fields
    assert entry.rest == ""
