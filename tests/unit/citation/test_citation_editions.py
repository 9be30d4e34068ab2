"""A bare number of an edition takes its word; one with a word stays."""

from __future__ import annotations

import pytest

from archivist.citation.fields import read_citable
from archivist.citation.listing import format_list
from archivist.citation.parsing import parse_entry
from archivist.citation.style_files import load_styles
from archivist.library.richtext import plain
from archivist.paths import user_places


@pytest.mark.parametrize(
    ("language", "edition", "printed"),
    [
        ("ru", "2", "Книга. 2-е изд. Алматы, 2011."),
        ("ru", "2-е изд., доп.", "Книга. 2-е изд., доп. Алматы, 2011."),
        ("uk", "2", "Книга. 2-ге вид. Алматы, 2011."),
        ("uk", "5", "Книга. 5-те вид. Алматы, 2011."),
        ("kk", "3", "Книга. 3-бас. Алматы, 2011."),
        ("en", "3", "Книга. 3rd ed. Алматы, 2011."),
        ("en", "12", "Книга. 12th ed. Алматы, 2011."),
    ],
)
def test_an_edition_is_told_in_the_words_of_its_language(
    language: str, edition: str, printed: str
) -> None:
    fields = {"type": "book", "title": "Книга", "edition": edition, "language": language}
    book = read_citable("b", {**fields, "place": "Алматы", "year": "2011"})
    style = load_styles(user_places().resources / "styles")["gost-r-7.0.5-2008"]
    assert [plain(entry) for entry in format_list([book], style)] == [printed]


@pytest.mark.parametrize("edition", ["2-е изд.", "2-ге вид.", "2-бас."])
def test_an_edition_is_read_back(edition: str) -> None:
    fields = parse_entry(f"Иванов И. И. Книга. {edition} Алматы : Наука, 2011. 10 с.").fields
    assert (fields["title"], fields["place"]) == ("Книга", "Алматы")
    assert fields["edition"].rstrip(".") == edition.rstrip(".")
