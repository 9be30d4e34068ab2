"""Lists as PDF pages give them: broken lines, two columns, numbers that begin anew."""

from __future__ import annotations

from archivist.citation.parsing import EntryKind, parse_list, split_list

BROKEN = """Sources
Archive of Foreign Policy of the Russian Federation
(AFP RF). Fund-897, Series-4, File-13, pp. 59, 60, 63.
AFP RF. Fund-897, Series-3, File-21, pp. 157, 162.
Haydanka, Y. (2020). Urgent decentralization problems
in the Czech Republic at a regional level: Political,
administrative and sociological dimensions. Public
Policy and Administration, 19(2), 253-265.
State Archive of the North-Kazakhstan region (SANKR),
Fund-669, Series-1, File-607, pp. 31-32."""

COLUMNS = """\
1. АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5.            4. Токаев К. К. Беласу. Алматы : Дәуір,
2. АП РК. Ф. 708. Оп. 1. Д. 14. Л. 7 об.            2008. 496 с.
3. ЦГА РК. Ф. 64. Оп. 1. Д. 125. Л. 3.           5. ГАРФ. Ф. 5446. Оп. 55. Д. 3389. Л. 12."""


def test_lines_that_a_page_broke_are_joined_without_numbers_too() -> None:
    entries = split_list(BROKEN)
    assert [entry[:8] for entry in entries] == [
        "Sources",
        "Archive ",
        "AFP RF. ",
        "Haydanka",
        "State Ar",
    ]
    assert entries[1].endswith("Federation (AFP RF). Fund-897, Series-4, File-13, pp. 59, 60, 63.")


def test_lines_of_their_own_are_not_joined_whatever_their_length() -> None:
    lines = (
        "АП РК. Ф. 708. Оп. 1. Д. 13. Л. 5",
        "Центральный государственный архив Республики Казахстан (ЦГА РК). Ф. 64. Оп. 1. Д. 125",
        "ГАРФ. Ф. 5446. Оп. 55. Д. 3389",
        "Токаев К. К. Беласу. Алматы : Дәуір, 2008.",
    )
    assert split_list("\n".join(lines)) == lines


def test_two_columns_are_read_one_after_the_other() -> None:
    entries = parse_list(COLUMNS)
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[3].text == "4. Токаев К. К. Беласу. Алматы : Дәуір, 2008. 496 с."
    assert all(entry.rest == "" for entry in entries)


def test_a_number_that_a_label_ends_a_line_before_is_none_of_an_entry() -> None:
    text = "9. ЦГА РК. Ф. 64. Оп. 1. Д.\n12. Л. 1–3.\n10. АП РК. Ф. 708. Оп.\n1. Д. 13. Л. 5."
    assert [entry.number for entry in parse_list(text)] == [9, 10]


def test_numbers_may_begin_anew_in_the_next_part_of_a_list() -> None:
    text = "1. АП РК. Ф. 1.\n2. АП РК. Ф. 2.\n3. АП РК. Ф. 3.\n1. ГАРФ. Ф. 4.\n2. ГАРФ. Ф. 5."
    assert [entry.number for entry in parse_list(text)] == [1, 2, 3, 1, 2]


def test_what_follows_the_last_entry_after_an_empty_line_is_not_part_of_it() -> None:
    entries = parse_list("1. АП РК. Ф. 1. Оп. 1.\n2. АП РК. Ф. 2. Оп. 1.\n\nАвтор живет в Алматы.")
    assert entries[1].rest == ""
    assert entries[2].kind is EntryKind.UNKNOWN


def test_bare_numbers_and_nothing_else_are_borne() -> None:
    assert [entry.kind for entry in parse_list("1.\n2.\n")] == [EntryKind.UNKNOWN] * 2
    assert parse_list(" \n\n") == ()
