"""Own fields, templates, and edits of many sources: previewed, written at once, undone at once."""

from __future__ import annotations

from contextlib import closing
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
    changes = {name: (old, new) for name, old, new in shown[0].changes}
    assert changes["group"] == ("", group.name)
    assert changes["tags"] == ("Граница", "Граница, мир")
    assert changes["medium"] == ("", "Машинопись")
    assert changes["place"] == ("", "АП РК/5-Н/1/5059")
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
    library.describing.remove_template(made.id)
    assert library.describing.templates() == ()
