"""CSL styles beside ours: found, copied, added, put away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from archivist.errors import NotFoundError, UnreadableFileError
from archivist.library.richtext import plain
from archivist.paths import user_places
from archivist.services.citing import Origin
from archivist.services.workspace import open_styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archivist.paths import Places
    from archivist.services.citing import Styling

pytestmark = pytest.mark.skipif(
    not (user_places().resources / "csl" / "citeproc.js").is_file(),
    reason="citeproc.js is brought by start.py",
)


@pytest.fixture
def styling(places: Places) -> Iterator[Styling]:
    with open_styles(places) as desk:
        yield desk


def test_all_csl_styles_are_found_by_name(styling: Styling) -> None:
    found = styling.styles("vancouver", 300)
    assert len(found) > 20
    assert all(one.name.startswith("csl:") and one.origin is Origin.CSL for one in found)
    assert len(styling.styles("", 100_000)) > 2851
    begun = time.perf_counter()
    for words in ("nature", "journal of history", ""):
        styling.styles(words, 300)
    assert time.perf_counter() - begun < 1.5


def test_a_csl_style_prints_published_sources_and_ours_the_archives(styling: Styling) -> None:
    specimen = styling.look("csl:apa")
    said = "\n".join(plain(text) for text in specimen.entries)
    assert "Mackinder, H. J. (1904)." in said
    assert "5059" in said
    assert any("1904" in plain(text) or "1995" in plain(text) for text in specimen.marks)


def test_a_copy_of_a_csl_style_is_ours_to_change(styling: Styling) -> None:
    draft = styling.draft("csl:apa", "APA нашей кафедры")
    assert 'csl = "apa"' in draft.text
    saved = styling.save(draft.name, draft.text + '\n[marks]\nopen = "{"\nclose = "}"\n')
    assert saved.form == "author-date"
    printed = [plain(text) for text in styling.look(saved.name).entries]
    assert any("Mackinder, H. J. (1904)." in text for text in printed)
    with pytest.raises(UnreadableFileError, match="no CSL style") as refused:
        styling.save("other", draft.text.replace('"apa"', '"no-such-style"'))
    assert refused.value.line == 5


def test_a_copy_has_the_signs_around_the_numbers(styling: Styling) -> None:
    raised = styling.look(styling.copy("csl:nature", "Nature нашей кафедры").name)
    assert plain(raised.marks[0]) == "1"
    assert all(run.superscript for run in raised.marks[0])
    squared = styling.look(styling.copy("csl:elsevier-vancouver", "В скобках").name)
    assert [plain(one) for one in squared.marks[:2]] == ["[1]", "[1,2]"]


def test_numbers_of_a_style_with_layouts_for_languages_are_parted(styling: Styling) -> None:
    marks = [plain(one) for one in styling.look("csl:archivist-gost-r-7.0.5-2008").marks]
    assert marks[:3] == ["[1]", "[1; 2]", "[1; 2; 3]"]


def test_documents_are_named_in_the_text_as_their_entries_begin(styling: Styling) -> None:
    specimen = styling.look("apa-7")
    marks = [plain(one) for one in specimen.marks]
    assert marks[0].startswith("([Archival file], n.d.")
    assert any("Mackinder, 1904" in one for one in marks)


def test_a_csl_file_comes_in_goes_and_comes_back(
    styling: Styling, places: Places, tmp_path: Path
) -> None:
    file = tmp_path / "ours.csl"
    styling.export("csl:apa", file)
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("http://www.zotero.org/styles/apa", "http://example.com/styles/ours")
        .replace("<title>", "<title>Ours: ", 1),
        encoding="utf-8",
    )
    added = styling.add(file)
    assert (added.name, added.origin) == ("csl:ours", Origin.USER)
    assert added in styling.styles("ours")
    styling.remove(added.name)
    with pytest.raises(NotFoundError):
        styling.look(added.name)
    assert styling.restore(added.name) == added
    assert (places.styles / "ours.csl").is_file()
    (tmp_path / "broken.csl").write_text("<style>", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"broken\.csl"):
        styling.add(tmp_path / "broken.csl")
