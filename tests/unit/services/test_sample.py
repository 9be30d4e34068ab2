"""The demonstration's documents are what they say they are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from archivist.library.archive import parse_path
from archivist.library.groups import FIRST_GROUPS
from archivist.library.references import parse_sheets
from archivist.library.values import parse_date
from archivist.paths import user_places
from archivist.services.sample import make_sample, write_document


def test_the_plan_names_only_what_there_is(tmp_path: Path) -> None:
    plan = make_sample(user_places().resources, tmp_path).plan
    assert {document["language"] for document in plan["document"]} == {"ru", "kk", "uk", "en"}
    suffixes = {Path(document["file"]).suffix for document in plan["document"]}
    assert suffixes == {".pdf", ".png", ".docx", ".txt", ".md"}
    for entry in (*plan["document"], *plan["record"]):
        assert entry["group"] in FIRST_GROUPS
        assert parse_date(entry["date"])
    for document in plan["document"]:
        assert len(parse_path(document["under"]).levels) == 3
        assert parse_sheets(document["sheets"])
        assert (tmp_path / document["file"]).stat().st_size


def test_a_form_feed_begins_a_new_page_of_a_pdf(tmp_path: Path) -> None:
    write_document("Шекара маңында\fҐанок і їжа", tmp_path / "two.pdf")
    with pypdfium2.PdfDocument(tmp_path / "two.pdf") as pdf:
        texts = [page.get_textpage().get_text_range().strip() for page in pdf]
    assert texts == ["Шекара маңында", "Ґанок і їжа"]


def test_a_long_line_stays_on_the_page(tmp_path: Path) -> None:
    write_document("слово " * 100, tmp_path / "long.pdf")
    with pypdfium2.PdfDocument(tmp_path / "long.pdf") as pdf:
        page = pdf[0]
        width = page.get_width()
        boxes = [item.get_bounds() for item in page.get_objects()]
    assert len(boxes) > 5
    assert max(right for _, _, right, _ in boxes) < width


def test_a_russian_text_file_is_in_the_encoding_of_its_time(tmp_path: Path) -> None:
    write_document("Телеграмма", tmp_path / "old.txt", "ru")
    assert (tmp_path / "old.txt").read_bytes().decode("cp1251") == "Телеграмма"


def test_a_scan_has_ink_grain_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        write_document("О состоянии каналов", tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with Image.open(tmp_path / "a.png") as page:
        darkest, lightest = page.getextrema()
        assert darkest < 90
        assert lightest > 220
        assert len(page.getcolors(256)) > 100
