"""Pages of a library are recognised: in which languages, what is kept, what is offered again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from making_files import image_bytes, pdf, printed, stream, text_objects
from PIL import Image, ImageFont
from pypdf import PdfWriter

from archivist.errors import NotFoundError
from archivist.ingest import tesseract
from archivist.library.sources import Doubt, TextOrigin
from archivist.library.values import LanguageCode
from archivist.services.collecting import ImportOptions
from archivist.services.progress import finish

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archivist.library.sources import Page, TextLayer
    from archivist.library.values import PageId
    from archivist.services.collecting.recognising import RecogniseReport
    from archivist.services.workspace import Workspace

RUSSIAN = (
    "Слушали: сообщение о снабжении\nпереселенцев семенами и хлебом.\n"
    "Направление рабочих на станцию\nприостановить до весны."
)
KAZAKH = "Қаулы етілді: құжаттар қордан\nбөлінсін, жауапкершілік\nөкілге жүктелсін."
OFF = ImportOptions(ocr="off", separate=False)


def has_font() -> bool:
    try:
        ImageFont.truetype("DejaVuSerif.ttf", 20)
    except OSError:
        return False
    return True


pytestmark = [
    pytest.mark.skipif(
        not {"rus", "kaz", "eng", "osd"} <= set(tesseract.models()), reason="lacks languages"
    ),
    pytest.mark.skipif(not has_font(), reason="needs a font with Kazakh letters to print with"),
]


def scans(folder: Path, *texts: str) -> list[Path]:
    paths = []
    for number, text in enumerate(texts, 1):
        path = folder / f"IMG_{number}.png"
        paper = printed(text) if text else Image.new("L", (400, 300), 250)
        path.write_bytes(image_bytes(paper, "PNG"))
        paths.append(path)
    return paths


def brought_in(library: Workspace, paths: Sequence[Path]) -> tuple[Page, ...]:
    report = finish(library.collecting.import_files(paths, OFF))
    source_id = report.files[0].source_id
    assert source_id is not None
    return library.reading.pages(source_id)


def recognised(library: Workspace, pages: Sequence[PageId], languages: str) -> RecogniseReport:
    return finish(library.recognising.recognise(pages, languages))


def shown(library: Workspace, page_id: PageId) -> TextLayer:
    return library.layering.layers(page_id)[0]


def test_each_page_is_read_in_its_own_language(workspace: Workspace, tmp_path: Path) -> None:
    pages = brought_in(workspace, scans(tmp_path, RUSSIAN, KAZAKH, ""))
    wanting = workspace.recognising.wanting([pages[0].source_id])
    assert wanting == tuple(page.id for page in pages)
    report = recognised(workspace, wanting, "auto")
    assert [page.languages for page in report.pages] == ["rus", "kaz", ""]
    assert [page.found for page in report.pages] == [True, True, False]
    first = shown(workspace, pages[0].id)
    assert first.text.split() == RUSSIAN.split()
    assert first.who == f"Tesseract {tesseract.version()}"
    assert first.made
    assert first.confidence is not None
    assert 70 < first.confidence <= 100
    assert len(first.boxes) == len(RUSSIAN.split())
    assert all(box.sureness is not None for box in first.boxes)
    assert workspace.recognising.wanting([pages[0].source_id]) == (pages[2].id,)


def test_the_wrong_script_is_noticed_and_the_page_offered_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    (page,) = brought_in(workspace, scans(tmp_path, RUSSIAN))
    (told,) = recognised(workspace, [page.id], "eng").pages
    assert told.doubt is Doubt.WRONG_SCRIPT
    assert workspace.reading.pages(page.source_id)[0].doubt is Doubt.WRONG_SCRIPT
    assert workspace.recognising.wanting() == (page.id,)
    (told,) = recognised(workspace, [page.id], "rus").pages
    assert told.doubt is Doubt.NONE
    assert [layer.language for layer in workspace.layering.layers(page.id)] == ["rus"]
    assert workspace.reading.pages(page.source_id)[0].doubt is Doubt.NONE
    workspace.undo()
    assert workspace.reading.pages(page.source_id)[0].doubt is Doubt.WRONG_SCRIPT
    workspace.layering.accept(page.id)
    assert workspace.recognising.wanting() == ()


def test_cancelling_keeps_what_was_recognised(workspace: Workspace, tmp_path: Path) -> None:
    pages = brought_in(workspace, scans(tmp_path, *(f"{RUSSIAN} {n}" for n in range(6))))
    wanting = workspace.recognising.wanting()
    with closing(workspace.recognising.recognise(wanting)) as steps:
        for progress in steps:
            if progress.done:
                break
    done = [page for page in workspace.reading.pages(pages[0].source_id) if page.origin != "none"]
    assert 1 <= len(done) < 6
    assert len(workspace.recognising.wanting()) == 6 - len(done)


def test_a_language_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        recognised(workspace, [], "rus+xyz")


def broken_pdf(folder: Path) -> Path:
    """Write a page that shows Russian words, and whose text is the numbers of their letters."""
    paper = printed(RUSSIAN, size=40).convert("L")
    objects = text_objects(["x"])
    gibberish = "ÿþ¤¢ £¥§¨ ©ª«¬ ®¯°± ²³´µ ¶·¸¹ º»¼½ ¾¿À× ØÞßð ýþÿ¡"
    shown = b"q 500 0 0 300 40 400 cm /I Do Q BT 3 Tr /F1 12 Tf 72 500 Td (%s) Tj ET"
    objects[101] = stream(shown % (gibberish * 3).encode("cp1252"))
    objects[100] = objects[100].replace(b"<</F1 3 0 R>>", b"<</F1 3 0 R>>/XObject<</I 300 0 R>>")
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
    head += b"/BitsPerComponent 8"
    objects[300] = stream(paper.tobytes(), head % paper.size)
    path = folder / "без таблицы букв.pdf"
    path.write_bytes(pdf(objects))
    return path


def test_a_layer_without_a_table_of_letters_is_recognised_instead(
    workspace: Workspace, tmp_path: Path
) -> None:
    (page,) = brought_in(workspace, [broken_pdf(tmp_path)])
    assert page.doubt is Doubt.BROKEN_LAYER
    recognised(workspace, workspace.recognising.wanting(), "auto")
    layers = workspace.layering.layers(page.id)
    assert [layer.origin for layer in layers] == [TextOrigin.OCR, TextOrigin.FILE]
    assert "Направление рабочих" in layers[0].text


def test_a_transcription_has_the_places_of_the_words_and_is_found(
    workspace: Workspace, tmp_path: Path
) -> None:
    (page,) = brought_in(workspace, scans(tmp_path, RUSSIAN))
    recognised(workspace, [page.id], "rus")
    corrected = RUSSIAN.replace("станцию", "станцию Жаңасемей")
    workspace.layering.transcribe(page.id, corrected, who="Айгерім")
    workspace.layering.translate(page.id, "Heard: a report on the settlers.", LanguageCode("en"))
    layers = workspace.layering.layers(page.id)
    assert [layer.origin.value for layer in layers] == ["transcription", "ocr", "translation"]
    assert layers[0].who == "Айгерім"
    words = [corrected[box.start : box.end] for box in layers[0].boxes]
    assert words == RUSSIAN.split()  # a word that was left out has no place of its own
    finish(workspace.searching.update())
    (hit,) = workspace.searching.search("settlers").hits
    assert (hit.layer, hit.page_id) == ("translation", page.id)
    assert "settlers" in hit.snippet
    (hit,) = workspace.searching.search("Жаңасемей").hits
    assert hit.layer == ""
    workspace.layering.transcribe(page.id, "")
    assert shown(workspace, page.id).origin is TextOrigin.OCR
    workspace.undo()
    assert shown(workspace, page.id).text == corrected


def test_a_locked_document_is_recognised_with_the_password_that_was_given(
    workspace: Workspace, tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=broken_pdf(tmp_path))
    writer.encrypt("пароль", "owner", algorithm="RC4-128")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    workspace.queue.unlock(("пароль",))
    (page,) = brought_in(workspace, [path])
    (told,) = recognised(workspace, workspace.recognising.wanting(), "auto").pages
    assert (told.page_id, told.found, told.languages) == (page.id, True, "rus")
