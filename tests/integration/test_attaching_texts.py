"""Texts that other programs made of pages find their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making_files import image_bytes
from PIL import Image

from archivist.library.sources import TextOrigin
from archivist.services.collecting import ImportOptions
from archivist.services.collecting.attaching import layer_files
from archivist.services.progress import finish

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.sources import Page
    from archivist.services.collecting.attaching import AttachReport
    from archivist.services.workspace import Workspace


def page_xml(image: str, text: str, status: str = "GT") -> str:
    return (
        f'<PcGts><Metadata><Creator>Transkribus</Creator><TranskribusMetadata status="{status}"/>'
        f'</Metadata><Page imageFilename="{image}" imageWidth="100" imageHeight="100"><TextRegion>'
        f'<TextLine><Coords points="10,10 90,20"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv>'
        "</TextLine></TextRegion></Page></PcGts>"
    )


def scans(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        paper = Image.new("L", (100, 100), 250 - number)
        (folder / f"IMG_{number}.png").write_bytes(image_bytes(paper, "PNG"))


def brought_in(library: Workspace, folder: Path) -> tuple[Page, ...]:
    options = ImportOptions(ocr="off", separate=False)
    report = finish(library.collecting.import_files([folder], options))
    assert all(file.status == "stored" for file in report.files)
    (source_id,) = {file.source_id for file in report.files}
    assert source_id is not None
    return library.reading.pages(source_id)


def attached(library: Workspace, folder: Path) -> AttachReport:
    return finish(library.attaching.attach(layer_files([folder])))


def shown(library: Workspace, page: Page) -> tuple[str, str]:
    layer = library.layering.layers(page.id)[0]
    return layer.text, layer.origin.value


def test_texts_beside_scans_are_no_sources_and_find_their_pages(
    workspace: Workspace, tmp_path: Path
) -> None:
    scans(folder := tmp_path / "дело 5", 3)
    by_image = page_xml("D:\\scans\\img_1.PNG", "первый лист")
    (folder / "zz.xml").write_text(by_image, encoding="utf-8")
    (folder / "IMG_2.xml").write_text(page_xml("", "второй лист", "NEW"), encoding="utf-8")
    (folder / "IMG_9.xml").write_text(page_xml("IMG_9.png", "девятый лист"), encoding="utf-8")
    pages = brought_in(workspace, folder)
    assert len(pages) == 3
    report = attached(workspace, folder)
    assert shown(workspace, pages[0]) == ("первый лист", "transcription")
    assert shown(workspace, pages[1]) == ("второй лист", "ocr")
    assert workspace.layering.layers(pages[2].id) == ()
    (lost,) = [text for text in report.texts if text.page_id is None]
    assert lost.path.name == "IMG_9.xml"
    assert "no page in the library" in lost.reason
    layer = workspace.layering.layers(pages[0].id)[0]
    assert layer.who == "Transkribus"
    assert [layer.text[box.start : box.end] for box in layer.boxes] == ["первый", "лист"]
    workspace.undo()
    assert workspace.layering.layers(pages[0].id) == ()


def test_texts_without_a_name_go_by_the_order(workspace: Workspace, tmp_path: Path) -> None:
    scans(folder := tmp_path / "дело", 2)
    pages = brought_in(workspace, folder)
    texts = tmp_path / "export"
    texts.mkdir()
    for number in (1, 2):
        text = page_xml("", f"лист {number}")
        (texts / f"000{number}.xml").write_text(text, encoding="utf-8")
    attached(workspace, texts)
    assert [shown(workspace, page)[0] for page in pages] == ["лист 1", "лист 2"]


def test_a_name_that_two_pages_have_is_not_guessed(workspace: Workspace, tmp_path: Path) -> None:
    first = tmp_path / "a"
    scans(first, 1)
    one = brought_in(workspace, first)
    second = tmp_path / "b"
    second.mkdir()
    other = image_bytes(Image.new("L", (90, 90), 200), "PNG")
    (second / "IMG_1.png").write_bytes(other)
    two = brought_in(workspace, second)
    (export := tmp_path / "export").mkdir()
    (export / "IMG_1.xml").write_text(page_xml("IMG_1.png", "чей лист"), encoding="utf-8")
    (told,) = attached(workspace, export).texts
    assert told.page_id is None
    texts = layer_files([export])
    finish(workspace.attaching.attach(texts, [two[0].source_id]))
    assert shown(workspace, two[0])[0] == "чей лист"
    assert workspace.layering.layers(one[0].id) == ()


def test_of_files_with_the_same_names_the_picture_beside_the_text_is_meant(
    workspace: Workspace, tmp_path: Path
) -> None:
    pages = []
    for place, grey in (("дело 1", 200), ("дело 2", 190)):
        (folder := tmp_path / place / "page").mkdir(parents=True)
        scan = image_bytes(Image.new("L", (90, 90), grey), "PNG")
        (folder.parent / "0001.png").write_bytes(scan)
        (folder / "0001.xml").write_text(page_xml("0001.png", place), encoding="utf-8")
        pages += brought_in(workspace, folder.parent)
    attached(workspace, tmp_path)
    assert [shown(workspace, page)[0] for page in pages] == ["дело 1", "дело 2"]


def test_the_name_of_a_picture_is_its_last_part_however_it_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    scans(folder := tmp_path / "снимки", 3)
    Image.new("L", (90, 90), 9).save(folder / "IMG_1.bmp")  # known from it by the ending alone
    (other, *pages) = brought_in(workspace, folder)
    (export := tmp_path / "export").mkdir()
    for number, way in enumerate(("%5C%5Cserver%5Cscans%5C", "..%2F", "file:///D:/scans/"), 1):
        text = page_xml(f"{way}IMG_{number}.png", f"лист {number}")
        (export / f"text {number}.xml").write_text(text, encoding="utf-8")
    attached(workspace, export)
    assert [shown(workspace, page)[0] for page in pages] == ["лист 1", "лист 2", "лист 3"]
    assert workspace.layering.layers(other.id) == ()


def test_a_page_is_known_also_when_its_picture_has_another_name_now(
    workspace: Workspace, tmp_path: Path
) -> None:
    scans(tmp_path / "снимки", 2)
    pages = brought_in(workspace, tmp_path / "снимки")
    (export := tmp_path / "export").mkdir()
    for number in (1, 2):
        scan = (tmp_path / "снимки" / f"IMG_{number}.png").read_bytes()
        (export / f"000{3 - number}.png").write_bytes(scan)
        text = page_xml(f"000{3 - number}.png", f"лист {number}")
        (export / f"000{3 - number}.xml").write_text(text, encoding="utf-8")
    attached(workspace, export)
    assert [shown(workspace, page)[0] for page in pages] == ["лист 1", "лист 2"]


def test_a_text_goes_to_no_page_that_was_never_a_picture(
    workspace: Workspace, tmp_path: Path
) -> None:
    (folder := tmp_path / "дело").mkdir()
    (folder / "IMG_1.txt").write_text("Заметка о снимке.", encoding="utf-8")
    (folder / "IMG_1.xml").write_text(page_xml("IMG_1.png", "лист"), encoding="utf-8")
    (page,) = brought_in(workspace, folder)
    (told,) = attached(workspace, folder).texts
    assert told.page_id is None
    assert [layer.text for layer in workspace.layering.layers(page.id)] == ["Заметка о снимке."]


def test_a_broken_text_is_told_and_the_others_go_on(workspace: Workspace, tmp_path: Path) -> None:
    scans(folder := tmp_path / "дело", 1)
    pages = brought_in(workspace, folder)
    (folder / "IMG_1.xml").write_text(page_xml("", "лист"), encoding="utf-8")
    (folder / "broken.xml").write_text("<PcGts><Page", encoding="utf-8")
    report = attached(workspace, folder)
    assert {text.path.name: bool(text.page_id) for text in report.texts} == {
        "IMG_1.xml": True,
        "broken.xml": False,
    }
    assert workspace.layering.layers(pages[0].id)[0].origin is TextOrigin.TRANSCRIPTION
