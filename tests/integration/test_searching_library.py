"""Searching a library: what a historian finds, and that the index is never taken for another's."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError, ParseError, ReadOnlyLibraryError, SearchError
from archivist.library.records import Record, RecordKind
from archivist.library.values import RU, SourceId, parse_date
from archivist.search.schema import Document
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish
from archivist.services.searching import Filters, Hit, Part
from archivist.services.workspace import Workspace, open_library

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.paths import Places

FIRST = "О голоде в Казахстане. Депортированных было много: переселенцы шли без хлеба."
SECOND = "Халқының тарихы туралы айтылды, қазақстандағы мұрағаттарда сақталған."
THIRD = "The colonial archives of the region. 中国历史研究."


def bring_in(library: Workspace, folder: Path, name: str, text: str) -> SourceId:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.txt"
    file.write_text(text, encoding="utf-8")
    report = finish(library.collecting.import_files([file], ImportOptions(ocr="off")))
    source_id = report.files[0].source_id
    assert source_id is not None
    return source_id


def hits(library: Workspace, query: str, **filters: object) -> tuple[Hit, ...]:
    results = library.searching.search(query, Filters(**filters))
    assert results.total == len(results.hits)
    return results.hits


def names(library: Workspace, query: str, **filters: object) -> list[str]:
    return [f"{hit.kind} {hit.source}" for hit in hits(library, query, **filters)]


@pytest.fixture
def library(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A library of three texts, indexed."""
    for name, text in (("первый", FIRST), ("екінші", SECOND), ("third", THIRD)):
        bring_in(workspace, tmp_path / "texts", name, text)
    assert finish(workspace.searching.update()) == 6
    return workspace


def test_words_are_found_in_their_forms(library: Workspace) -> None:
    expected = {
        "голод": ["page первый"],
        "депортация казахстан": ["page первый"],
        "халық мұрағат": ["page екінші"],
        "colony": ["page third"],
        "历史": ["page third"],
        "первый": ["source первый"],
        '"без хлеба"': ["page первый"],
        '"хлеба без"': [],
        "пере*": ["page первый"],
        "=голод": [],
        "Қазақстан OR Казахстан": ["page екінші", "page первый"],
        "хлеб -голод": [],
    }
    assert {query: sorted(names(library, query)) for query in expected} == expected


def test_a_hit_shows_its_words_and_its_page(library: Workspace) -> None:
    (hit,) = hits(library, "голод казахстан")
    assert hit.page == 1
    assert hit.page_id is not None
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["голоде", "Казахстане"]
    text = library.reading.page_text(hit.page_id).text
    marks = library.searching.marks("голод казахстан", text).own
    assert [text[a:b] for a, b in marks] == ["голоде", "Казахстане"]


def test_nothing_is_found_before_it_is_indexed_and_the_search_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring_in(workspace, tmp_path / "texts", "первый", FIRST)
    results = workspace.searching.search("голод")
    assert (results.total, results.hits, results.indexing) == (0, (), 2)
    assert workspace.searching.waiting() == 2
    steps = workspace.searching.update()
    progress = next(steps)
    assert (progress.done, progress.total) == (2, 2)
    assert finish(steps) == 2
    results = workspace.searching.search("голод")
    assert (results.total, results.indexing, workspace.searching.waiting()) == (1, 0, 0)
    bring_in(workspace, tmp_path / "texts", "второй", "И снова голод.")
    results = workspace.searching.search("голод")
    assert (results.total, results.indexing) == (1, 2)
    finish(workspace.searching.update())
    assert workspace.searching.search("голод").total == 2
    assert finish(workspace.searching.update()) == 0


def test_what_changes_is_found_as_it_is_now(library: Workspace) -> None:
    (hit,) = hits(library, "голод")
    assert hit.source_id is not None
    source = library.sources.get(hit.source_id)
    library.sources.save(
        replace(source, record=replace(source.record, title="Письмо", note="о зимовке"))
    )
    finish(library.searching.update())
    assert names(library, "первый") == []
    assert names(library, "письма зимовка") == ["source Письмо"]
    library.undo()
    finish(library.searching.update())
    assert names(library, "первый") == ["source первый"]
    library.sources.put_in_bin([hit.source_id])
    assert library.searching.search("голод").hits == ()  # even before the index knows
    finish(library.searching.update())
    assert library.searching.search("голод").total == 0
    library.sources.restore([hit.source_id])
    finish(library.searching.update())
    assert names(library, "голод") == ["page первый"]


def test_notes_and_sections_are_found(library: Workspace) -> None:
    (hit,) = hits(library, "голод")
    assert hit.page_id is not None
    library.reading.highlight(hit.page_id, 2, 8, note="Сверить с отчётом наркома")
    work = library.writing.add_manuscript("Диссертация", "gost-r-7.0.5-2008", RU)
    section = library.writing.add_section(
        work.id, None, "Глава о зимовках", "Нарком писал [@1, л. 7]."
    )
    finish(library.searching.update())
    found = {one.kind: one for one in hits(library, "нарком")}
    assert set(found) == {"annotation", "section"}
    note = found["annotation"]
    assert (note.page_id, note.source) == (hit.page_id, "первый")
    assert note.annotation_id is not None
    assert found["section"].section_id == section.id
    assert found["section"].snippet.endswith("Нарком писал.")
    assert (found["section"].source, found["section"].source_id) == ("Глава о зимовках", None)
    assert [one.kind for one in hits(library, "нарком", languages=("ru",))] == ["annotation"]


def test_filters_narrow(workspace: Workspace, tmp_path: Path) -> None:
    made = {}
    for name, place, date in (
        ("а", "АП РК/Ф. 5-Н/Оп. 1/Д. 5059", "1932"),
        ("б", "АП РК/Ф. 5-Н/Оп. 2/Д. 7", "1946"),
        ("в", "ЦГА РК/Ф. 9", "1929–1933"),
    ):
        unit = workspace.tree.place(place).id
        made[name] = bring_in(workspace, tmp_path / "texts", name, f"Дело {date} о голоде.")
        workspace.sources.file_under([made[name]], unit)
        source = workspace.sources.get(made[name])
        workspace.sources.save(
            replace(source, record=replace(source.record, date=parse_date(date)))
        )
        if name == "а":
            fund = workspace.tree.chain(unit)[0].id
    workspace.sources.change_tags([made["а"]], ["голод/степь"], [])
    workspace.sources.set_group([made["б"]], workspace.sorting.groups()[0][0].id)
    finish(workspace.searching.update())

    def found(**filters: object) -> str:
        return "".join(sorted(hit.source for hit in hits(workspace, "голод", **filters)))

    assert found() == "абв"
    group = workspace.sorting.groups()[0][0].name
    assert found(archives=["АП РК"]) == "аб"
    assert found(tags=["голод"]) == "а"
    assert found(groups=[group]) == "б"
    assert found(groups=[group.upper()]) == "б"
    assert found(archives=["ЦГА РК", "АП РК"]) == "абв"
    assert found(archives=["АП РК"], tags=["мор", "голод"]) == "а"
    assert found(from_year=1930, to_year=1940) == "ав"
    assert found(unit_id=fund) == "аб"
    assert found(source_id=made["в"]) == "в"
    assert found(archives=["АП РК"], from_year=1940) == "б"
    with pytest.raises(NotFoundError):
        found(archives=["АП РК", "РГАСПИ"])
    with pytest.raises(NotFoundError):
        found(groups=["Нет такой"])

    def counted(field: str, *, others: bool, **filters: tuple[str, ...]) -> dict[str, int]:
        part = Part(facets=True, others=others)
        facets = workspace.searching.find("голод", Filters(**filters), part).facets
        return {one.value: one.count for one in facets[field]}

    narrowed: dict[str, tuple[str, ...]] = {"archives": ("АП РК",), "tags": ("голод",)}
    assert counted("archive", others=False, **narrowed) == {"АП РК": 1}
    assert counted("archive", others=True, **narrowed) == {"АП РК": 1}
    assert counted("archive", others=True, archives=("АП РК",)) == {"АП РК": 2, "ЦГА РК": 1}
    assert counted("year", others=True, archives=("АП РК",)) == counted(
        "year", others=False, archives=("АП РК",)
    )


def test_a_page_is_referred_to_by_its_sheet(workspace: Workspace, tmp_path: Path) -> None:
    source_id = bring_in(workspace, tmp_path / "texts", "а", "О голоде.")
    workspace.sources.file_under([source_id], workspace.tree.place("АП РК/Ф. 5-Н/Оп. 1/Д. 5059").id)
    workspace.reading.set_sheet(workspace.reading.pages(source_id)[0].id, "21об")
    finish(workspace.searching.update())
    (hit,) = hits(workspace, "голод")
    assert hit.sheet == "21об"
    assert hit.reference == "АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21 об."
    (place,) = hits(workspace, "5059")
    assert (place.kind, place.reference) == ("source", "АП РК. Ф. 5-Н. Оп. 1. Д. 5059")
    assert place.snippet == place.reference  # the words that stand for the place are not to be read
    assert [place.snippet[start:end] for start, end in place.marks] == ["5059"]


def test_pages_of_hits_follow_each_other(workspace: Workspace) -> None:
    for number in range(30):
        record = Record(kind=RecordKind.BOOK, title=f"Голод, книга {number}")
        workspace.sources.add(record)
    finish(workspace.searching.update())
    search = workspace.searching.search
    whole = search("голод", limit=30)
    assert whole.total == 30
    in_parts = [hit for at in range(0, 30, 7) for hit in search("голод", limit=7, offset=at).hits]
    assert in_parts == list(whole.hits)
    assert search("голод", limit=5, offset=100).hits == ()
    assert search("голод", limit=5).total == 30


def test_the_search_says_how_it_understood(library: Workspace) -> None:
    understood = library.searching.search("«Без хлеба» пере* -мор").understood
    assert understood == '"без хлеба" пере* -мор; пере*: переселенцы'
    with pytest.raises(ParseError):
        library.searching.search("(голод")
    with pytest.raises(ParseError):
        library.searching.marks("", "голод")


# -- the index and the library belong together


STRAY = Document(key="p999", source_id=1, title="", text="чужое", kind="page")


def index_folders(places: Places) -> list[Path]:
    return sorted(places.cache.glob("index-*"))


def test_a_lost_or_damaged_index_is_built_anew(library: Workspace, places: Places) -> None:
    (folder,) = index_folders(places)
    next(folder.glob("*.arc")).write_bytes(b"nonsense")
    library.searching.close()
    assert library.searching.waiting() == 6
    assert finish(library.searching.update()) == 6
    assert names(library, "голод") == ["page первый"]
    library.searching.close()
    shutil.rmtree(folder)
    assert library.searching.search("голод").indexing == 6
    assert finish(library.searching.rebuild()) == 6
    assert names(library, "голод") == ["page первый"]


@pytest.mark.parametrize("note", ["nonsense", "[]", "{}", '{"tokens": 5}', "null", "-5"])
def test_a_damaged_note_of_the_index_costs_a_rebuild(library: Workspace, note: str) -> None:
    with library.searching._database.writing(undoable=False) as work:
        work.queue.set_manifest(note)
    assert library.searching.search("голод").indexing == 6
    assert finish(library.searching.update()) == 6
    assert names(library, "голод") == ["page первый"]


def test_a_whole_index_answers_while_it_is_built_anew(library: Workspace) -> None:
    before = names(library, "голод")
    index = library.searching._keeper._shared
    library.searching._keeper._writer.write([STRAY])  # of no page that there is
    library.searching._keeper._writer.commit(index.token())
    assert "p999" in index.all_keys()
    steps = library.searching.rebuild()
    while True:
        try:
            next(steps)
        except StopIteration:
            break
        assert names(library, "голод") == before
    assert "p999" not in index.all_keys()
    assert library.searching.waiting() == 0
    assert names(library, "голод") == before


def test_a_library_restored_from_a_copy_is_not_answered_from_the_newer_index(
    library: Workspace, tmp_path: Path, places: Places
) -> None:
    library.close()
    shutil.copytree(library.folder, tmp_path / "copy")
    with closing(open_library(library.folder, places)) as changed:
        bring_in(changed, tmp_path / "texts", "новый", "Ещё о голоде.")
        finish(changed.searching.update())
        assert len(names(changed, "голод")) == 2
    shutil.rmtree(library.folder)
    (tmp_path / "copy").rename(library.folder)
    with closing(open_library(library.folder, places)) as restored:
        assert restored.searching.waiting() == 6
        assert finish(restored.searching.update()) == 6
        assert restored.searching.search("голод").total == 1


def test_two_copies_of_a_library_do_not_mix(
    library: Workspace, tmp_path: Path, places: Places
) -> None:
    library.close()
    shutil.copytree(library.folder, tmp_path / "copy")
    for folder, text in (
        (library.folder, "Голод здесь."),
        (tmp_path / "copy", "Голод там, засуха."),
    ):
        with closing(open_library(folder, places)) as one:
            bring_in(one, tmp_path / "texts", "ещё", text)
            finish(one.searching.update())
    for folder, total in ((library.folder, 0), (tmp_path / "copy", 1)):
        with closing(open_library(folder, places)) as one:
            finish(one.searching.update())
            assert one.searching.search("засуха").total == total


def test_a_crash_between_index_and_library_costs_no_rebuild(
    library: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(library, tmp_path / "texts", "новый", "Ещё о голоде.")
    keeper = library.searching._keeper
    with monkeypatch.context() as patch:
        patch.setattr(type(keeper._writer), "tidy", lambda _: None)
        commit = type(keeper._writer).commit

        def commit_and_crash(writer: object, token: str) -> None:
            commit(writer, token)
            raise RuntimeError("crash")

        patch.setattr(type(keeper._writer), "commit", commit_and_crash)
        with pytest.raises(RuntimeError):
            finish(library.searching.update())
    results = library.searching.search("голод")
    assert (results.total, results.indexing) == (2, 2)  # written, but not yet acknowledged
    assert finish(library.searching.update()) == 2
    assert library.searching.search("голод").total == 2


def test_a_killed_writer_is_told_and_the_next_update_goes_on(
    library: Workspace, tmp_path: Path
) -> None:
    bring_in(library, tmp_path / "texts", "новый", "Ещё о голоде.")
    steps = library.searching.update()
    next(steps)
    hand = library.searching._keeper._writer._first
    assert hand is not None
    hand.process.kill()
    with pytest.raises(SearchError):
        finish(steps)
    assert library.searching.search("голод").total == 1
    assert finish(library.searching.update()) == 2
    assert library.searching.search("голод").total == 2


def test_a_cancelled_update_leaves_the_rest_for_the_next(
    library: Workspace, tmp_path: Path
) -> None:
    bring_in(library, tmp_path / "texts", "новый", "Ещё о голоде.")
    steps = library.searching.update()
    next(steps)
    steps.close()
    assert library.searching.waiting() == 2
    assert library.searching.search("голод").total == 1
    assert finish(library.searching.update()) == 2
    assert library.searching.search("голод").total == 2


def test_a_search_answers_while_the_index_is_written(workspace: Workspace) -> None:
    for number in range(120):
        workspace.sources.add(Record(kind=RecordKind.BOOK, title=f"Голод, книга {number}"))
    done, failures, totals = threading.Event(), list[BaseException](), list[int]()

    def look() -> None:
        try:
            while not done.is_set():
                totals.append(workspace.searching.search("голод").total)
        except BaseException as error:  # brought to the test's own thread
            failures.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in workspace.searching.update():
            pass
        for number in range(20):
            workspace.sources.add(Record(kind=RecordKind.BOOK, title=f"Голод, том {number}"))
            finish(workspace.searching.update())
    finally:
        done.set()
        thread.join()
    assert failures == []
    assert totals == sorted(totals)
    assert workspace.searching.search("голод").total == 140


# -- a library that may only be read


def test_a_library_open_for_reading_uses_the_index_that_is_there(
    library: Workspace, places: Places, tmp_path: Path
) -> None:
    with closing(open_library(library.folder, places, read_only=True)) as reader:
        assert names(reader, "голод") == ["page первый"]
        bring_in(library, tmp_path / "texts", "новый", "Ещё о голоде.")
        assert reader.searching.search("голод").indexing == 2
        assert finish(reader.searching.update()) == 0  # that is the writer's to do
        finish(library.searching.update())
        results = reader.searching.search("голод")
        assert (results.total, results.indexing) == (2, 0)
    assert len(index_folders(places)) == 1


def test_a_library_open_for_reading_gets_an_index_of_its_own_where_there_is_none(
    library: Workspace, places: Places, tmp_path: Path
) -> None:
    library.close()
    shutil.rmtree(places.cache)
    before = (library.folder / "library.db").read_bytes()
    with closing(open_library(library.folder, places, read_only=True)) as reader:
        assert reader.searching.waiting() == 6
        assert reader.searching.search("голод").indexing == 6
        assert finish(reader.searching.update()) == 6
        results = reader.searching.search("голод")
        assert (results.total, results.indexing, reader.searching.waiting()) == (1, 0, 0)
        assert finish(reader.searching.update()) == 0
        with pytest.raises(ReadOnlyLibraryError):
            reader.sources.put_in_bin([SourceId(1)])
    assert (library.folder / "library.db").read_bytes() == before
    with closing(open_library(library.folder, places)) as writer:
        bring_in(writer, tmp_path / "texts", "новый", "Ещё о голоде.")
    with closing(open_library(library.folder, places, read_only=True)) as reader:
        assert reader.searching.waiting() == 8  # its own index is of an older state
        assert finish(reader.searching.update()) == 8
        assert reader.searching.search("голод").total == 2


def test_the_index_is_nowhere_in_the_library(library: Workspace, places: Places) -> None:
    (folder,) = index_folders(places)
    assert folder.parent == places.cache
    assert not list(library.folder.rglob("*.arc"))
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["body"]["token"]


def test_a_phrase_is_found_over_the_end_of_a_page(workspace: Workspace, tmp_path: Path) -> None:
    text = "Шли переговоры о разделе вод-\fных ресурсов. Советский\fСоюз подписал договор."
    source_id = bring_in(workspace, tmp_path / "texts", "протокол", text)
    finish(workspace.searching.update())
    (hit,) = hits(workspace, '"советский союз"')
    assert (hit.page, hit.snippet[slice(*hit.marks[0])]) == (2, "Советский Союз")
    (hit,) = hits(workspace, '"разделе водных ресурсов"')
    assert (hit.page, hit.snippet[slice(*hit.marks[0])]) == (1, "разделе вод- ных ресурсов")
    (hit,) = hits(workspace, '"ресурс советский союз"~3')
    assert hit.page == 2
    assert hit.snippet[slice(*hit.marks[0])] == "ресурсов"
    page = workspace.reading.pages(source_id)[2]
    assert page.number == 3
    assert hits(workspace, '"союз подписал"')[0].page == 3


def test_of_a_phrase_over_the_end_of_a_page_the_page_shows_its_part(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "О разделе вод-\fных ресурсов. Советский\n\fСоюз подписал договор.\fКонец."
    source_id = bring_in(workspace, tmp_path / "texts", "протокол", text)
    pages = workspace.reading.pages(source_id)

    def marked(query: str, number: int, *, carried: bool = False) -> list[str]:
        page = workspace.reading.page_text(pages[number - 1].id)
        marks = workspace.searching.marks(query, page.text, page.page_id)
        return [page.text[slice(*mark)] for mark in marks[carried]]

    assert marked('"советский союз"', 2) == ["Советский"]
    assert marked('"разделе водных ресурсов"', 1) == ["разделе вод-"]
    assert marked('"ресурс советский союз"~3', 2) == ["ресурсов", "Советский"]
    assert marked('"советский союз"', 3) == []
    assert marked("союз", 2) == []
    assert marked('"союз подписал" OR конец', 3) == ["Союз подписал"]
    assert marked('"конец нет"', 4) == []

    assert marked('"советский союз"', 3, carried=True) == ["Союз"]
    assert marked('"разделе водных ресурсов"', 2, carried=True) == ["ных ресурсов"]
    assert marked('"ресурс советский союз"~3', 3, carried=True) == ["Союз"]
    assert marked('"союз подписал" OR конец', 3, carried=True) == []
    assert marked('"договор конец"', 4, carried=True) == ["Конец"]
    assert marked("союз", 3, carried=True) == []


def test_words_far_from_the_end_of_a_page_are_marked_on_both_pages(
    workspace: Workspace, tmp_path: Path
) -> None:
    between = " ".join(["межведомственного"] * 15)
    text = f"Договор {between}\f{between} граница."
    source_id = bring_in(workspace, tmp_path / "texts", "протокол", text)
    finish(workspace.searching.update())
    first, second = (workspace.reading.page_text(p.id) for p in workspace.reading.pages(source_id))
    query = '"граница договор"~40'
    (hit,) = hits(workspace, query)
    assert [hit.snippet[slice(*mark)] for mark in hit.marks] == ["Договор"]
    assert workspace.searching.marks(query, first.text, first.page_id).own == ((0, 7),)
    ((start, end),) = workspace.searching.marks(query, second.text, second.page_id).carried
    assert second.text[start:end] == "граница"
