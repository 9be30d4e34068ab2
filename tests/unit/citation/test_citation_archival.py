"""Documents in archives: every case letter for letter, names of archives, levels, sheets."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from citation_makers import ENGLISH, GOST, ROOT, archive, filed, person, styles

from archivist.citation.archival import short_reference
from archivist.citation.cases.archival import check_archival
from archivist.citation.entries import format_entry, format_place
from archivist.citation.fields.archival import citable_from_fields
from archivist.citation.listing import format_list
from archivist.library.references import FilePart, Level, Location, UnitKind, parse_sheets
from archivist.library.richtext import plain
from archivist.library.values import parse_date

if TYPE_CHECKING:
    from archivist.library.archive import Archive
    from archivist.library.records import Citable

FOLDER = ROOT / "tests" / "reference" / "citations"
CASES = [
    case
    for name in ("archival.json", "archival_examples.json")
    for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))
]
CHECKED = list(check_archival(CASES, styles()))
FORMS = sorted({case.form for case in CHECKED})

AP_RK = archive(
    1,
    ru=("Архив Президента Республики Казахстан", "АП РК"),
    kk=("Қазақстан Республикасы Президентінің Архиві", "ҚР ПА"),
    en=("Archive of the President of the Republic of Kazakhstan", "AP RK"),
)
TSGA_RK = archive(2, ru=("Центральный государственный архив Республики Казахстан", "ЦГА РК"))
KEW = archive(3, en=("The National Archives", "TNA"))


def entry(source: Citable, style: str = GOST, *, first: bool = False, locator: str = "") -> str:
    return plain(format_entry(source, styles()[style], first=first, locator=locator))


def in_levels(*levels: Level, sheets: str = "", keeper: Archive = TSGA_RK) -> Citable:
    source = filed(keeper, "")
    return replace(source, location=Location(levels=levels, sheets=parse_sheets(sheets)))


def test_all_cases_are_checked() -> None:
    assert len(CHECKED) == 564
    assert len(FORMS) == 43


@pytest.mark.parametrize("form", FORMS)
def test_the_cases_of_a_form_come_out_letter_for_letter(form: str) -> None:
    checked = [case for case in CHECKED if case.form == form]
    assert [case.printed for case in checked] == [case.expected for case in checked]


def test_a_form_that_no_style_has_is_counted_with_the_reason() -> None:
    expected = {"text": "ГАРФ. Ф. 1."}
    case = {"id": "X", "fields": {"fund": "1"}, "expected": {"klingon_first": expected}}
    (checked,) = check_archival([case], styles())
    assert not checked.passed
    assert "klingon_first" in checked.printed


def test_what_a_csl_engine_makes_is_left_to_it() -> None:
    case = {"id": "X", "fields": {"fund": "1"}, "expected": {"csl_apa": {"text": "f. 1"}}}
    assert list(check_archival([case], styles())) == []


# -- archives


def test_an_archive_is_named_in_full_once_wherever_the_list_begins_with_it() -> None:
    sources = [
        filed(AP_RK, "708/1/13", "5"),
        filed(TSGA_RK, "64/1/125", "3"),
        filed(AP_RK, "708/1/14", "6"),
        filed(TSGA_RK, "64/1/126"),
    ]
    assert [plain(text).split(". ")[0] for text in format_list(sources, styles()[GOST])] == [
        "Архив Президента Республики Казахстан (АП РК)",
        "Центральный государственный архив Республики Казахстан (ЦГА РК)",
        "АП РК",
        "ЦГА РК",
    ]
    assert plain(format_list(sources[2:], styles()[GOST])[0]).startswith("Архив Президента")


def test_a_name_in_another_language_is_given_in_full_too() -> None:
    sources = [filed(AP_RK, "5/1/2"), filed(AP_RK, "5/1/3", language="kk"), filed(AP_RK, "5/1/4")]
    assert [plain(text) for text in format_list(sources, styles()[GOST])] == [
        "Архив Президента Республики Казахстан (АП РК). Ф. 5. Оп. 1. Д. 2.",
        "Қазақстан Республикасы Президентінің Архиві (ҚР ПА). Қ. 5. Т. 1. І. 3.",
        "АП РК. Ф. 5. Оп. 1. Д. 4.",
    ]


@pytest.mark.parametrize("first", [True, False])
def test_what_is_not_known_of_a_name_is_not_printed(first: bool) -> None:
    unnamed = archive(7, ru=("", "АВП РК"))
    assert entry(filed(unnamed, "1/2/3"), first=first) == "АВП РК. Ф. 1. Оп. 2. Д. 3."
    unshortened = archive(8, ru=("Городской архив", ""))
    assert entry(filed(unshortened, "1/2/3"), first=first) == "Городской архив. Ф. 1. Оп. 2. Д. 3."


def test_english_lists_fall_back_to_the_romanised_name_then_to_the_first() -> None:
    romanised = archive(9, ru=("Государственный архив", "ГА"), tr=("Gosudarstvennyi arkhiv", "GA"))
    assert entry(filed(romanised, "1"), ENGLISH) == "GA. Fund-1."
    assert entry(filed(TSGA_RK, "1"), ENGLISH) == "TsGA RK. Fund-1."


def test_an_english_document_does_not_rename_a_russian_archive() -> None:
    assert entry(filed(AP_RK, "5-Н/1/2", "3", language="en")) == "АП РК. Ф. 5-Н. Оп. 1. Д. 2. Л. 3."


def test_labels_take_the_language_of_the_name() -> None:
    ukrainian = archive(10, uk=("Державний архів Львівської області", "ДАЛО"))
    assert (
        entry(filed(ukrainian, "Р-221/2/118", "33об"))
        == "ДАЛО. Ф. Р-221. Оп. 2. Спр. 118. Арк. 33 зв."
    )


def test_a_place_without_an_archive_is_printed_alone() -> None:
    assert entry(filed(None, "897/4/13", "59")) == "Ф. 897. Оп. 4. Д. 13. Л. 59."
    assert entry(filed(None, "897/4/13", "59", title="Нота")) == (
        "Нота // Ф. 897. Оп. 4. Д. 13. Л. 59."
    )


# -- levels


def test_a_latin_number_wins_over_the_transliteration() -> None:
    fund = Level(kind=UnitKind.FUND, number="5-Н")
    assert entry(in_levels(fund, keeper=AP_RK), ENGLISH) == "AP RK. Fund-5-N."
    assert entry(in_levels(replace(fund, latin="5-H"), keeper=AP_RK), ENGLISH) == "AP RK. Fund-5-H."
    assert entry(in_levels(replace(fund, latin="5-H"), keeper=AP_RK)) == "АП РК. Ф. 5-Н."


def test_letters_of_files_and_sheets_are_transliterated_in_a_latin_list() -> None:
    source = filed(AP_RK, "И-374/1а/12б", "5а, 7в об.")
    assert entry(source, ENGLISH) == "AP RK. Fund-I-374, Series-1a, File-12b, pp. 5a, 7v (verso)."
    assert entry(source) == "АП РК. Ф. И-374. Оп. 1а. Д. 12б. Л. 5а, 7в об."


def test_the_archives_own_label_is_kept_in_its_script_alone() -> None:
    levels = (
        Level(kind=UnitKind.FUND, number="1728"),
        Level(kind=UnitKind.FILE, number="53", label="ед. хр.", volume="2"),
    )
    assert entry(in_levels(*levels, keeper=AP_RK)) == "АП РК. Ф. 1728. Ед. хр. 53, т. 2."
    assert entry(in_levels(*levels, keeper=AP_RK), ENGLISH) == "AP RK. Fund-1728, File-53, vol. 2."


def test_a_folder_of_a_foreign_ministry_stands_before_its_file() -> None:
    levels = (
        Level(kind=UnitKind.FUND, number="0100"),
        Level(kind=UnitKind.SERIES, number="46"),
        Level(kind=UnitKind.FOLDER, number="374"),
        Level(kind=UnitKind.FILE, number="12"),
    )
    printed = entry(in_levels(*levels, sheets="11—14"))
    assert printed == "ЦГА РК. Ф. 0100. Оп. 46. П. 374. Д. 12. Л. 11–14."


def test_a_british_reference_is_one_code() -> None:
    levels = (
        Level(kind=UnitKind.LETTER_CODE, number="CAB"),
        Level(kind=UnitKind.SERIES, number="128"),
        Level(kind=UnitKind.PIECE, number="5"),
        Level(kind=UnitKind.ITEM, number="3"),
    )
    source = in_levels(*levels, sheets="14", keeper=KEW)
    assert entry(source) == "TNA. CAB 128/5/3. F. 14."
    assert entry(source, ENGLISH) == "TNA. CAB 128/5/3, p. 14."


def test_an_american_reference_has_its_own_levels() -> None:
    levels = (
        Level(kind=UnitKind.RECORD_GROUP, number="59"),
        Level(kind=UnitKind.SERIES, number="Central Decimal File"),
        Level(kind=UnitKind.BOX, number="6462"),
        Level(kind=UnitKind.FILE, number="861.00/2-2246"),
    )
    nara = archive(11, en=("National Archives and Records Administration", "NARA"))
    assert entry(in_levels(*levels, keeper=nara)) == (
        "NARA. RG 59. Central Decimal File. Box 6462. File 861.00/2-2246."
    )


def test_further_files_and_boxes_have_their_own_separators() -> None:
    fund = Level(kind=UnitKind.FUND, number="81")
    file = Level(kind=UnitKind.FILE, number="12")
    more = (FilePart(levels=(replace(file, number="13"),), sheets=parse_sheets("7об")),)
    source = in_levels(fund, file)
    source = replace(
        source, location=replace(source.location, sheets=parse_sheets("3-4"), more=more)
    )
    assert entry(source) == "ЦГА РК. Ф. 81. Д. 12. Л. 3–4; Д. 13. Л. 7 об."
    assert entry(source, ENGLISH) == "TsGA RK. Fund-81, File-12, pp. 3-4; File-13, p. 7 (verso)."


# -- documents


def test_a_title_of_the_researchers_stands_in_brackets_with_its_author() -> None:
    source = filed(
        archive(12, ru=("", "РО ИРЛИ")),
        "568/1/1",
        title="Материалы по истории русской библиографии",
        title_by_researcher=True,
        creators=(person("Фомин А. Г."),),
    )
    whole = replace(source, location=replace(source.location, total_sheets="214"))
    assert entry(whole) == (
        "[Фомин А. Г. Материалы по истории русской библиографии] // РО ИРЛИ. Ф. 568. Оп. 1. Д. 1. "
        "214 л."
    )


def test_the_extent_gives_way_to_the_sheets() -> None:
    source = filed(TSGA_RK, "30/1/204", "5")
    source = replace(source, location=replace(source.location, total_sheets="64"))
    assert entry(source) == "ЦГА РК. Ф. 30. Оп. 1. Д. 204. Л. 5."
    assert entry(source, locator="л. 12-15об") == "ЦГА РК. Ф. 30. Оп. 1. Д. 204. Л. 12–15 об."


def test_a_file_is_not_named_after_its_own_document() -> None:
    levels = (Level(kind=UnitKind.FILE, number="55", name="Переписка"),)
    source = in_levels(*levels)
    named = replace(source, record=replace(source.record, title="Письмо"))
    assert entry(named) == "Письмо // ЦГА РК. Д. 55. (Переписка)."
    same = replace(source, record=replace(source.record, title="Переписка"))
    assert entry(same) == "Переписка // ЦГА РК. Д. 55."


def test_authenticity_and_medium_go_last() -> None:
    source = filed(TSGA_RK, "5/1/2", "3", authenticity="Подлинник", medium="Машинопись")
    assert entry(source) == "ЦГА РК. Ф. 5. Оп. 1. Д. 2. Л. 3. Подлинник. Машинопись."


def test_a_date_helps_where_no_place_does() -> None:
    digital = archive(13, ru=("Цифровой архив", ""))
    date = parse_date("1990-12-01")
    assert entry(filed(digital, "", title="Запись беседы", date=date)) == (
        "Запись беседы, 1 дек. 1990 г. // Цифровой архив."
    )
    assert entry(filed(digital, "", title="Запись беседы 1990 г.", date=date)) == (
        "Запись беседы 1990 г. // Цифровой архив."
    )


def test_a_locator_that_is_no_list_of_sheets_stands_as_it_is() -> None:
    source = filed(TSGA_RK, "5/1/2")
    assert entry(source, locator="карта 3") == "ЦГА РК. Ф. 5. Оп. 1. Д. 2. Л. карта 3."


# -- on the screen


def test_a_short_reference_names_neither_document_nor_full_archive() -> None:
    source = filed(AP_RK, "5-Н/1/5059", "21")
    levels, sheets = source.location.levels, source.location.sheets
    assert short_reference(AP_RK, levels, sheets, styles()[GOST]) == (
        "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21"
    )
    assert short_reference(AP_RK, levels[:2], (), styles()[GOST]) == "АП РК. Ф. 5-Н. Оп. 1"
    assert short_reference(AP_RK, levels, parse_sheets("7об"), styles()[GOST]).endswith("Л. 7 об.")


def test_a_note_can_print_the_place_alone() -> None:
    source = filed(AP_RK, "5-Н/1/5059", "21", title="Протокол")
    assert plain(format_place(source, styles()[GOST])) == "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."


def test_a_case_without_an_archive_is_a_case() -> None:
    source = citable_from_fields("P1", {"lang": "ru", "archive": None, "fund": "897", "sheets": []})
    assert entry(source) == "Ф. 897."
