"""PDF documents: text, places of words, pictures, labels, and damage."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from making_files import pdf, stream, text_objects, text_pdf
from PIL import Image, ImageChops

from archivist.errors import UnreadableFileError
from archivist.ingest.pdf import PdfReader
from archivist.ingest.reader import Recognised
from archivist.library.sources import Doubt, TextOrigin

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.ingest.reader import Picture, ReadPage


def reader(folder: Path, content: bytes) -> PdfReader:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return PdfReader(path)


def pages(folder: Path, content: bytes) -> list[ReadPage]:
    return list(reader(folder, content).pages(None))


def reason_for(folder: Path, content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        pages(folder, content)
    return caught.value.reason


def seen(picture: Picture) -> Image.Image:
    size = (picture.width, picture.height)
    return Image.frombytes("RGB", size, picture.rgb, "raw", "RGB", picture.stride).convert("L")


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).getbbox()
    assert box
    return box


def test_text_has_one_kind_of_line_end_and_pages_their_size(tmp_path: Path) -> None:
    first, second = pages(tmp_path, text_pdf("Hello world\nsecond line", "Page two"))
    assert first.text == "Hello world\nsecond line"
    assert second.text == "Page two"
    assert (first.width, first.height) == (595, 842)
    assert first.origin is TextOrigin.FILE


def test_each_word_has_its_characters(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, text_pdf("Hello world\nsecond line"))
    assert [page.text[box.start : box.end] for box in page.boxes] == [
        *("Hello", "world", "second", "line")
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [b"", b"/CropBox[50 600 400 800]", b"/CropBox[60 500 595 842]"])
def test_boxes_lie_where_the_words_are_seen(tmp_path: Path, turn: int, crop: bytes) -> None:
    document = reader(tmp_path, text_pdf("Wordbox", page=b"/Rotate %d%s" % (turn, crop)))
    (page,) = document.pages(None)
    (box,) = page.boxes
    picture = seen(document.picture(0, 800))
    assert picture.width == 800
    assert abs(picture.height / picture.width - page.height / page.width) < 0.01
    left, top, right, bottom = ink(picture)
    sides = (box.left * 800, box.top * picture.height, box.right * 800, box.bottom * picture.height)
    # The box goes round the letters, from above the capitals to below the line, and not far off.
    letter = 24 * 800 / page.width
    outside = (left - sides[0], top - sides[1], sides[2] - right, sides[3] - bottom)
    assert all(-2 <= distance <= letter / 2 for distance in outside), outside


def test_a_page_box_that_does_not_begin_at_nought_is_no_matter(tmp_path: Path) -> None:
    objects = text_objects(["Here"], at=(-400, 1200))
    objects[100] = objects[100].replace(b"[0 0 595 842]", b"[-500 1000 95 1842]")
    (page,) = pages(tmp_path, pdf(objects))
    (box,) = page.boxes
    assert box.left == pytest.approx(100 / 595, abs=0.01)
    assert box.bottom == pytest.approx(1 - 200 / 842, abs=0.02)


def test_a_hyphen_at_a_line_end_stays_with_the_line_end(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, text_pdf("a very long state-\nment of the case"))
    assert "state-\nment" in page.text
    words = [page.text[box.start : box.end] for box in page.boxes]
    assert words[3:5] == ["state-", "ment"]


def test_letters_come_by_their_unicode_meaning(tmp_path: Path) -> None:
    meaning = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"3 beginbfchar <41> <04D8> <42> <0456> <43> <D840DC00> endbfchar\n"
        b"endcmap end end"
    )
    objects = text_objects(["ABC"])
    objects[3] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>"
    objects[4] = stream(meaning)
    (page,) = pages(tmp_path, pdf(objects))
    assert page.text == "Әі\U00020000"
    assert page.boxes[0].end == len(page.text)


def test_a_text_whose_fonts_only_number_their_shapes_is_recognised(tmp_path: Path) -> None:
    text = "Направление рабочей силы на лесозаготовки приостановить до весны"
    shapes = {letter: number for number, letter in enumerate(dict.fromkeys(text), 14)}
    numbered = "".join(chr(shapes[letter]) for letter in text)
    document = reader(tmp_path, text_pdf(numbered))
    (kept,) = document.pages(None)
    assert kept.doubt is Doubt.BROKEN_LAYER
    (page,) = document.pages(lambda _: Recognised(text=text, language="rus"))
    assert (page.text, page.origin, page.doubt) == (text, TextOrigin.OCR, Doubt.NONE)


def test_a_few_signs_without_letters_do_not_make_a_text_doubtful(tmp_path: Path) -> None:
    line = "An of\x1ece in the \x1erst floor"  # a ligature that the font does not tell of
    (page,) = pages(tmp_path, text_pdf("\n".join([line] * 20)))
    assert (page.doubt, page.text.count("ofce")) == (Doubt.NONE, 20)


def test_labels_and_description_are_read(tmp_path: Path) -> None:
    labels = b"/PageLabels<</Nums[0<</S/r>>2<</S/D/St 5>>]>>"
    objects = text_objects(["a", "b", "c"], catalog=labels)
    objects[5] = (
        b"<</Title(\xc8\xf1\xf2\xee\xf0\xe8\xff \xca\xe0\xe7\xe0\xf5\xf1\xf2\xe0\xed\xe0)"
        b"/Author(Ivanov I.; Petrov P.)/CreationDate(D:20190507120000+06'00')>>"
    )
    document = reader(tmp_path, pdf(objects, b"/Info 5 0 R"))
    assert document.labels() == ("i", "ii", "5")
    facts = document.facts()
    assert facts.title == "История Казахстана"
    assert facts.creators == ("Ivanov I.", "Petrov P.")
    assert facts.date == "2019-05-07"


@pytest.mark.parametrize("cut", range(2, 12, 3))
def test_labels_far_behind_in_a_file_are_found(tmp_path: Path, cut: int) -> None:
    labels = b"/PageLabels<</Nums[0<</S/r>>]>>"
    start = text_pdf("a", catalog=b"/Own()" + labels).index(labels)
    far = b"/Own(" + b"x" * ((1 << 20) - start - cut) + b")" + labels
    assert reader(tmp_path, text_pdf("a", catalog=far)).labels() == ("i",)


def test_pages_that_are_only_counted_have_no_labels(tmp_path: Path) -> None:
    assert reader(tmp_path, text_pdf("a", "b")).labels() == ()
    counted = text_pdf("a", "b", catalog=b"/PageLabels<</Nums[0<</S/D>>]>>")
    assert reader(tmp_path, counted).labels() == ()
    worded = text_pdf("a", "b", catalog=b"/PageLabels<</Nums[0<</S/D/P(Page )>>]>>")
    assert reader(tmp_path, worded).labels() == ()
    continued = text_pdf("a", "b", catalog=b"/PageLabels<</Nums[0<</S/D/St 345>>]>>")
    assert reader(tmp_path, continued).labels() == ("345", "346")


@pytest.mark.parametrize(
    "labels",
    [
        b"/PageLabels<</Kids[4 0 R]/Limits[0 9]>>",
        b"/PageLabels 4 0 R",
        b"/PageLabels(none)",
        b"/PageLabels<</Nums[null(a)3 4]>>",
        b"/PageLabels<</Nums[0<</S/R/St 2000000000>>]>>",
    ],
)
def test_broken_labels_leave_the_text_alone(tmp_path: Path, labels: bytes) -> None:
    objects = text_objects(["a"], catalog=labels)
    objects[4] = b"<</Kids[4 0 R 4 0 R]/Limits[0 9]>>"
    document = reader(tmp_path, pdf(objects))
    assert [page.text for page in document.pages(None)] == ["a"]
    assert document.labels() == ()


def test_an_encrypted_document_is_called_that(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(text_pdf("secret")))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert reason_for(tmp_path, out.getvalue()) == "it is encrypted with a password"


def test_a_document_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(text_pdf("free to read")))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    document = reader(tmp_path, out.getvalue())
    assert [page.text for page in document.pages(None)] == ["free to read"]
    assert document.labels() == ()


def test_damaged_documents_have_a_reason(tmp_path: Path) -> None:
    whole = text_pdf("one", "two")
    assert reason_for(tmp_path, whole[:80]) == "it is cut short or damaged"
    assert reason_for(tmp_path, b"%PDF-1.7\n") == "it is cut short or damaged"
    assert reason_for(tmp_path, pdf(text_objects([]))) == "it is cut short or damaged"


def test_a_page_tree_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    objects = text_objects(["a"])
    objects[2] = b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]>>"
    assert reason_for(tmp_path, pdf(objects)) == "none of its pages can be opened"


def test_one_broken_page_leaves_the_others(tmp_path: Path) -> None:
    objects = text_objects(["one", "two", "three"])
    objects[102] = b"(no page)"
    found = pages(tmp_path, pdf(objects))
    assert [page.text for page in found if page.text] == ["one", "three"]


def test_pages_without_text_are_recognised_and_only_those(tmp_path: Path) -> None:
    asked = []

    def recognise(image: Image.Image) -> Recognised:
        asked.append(image.size)
        return Recognised(text="found")

    read = list(reader(tmp_path, text_pdf("text", "")).pages(recognise))
    assert [(page.text, page.origin) for page in read] == [
        ("text", TextOrigin.FILE),
        ("found", TextOrigin.OCR),
    ]
    (size,) = asked
    assert size == pytest.approx((595 / 72 * 300, 842 / 72 * 300), abs=1)


def test_a_picture_is_as_wide_as_asked_and_never_monstrous(tmp_path: Path) -> None:
    document = reader(tmp_path, text_pdf("x"))
    assert (document.picture(0, 1000).width, document.picture(0, 1).width) == (1000, 1)
    objects = text_objects(["x"])
    objects[100] = objects[100].replace(b"[0 0 595 842]", b"[0 0 10 14000]")
    tall = reader(tmp_path, pdf(objects)).picture(0, 4000)
    assert tall.width * tall.height <= 25_500_000
    with pytest.raises(UnreadableFileError, match="no page 3"):
        document.picture(2, 100)


def test_the_language_that_a_document_names_is_told(tmp_path: Path) -> None:
    assert reader(tmp_path, text_pdf("x", catalog=b"/Lang(kk-KZ)")).facts().language == "kk"
    assert (
        reader(tmp_path, text_pdf("x", catalog=b"/Lang(\xfe\xff\0r\0u)")).facts().language == "ru"
    )
    assert reader(tmp_path, text_pdf("x", catalog=b"/Lang 7")).facts().language == ""
    assert reader(tmp_path, text_pdf("x")).facts().language == ""
