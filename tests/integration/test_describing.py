"""Own fields, templates, and edits of many sources: previewed, written at once, undone at once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archivist.errors import ParseError, StorageError
from archivist.library.own_fields import FieldType, ManyEdit, OwnFieldId, Template, TemplateId
from archivist.library.records import Record, RecordKind
from archivist.library.values import RU, parse_date
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.values import SourceId
    from archivist.paths import Places
    from archivist.services.workspace import Workspace


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    with closing(make_library(tmp_path / "library", places)) as made:
        yield made


def letters(library: Workspace, count: int) -> list[SourceId]:
    return [
        library.sources.add(Record(kind=RecordKind.OTHER, title=f"Письмо {number}")).id
        for number in range(count)
    ]


def test_many_sources_are_edited_in_one_step(library: Workspace) -> None:
    ids = letters(library, 3)
    library.sources.change_tags(ids[:1], ["Граница"])
    group = library.sorting.groups()[0][0]
    edit = ManyEdit(
        kind=RecordKind.ARCHIVAL,
        language=RU,
        group_id=group.id,
        under="АП РК/5-Н/1/5059",
        date=parse_date("1945"),
        add_tags=("граница", "мир"),
        texts={"medium": "Машинопись"},
    )

    shown = library.describing.preview(ids, edit)

    assert [one.title for one in shown] == ["Письмо 0", "Письмо 1", "Письмо 2"]
    changes = {one.name: (one.old, one.new) for one in shown[0].changes}
    assert changes["group"] == ("", group.name)
    assert changes["tags"] == ("Граница", "Граница, мир")
    assert changes["medium"] == ("", "Машинопись")
    assert changes["under"] == ("", "АП РК/5-Н/1/5059")
    assert library.sources.get(ids[0]).unit_id is None  # nothing was done yet

    library.describing.edit(ids, edit)
    sources = [library.sources.get(one) for one in ids]
    assert {source.record.medium for source in sources} == {"Машинопись"}
    assert len({source.unit_id for source in sources}) == 1
    assert sources[0].tags == ("Граница", "мир")
    assert library.describing.preview(ids, ManyEdit(language=RU)) == ()

    library.undo()
    assert library.sources.get(ids[2]).record.kind is RecordKind.OTHER
    assert library.sources.get(ids[2]).unit_id is None


def test_what_cannot_be_read_changes_nothing(library: Workspace) -> None:
    ids = letters(library, 2)
    size = library.describing.add_field("Объём", FieldType.NUMBER).id

    with pytest.raises(ParseError):
        library.describing.edit(ids, ManyEdit(language=RU, own={size: "много"}))

    assert library.sources.get(ids[0]).record.language == ""


def test_only_what_differs_is_told_and_written(library: Workspace) -> None:
    ids = letters(library, 2)
    size = library.describing.add_field("Объём", FieldType.NUMBER).id
    library.describing.put(ids[0], {size: "3"})
    library.sources.file_under(ids[:1], library.tree.place("АП РК/5-Н/1").id)
    before = library.sources.get(ids[0])
    edit = ManyEdit(under="АП РК/Ф. 5-Н/Оп. 1", own={size: "3"}, no_group=True)

    (shown,) = library.describing.preview(ids, edit)

    assert shown.source_id == ids[1]
    assert [(one.name, one.own, one.new) for one in shown.changes] == [
        ("under", None, "АП РК. Ф. 5-Н. Оп. 1"),
        ("Объём", size, "3"),
    ]
    library.describing.edit(ids, edit)
    assert library.sources.get(ids[0]) == before
    assert library.describing.values(ids[1]) == {size: "3"}
    with pytest.raises(ParseError, match="a unit of the archive"):
        library.describing.preview(ids, ManyEdit(under="АП РК"))


def test_dates_and_tags_are_taken_away(library: Workspace) -> None:
    ids = letters(library, 2)
    library.describing.edit(ids, ManyEdit(date=parse_date("1945"), add_tags=("мир", "война")))
    library.describing.edit(ids, ManyEdit(no_date=True, remove_tags=("МИР",), checked=True))
    source = library.sources.get(ids[1])
    assert (source.record.date, source.tags, source.checked) == (None, ("война",), True)
    assert source.record.title == "Письмо 1"


def test_values_of_own_fields_are_found_by_search(library: Workspace) -> None:
    ids = letters(library, 2)
    keeper = library.describing.add_field("Владелец", FieldType.TEXT).id
    library.describing.put(ids[1], {keeper: "семья Сейфуллиных"})

    def found() -> list[SourceId | None]:
        for _ in library.searching.update():
            pass
        return [hit.source_id for hit in library.searching.search("Сейфуллины").hits]

    assert found() == [ids[1]]
    library.describing.remove_field(keeper)
    assert found() == []
    library.undo()
    assert found() == [ids[1]]


def test_own_fields_are_counted_ordered_and_renamed(library: Workspace) -> None:
    (source_id,) = letters(library, 1)
    size = library.describing.add_field("Объём", FieldType.NUMBER).id
    state = library.describing.add_field(" Сохранность ", FieldType.TEXT).id
    library.describing.put(source_id, {size: "1"})
    assert library.describing.value_counts() == {size: 1}
    changes = library.describing.arrange_fields([state, size])
    assert changes  # the window is told
    first, second = library.describing.fields()
    assert (first.name, second.name) == ("Сохранность", "Объём")
    with pytest.raises(StorageError, match="there is a field “объём” already"):
        library.describing.save_field(replace(first, name="объём"))
    with pytest.raises(ParseError, match="a name"):
        library.describing.save_field(replace(first, name="  "))


def test_own_fields_keep_their_values(library: Workspace) -> None:
    (source_id,) = letters(library, 1)
    size = library.describing.add_field("Объём", FieldType.NUMBER).id
    state = library.describing.add_field("Сохранность", FieldType.CHOICE, ["хорошая", "плохая"]).id

    library.describing.put(source_id, {size: " 3,5 ", state: "плохая"})
    assert library.describing.values(source_id) == {size: "3,5", state: "плохая"}
    with pytest.raises(ParseError, match="хорошая, плохая"):
        library.describing.put(source_id, {state: "средняя"})
    with pytest.raises(StorageError):
        library.describing.add_field("объём", FieldType.TEXT)

    library.describing.remove_field(size)
    assert library.describing.values(source_id) == {state: "плохая"}
    library.undo()
    assert library.describing.values(source_id)[size] == "3,5"


def test_a_source_begins_with_its_template(library: Workspace) -> None:
    size = library.describing.add_field("Объём", FieldType.NUMBER).id
    made = library.describing.save_template(
        Template(
            id=TemplateId(0),
            name="Газета",
            kind=RecordKind.NEWSPAPER,
            texts={"container": "Казахстанская правда"},
            own={size: "1", OwnFieldId(99): "x"},
            language="ru",
            tags=("печать",),
        )
    )

    source_id = library.describing.add_from(made.id).id

    source = library.sources.get(source_id)
    assert source.record.container == "Казахстанская правда"
    assert source.tags == ("печать",)
    assert library.describing.values(source_id) == {size: "1"}
    again = library.describing.template_of(source_id, "Газета 2")
    assert (again.texts, again.own) == ({"container": "Казахстанская правда"}, {size: "1"})
    assert (again.kind, again.language, again.tags) == (RecordKind.NEWSPAPER, "ru", ("печать",))
    library.describing.remove_template(made.id)
    assert library.describing.templates() == ()
