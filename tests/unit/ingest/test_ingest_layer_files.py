"""Texts of pages that other programs made: hOCR, ALTO and PAGE XML, sound and hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.errors import UnreadableFileError
from archivist.ingest.layer_files import is_layer_file, read_layers

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.library.layers import LayerPage, ReadLayers

HOCR = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta name="ocr-system" content="tesseract 5.3.0"/></head><body>
<div class="ocr_page" title='image "scans/IMG_7.jpg"; bbox 0 0 1000 2000; ppageno 0'>
<p class="ocr_par" lang="rus"><span class="ocr_line" title="bbox 100 100 500 140">
<span class="ocrx_word" title="bbox 100 100 300 140; x_wconf 96">Слушали</span>
<span class="ocrx_word" title="bbox 320 100 500 140; x_wconf 80"><strong>дело</strong></span></span>
<span class="ocr_line" title="bbox 100 150 500 190">без слов</span></p>
<p class="ocr_par"><span class="ocr_line"><span class="ocrx_word">Конец</span></span></p>
</div></body></html>"""

ALTO = """<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#">
<Description><MeasurementUnit>mm10</MeasurementUnit>
<sourceImageInformation><fileName>C:\\scans\\IMG_7.jpg</fileName></sourceImageInformation>
<OCRProcessing ID="a"><ocrProcessingStep><processingDateTime>2024-05-01</processingDateTime>
<processingSoftware><softwareName>eScriptorium</softwareName></processingSoftware>
</ocrProcessingStep></OCRProcessing></Description>
<Layout><Page WIDTH="1000" HEIGHT="2000" PHYSICAL_IMG_NR="1"><PrintSpace>
<TextBlock ID="b" LANG="ru"><TextLine HPOS="100" VPOS="100" WIDTH="400" HEIGHT="40">
<String CONTENT="Слушали" HPOS="100" VPOS="100" WIDTH="200" HEIGHT="40" WC="0.96"/><SP/>
<String CONTENT="пере" HPOS="320" VPOS="100" WIDTH="180" HEIGHT="40"/><HYP CONTENT="\u00ad"/>
</TextLine><TextLine HPOS="100" VPOS="150" WIDTH="400" HEIGHT="40">
<String CONTENT="селенцев и других"/></TextLine></TextBlock>
<TextBlock ID="c"><TextLine><String CONTENT="Конец"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""

PAGE = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">
<Metadata><Creator>Transkribus</Creator><Created>2024-05-01</Created>
<LastChange>2024-06-01</LastChange><TranskribusMetadata status="{status}"/></Metadata>
<Page imageFilename="IMG_7.jpg" imageWidth="1000" imageHeight="2000"><ReadingOrder>
<OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="r2"/>
<RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1"><TextLine id="l2"><Coords points="100,300 500,300 500,340 100,340"/>
<TextEquiv><Unicode>второй абзац</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2"><TextLine id="l1"><Coords points="100,100 500,100 500,140 100,140"/>
<Word><Coords points="100,100 300,140"/><TextEquiv conf="0.9"><Unicode>Слушали</Unicode>
</TextEquiv></Word><Word><Coords><Point x="320" y="100"/><Point x="500" y="140"/></Coords>
<TextEquiv><Unicode>дело</Unicode></TextEquiv></Word>
<TextEquiv index="1"><Unicode>другое чтение</Unicode></TextEquiv>
<TextEquiv index="0"><Unicode>Слушали дело</Unicode></TextEquiv></TextLine></TextRegion>
</Page></PcGts>"""

BOMB = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]>"""


def read(folder: Path, text: str, name: str = "IMG_7.xml") -> ReadLayers:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    assert is_layer_file(path)
    return read_layers(path, name)


def words(page: LayerPage) -> list[tuple[str, float, float]]:
    return [
        (page.text[box.start : box.end], round(box.left, 2), round(box.top, 3))
        for box in page.boxes
    ]


def test_hocr_gives_words_their_places_and_how_sure_they_are(tmp_path: Path) -> None:
    found = read(tmp_path, HOCR, "IMG_7.hocr")
    (page,) = found.pages
    assert page.text == "Слушали дело\nбез слов\n\nКонец"
    assert words(page)[:2] == [("Слушали", 0.1, 0.05), ("дело", 0.32, 0.05)]
    assert words(page)[2][0] == "без"
    assert [box.sureness for box in page.boxes[:2]] == [96, 80]
    assert (page.image, page.language, found.who) == ("scans/IMG_7.jpg", "rus", "tesseract 5.3.0")


def test_hocr_that_is_no_xml_is_read_as_a_web_page(tmp_path: Path) -> None:
    loose = HOCR.replace("<head>", "<head><meta charset=utf-8><br>").replace(
        "/></head>", "></head>"
    )
    assert read(tmp_path, loose, "IMG_7.html").pages[0].text.startswith("Слушали дело")


@pytest.mark.parametrize("version", [2, 3, 4])
def test_alto_of_every_version(tmp_path: Path, version: int) -> None:
    found = read(tmp_path, ALTO.format(version=version))
    (page,) = found.pages
    assert page.text == "Слушали пере-\nселенцев и других\n\nКонец"
    assert words(page)[0] == ("Слушали", 0.1, 0.05)
    assert words(page)[2] == ("селенцев", 0.1, 0.075)
    assert page.boxes[2].right < page.boxes[3].left < page.boxes[4].left
    assert (page.language, page.confidence) == ("ru", 96)
    assert (found.who, found.made, page.image) == (
        "eScriptorium",
        "2024-05-01",
        "C:\\scans\\IMG_7.jpg",
    )


def test_page_xml_keeps_the_order_of_reading(tmp_path: Path) -> None:
    found = read(tmp_path, PAGE.format(status="DONE"))
    (page,) = found.pages
    assert page.text == "Слушали дело\n\nвторой абзац"
    assert words(page)[:2] == [("Слушали", 0.1, 0.05), ("дело", 0.32, 0.05)]
    assert words(page)[2][1:] == (0.1, 0.15)
    assert (found.who, found.made, found.by_hand) == ("Transkribus", "2024-06-01", True)
    assert not read(tmp_path, PAGE.format(status="NEW")).by_hand


def test_no_entity_is_resolved(tmp_path: Path) -> None:
    for entity in ("&c;", "&f;"):
        hostile = BOMB + PAGE.format(status="GT").replace("второй абзац", f"второй{entity}")
        found = read(tmp_path, hostile).pages[0].text
        assert "haha" not in found
        assert len(found) < 40


def test_what_is_no_text_of_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for text in ("<alto", "<PcGts><Page/></PcGts>", "", "<ead><c/></ead>", "<html>ocr_page"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFileError):
            read_layers(path, "a.xml")
    path.write_text("<ead><c/></ead>", encoding="utf-8")
    assert not is_layer_file(path)
    assert not is_layer_file(tmp_path / "none.xml")
    assert not is_layer_file(tmp_path / "scan.jpg")


@given(
    places=st.lists(st.text("0123456789-.eNaInf ,", max_size=8), min_size=4, max_size=4),
    text=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_strange_places_give_boxes_on_the_page_or_none(
    tmp_path: Path, places: list[str], text: str
) -> None:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415

    sides = " ".join(
        f"{name}={quoteattr(place)}"
        for name, place in zip(("HPOS", "VPOS", "WIDTH", "HEIGHT"), places, strict=True)
    )
    string = f"<String CONTENT={quoteattr(text + 'я')} {sides}/>"
    alto = (
        f'<alto><Layout><Page WIDTH="{len(text)}" HEIGHT="9"><TextLine>{string}</TextLine>'
        "</Page></Layout></alto>"
    )
    (page,) = read(tmp_path, alto).pages
    for box in page.boxes:
        assert 0 <= box.left <= box.right <= 1
        assert 0 <= box.top <= box.bottom <= 1
        assert page.text[box.start : box.end].strip()
