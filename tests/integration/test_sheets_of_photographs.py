"""Photographs become the sheets of a file; every step can be undone, no original is touched."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont

from archivist.errors import CitedError
from archivist.ingest import tesseract
from archivist.ingest.reader import ReadPage
from archivist.library.catalogue_query import SourceQuery
from archivist.library.foliation import Flaw, Foliation, Sides
from archivist.library.page_shapes import PageShape
from archivist.library.references import Sheet
from archivist.library.sources import TextOrigin, WordBox
from archivist.library.values import RU
from archivist.services.collecting import ImportOptions
from archivist.services.collecting.entering import as_shown
from archivist.services.collecting.shooting import lay_in_order
from archivist.services.progress import finish
from archivist.services.workspace import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.library.values import PageId, SourceId
    from archivist.paths import Places
    from archivist.services.workspace import Workspace

_EXIF_TAKEN = 0x9003


@pytest.fixture
def library(tmp_path: Path, places: Places) -> Iterator[Workspace]:
    with closing(make_library(tmp_path / "library", places)) as made:
        yield made


def photograph(path: Path, colour: str, taken: str = "") -> Path:
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 199, 299), fill=colour)
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[_EXIF_TAKEN] = taken
    image.save(path, exif=exif.tobytes())
    return path


def brought(library: Workspace, folder: Path, count: int, **options: bool) -> list[SourceId]:
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):  # the second was photographed last
        minute = 59 if number == 2 else number
        photograph(
            folder / f"IMG_{number}.jpg", f"#{number:02x}0000", f"2024:05:17 10:{minute:02}:00"
        )
    options.setdefault("separate", False)
    report = finish(library.collecting.import_files([folder], ImportOptions(ocr="off", **options)))
    return list(dict.fromkeys(file.source_id for file in report.files if file.source_id))


def labels(library: Workspace, source_id: SourceId) -> str:
    pages = library.foliating.report(source_id).pages
    return " ".join(page.label or "-" for page in pages)


def ids(library: Workspace, source_id: SourceId) -> list[PageId]:
    return [page.id for page in library.foliating.report(source_id).pages]


def names(library: Workspace, source_id: SourceId) -> str:
    return " ".join(page.name[4:5] for page in library.foliating.report(source_id).pages)


def test_photographs_are_numbered_and_gaps_are_told(library: Workspace, tmp_path: Path) -> None:
    (source_id,) = brought(library, tmp_path / "day", 4)
    pages = ids(library, source_id)

    library.foliating.skip([pages[0]])
    library.foliating.number(
        pages, Foliation(start=Sheet(number="12"), sides=Sides.BOTH), {pages[3]: "15"}
    )

    assert labels(library, source_id) == "- 12 12об 15"
    remarks = library.foliating.report(source_id).remarks
    assert [(remark.flaw, remark.sheets) for remark in remarks] == [(Flaw.MISSING, "13–14")]
    library.undo()
    assert labels(library, source_id) == "- - - -"


def test_pages_lie_as_they_were_photographed(library: Workspace, tmp_path: Path) -> None:
    (source_id,) = brought(library, tmp_path / "day", 3)
    assert names(library, source_id) == "1 3 2"

    library.foliating.arrange([ids(library, source_id)[2]])
    assert names(library, source_id) == "2 1 3"

    library.foliating.arrange_as_taken(source_id)
    assert names(library, source_id) == "1 3 2"


def test_photographs_without_a_time_lie_by_the_names_of_their_files(
    library: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    for number in (10, 2, 1):
        photograph(folder / f"IMG_{number}.jpg", f"#{number:02x}0000")
    photograph(folder / "IMG_30.jpg", "#aa0000", "2024:05:17 09:00:00")
    finish(library.collecting.import_files([folder], ImportOptions(ocr="off", separate=False)))

    (source_id,) = library.sources.find(SourceQuery())

    pages = library.foliating.report(source_id).pages
    assert [page.name for page in pages] == ["IMG_30.jpg", "IMG_1.jpg", "IMG_2.jpg", "IMG_10.jpg"]


def test_what_comes_later_keeps_the_order_that_the_user_made(
    library: Workspace, tmp_path: Path
) -> None:
    (source_id,) = brought(library, tmp_path / "day", 4)  # 1 3 4 2
    pages = library.foliating.report(source_id).pages
    library.foliating.arrange([pages[place].id for place in (2, 0, 3, 1)])
    assert names(library, source_id) == "4 1 2 3"

    with library.reading._database.writing() as work:  # as when the third file comes last
        lay_in_order(work, source_id, {pages[1].file_id})

    assert names(library, source_id) == "4 1 3 2"


def test_text_that_comes_after_a_photograph_was_split_goes_to_its_half() -> None:
    read = ReadPage(
        text="слева справа",
        boxes=(
            WordBox(start=0, end=5, left=0.1, top=0.1, right=0.3, bottom=0.2),
            WordBox(start=6, end=12, left=0.6, top=0.1, right=0.8, bottom=0.2),
        ),
        width=400,
        height=300,
    )

    right = as_shown(read, PageShape().cut(0.5, 0, 1, 1))

    assert right.text == "справа"
    assert [(round(box.left, 3), round(box.right, 3)) for box in right.boxes] == [(0.2, 0.6)]
    assert as_shown(read, None) == read


def test_the_halves_of_a_split_photograph_are_recognised_each_by_itself(
    library: Workspace, tmp_path: Path
) -> None:
    if not tesseract.languages():
        pytest.skip("Tesseract is not installed")
    opening = Image.new("RGB", (2000, 1000), "white")
    draw = ImageDraw.Draw(opening)
    font = ImageFont.truetype("DejaVuSans.ttf", 40)
    for line, (left, right) in enumerate((("Министр доложил", "Комиссия собирается"),) * 8):
        draw.text((120, 100 + 90 * line), left, fill="black", font=font)
        draw.text((1120, 100 + 90 * line), right, fill="black", font=font)
    opening.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "opening.png")
    report = finish(
        library.collecting.import_files([tmp_path / "opening.png"], ImportOptions(ocr="off"))
    )
    source_id = report.files[0].source_id
    assert source_id is not None
    library.foliating.turn(ids(library, source_id), 90)
    library.foliating.split(ids(library, source_id))

    finish(library.recognising.recognise(ids(library, source_id), "rus"))

    left, right = (library.reading.page_text(page) for page in ids(library, source_id))
    assert sorted(left.text.split()) == ["Министр"] * 8 + ["доложил"] * 8
    assert sorted(right.text.split()) == ["Комиссия"] * 8 + ["собирается"] * 8
    first = right.boxes[0]  # fractions of the half that is shown: 1120 of 1000 to 2000
    assert first.left == pytest.approx(0.12, abs=0.01)
    assert first.top == pytest.approx(0.11, abs=0.02)


def test_several_sources_become_one(library: Workspace, tmp_path: Path) -> None:
    sources = brought(library, tmp_path / "day", 3, separate=True)
    mark = library.reading.note_page(ids(library, sources[1])[0], "важно")

    library.foliating.join(sources)

    assert names(library, sources[0]) == "1 3 2"
    assert [one.id for one in library.reading.annotations(sources[0])] == [mark.id]
    assert library.sources.get(sources[1]).binned is not None
    library.undo()
    assert [names(library, one) for one in sources] == ["1", "2", "3"]


def test_a_cited_source_is_not_emptied(library: Workspace, tmp_path: Path) -> None:
    sources = brought(library, tmp_path / "day", 2, separate=True)
    manuscript = library.writing.add_manuscript("Диссертация", "gost-r-7.0.5-2008", RU)
    library.writing.add_section(manuscript.id, None, "Введение")
    (written,) = library.writing.sections(manuscript.id)
    library.writing.save_section(replace(written, text=f"Как видно [@{sources[1]}]."))

    with pytest.raises(CitedError):
        library.foliating.join(sources)
    library.foliating.join([sources[1], sources[0]])
    assert len(ids(library, sources[1])) == 2


def test_an_opening_is_split_with_its_words_and_marks(library: Workspace, tmp_path: Path) -> None:
    (source_id,) = brought(library, tmp_path / "day", 2)
    first, second = ids(library, source_id)
    with library.reading._database.writing("Text") as work:
        work.catalogue.replace_text(
            first,
            "слева справа",
            (
                WordBox(start=0, end=5, left=0.1, top=0.1, right=0.3, bottom=0.2),
                WordBox(start=6, end=12, left=0.6, top=0.1, right=0.8, bottom=0.2),
            ),
            TextOrigin.OCR,
        )
    mark = library.reading.highlight(first, 6, 12).id

    library.foliating.split([first])

    left, right, last = ids(library, source_id)
    assert last == second
    assert [library.reading.page_text(page).text for page in (left, right)] == ["слева", "справа"]
    assert [one.annotation.id for one in library.reading.page_annotations(right)] == [mark]
    picture = library.reading.picture(left, 200)
    assert picture is not None
    assert (picture.width, picture.height) == (200, 300)
    assert picture.rgb[0] < 8  # the half that is coloured
    other = library.reading.picture(right, 200)
    assert other is not None
    assert min(other.rgb[:3]) > 240

    library.foliating.restore([left])
    assert len(ids(library, source_id)) == 2
    assert library.reading.page_text(left).text.split() == ["слева", "справа"]
    (found,) = library.reading.page_annotations(left)
    assert found.span is not None


def test_turning_and_cropping_show_another_picture_of_the_same_file(
    library: Workspace, tmp_path: Path
) -> None:
    (source_id,) = brought(library, tmp_path / "day", 1)
    (page,) = ids(library, source_id)
    before = {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (library.folder / "files").rglob("*")
        if path.is_file()
    }

    library.foliating.turn([page], 90)
    picture = library.reading.picture(page, 300)
    assert picture is not None
    assert (picture.width, picture.height) == (300, 400)
    assert picture.rgb[0] < 8  # the coloured half is on top

    library.foliating.crop([page], (0.0, 0.5, 1.0, 1.0))
    picture = library.reading.picture(page, 300)
    assert picture is not None
    assert (picture.width, picture.height) == (300, 200)
    assert min(picture.rgb[:3]) > 240

    library.foliating.restore([page])
    picture = library.reading.picture(page, 300)
    assert picture is not None
    assert (picture.width, picture.height) == (300, 400)
    after = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before}
    assert after == before


def test_slanted_lines_are_made_straight(library: Workspace, tmp_path: Path) -> None:
    image = Image.new("L", (900, 1200), "white")
    draw = ImageDraw.Draw(image)
    for line in range(40):
        draw.rectangle((80, 60 + 27 * line, 820, 70 + 27 * line), fill="black")
    image.rotate(-3, Image.Resampling.BICUBIC, fillcolor="white").save(tmp_path / "slanted.png")
    report = finish(
        library.collecting.import_files([tmp_path / "slanted.png"], ImportOptions(ocr="off"))
    )
    source_id = report.files[0].source_id
    assert source_id is not None

    finish(library.foliating.straighten(ids(library, source_id)))

    (page,) = library.foliating.report(source_id).pages
    assert page.shape.skew == pytest.approx(-3, abs=0.4)


def test_a_sheet_on_several_photographs_is_no_double(library: Workspace, tmp_path: Path) -> None:
    (source_id,) = brought(library, tmp_path / "day", 3)
    pages = ids(library, source_id)
    library.foliating.number(pages, Foliation(start=Sheet(number="5")))

    library.foliating.merge([pages[1]])

    assert labels(library, source_id) == "5 5 7"
    flaws = [remark.flaw for remark in library.foliating.report(source_id).remarks]
    assert flaws == [Flaw.MISSING]


def test_pages_become_a_source_of_their_own(library: Workspace, tmp_path: Path) -> None:
    (source_id,) = brought(library, tmp_path / "day", 3)
    pages = ids(library, source_id)

    made = library.foliating.part(pages[1:], "Приложение")

    assert names(library, made.id) == "3 2"
    assert names(library, source_id) == "1"
    assert library.sources.get(made.id).record.title == "Приложение"
