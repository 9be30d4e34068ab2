"""How a style prints a title and what follows it: parted, shortened, in brackets.

“Казахстан: летопись трех тысячелетий” is title and subtitle in one. GOST parts them by its own sign
where a book bears them, for there the colon divides what the title page holds on two lines. In an
article, a part of something, it belongs to the sentence (“Интеграция: путь вперед”): it stays.
It stays too where something else follows the title already: a subtitle, the degree of a thesis
(“… в современной России: на примере … : дис. … канд. полит. наук”). A title that has the sign, with
a space before it, was written for such a style: it is divided there alone, whatever the kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.library.records import RecordKind

if TYPE_CHECKING:
    from archivist.citation.styles import Style, Words
    from archivist.library.records import Record

_SIGN = " : "
_COLON = re.compile(r"(?<=[^\s:])\s?:\s+(?=\S)")
_DATED = re.compile(r"\b\d{1,2} [^\W\d_]+\.? \d{4}\b")
_WORD = re.compile(r"[^\W\d_]+")
ACTS = (RecordKind.LAW, RecordKind.TREATY)
"""The kinds whose date is that of their adoption."""


def title_and_rest(record: Record, style: Style, words: Words) -> tuple[str, str]:
    """Return a source's title, and what follows it in the words and brackets of the style."""
    title, rest = _parted(record, style)
    if style.titles.shortened and _DATED.search(rest):
        rest = _WORD.sub(lambda word: words.shortened.get(word[0], word[0]), rest)
        rest = rest.replace("..", ".")
    if style.titles.noted and record.kind in ACTS and _is_note(rest, words):
        rest = f"[{rest}]"
    return (f"[{title}]" if title and record.title_by_researcher else title), rest


def genre_text(record: Record, style: Style, words: Words) -> str:
    """Return a thesis's degree as the style writes it: as it is, or in whole words."""
    genre = record.genre
    if style.titles.degrees:
        for short, whole in words.degrees.items():
            genre = genre.replace(short, whole)
    return genre


def _parted(record: Record, style: Style) -> tuple[str, str]:
    """Return a title and its rest, which may stand in one where the source has no subtitle."""
    title = record.title
    if record.subtitle or record.title_by_researcher:
        return title, record.subtitle
    if _SIGN in title:
        head, _, rest = title.partition(_SIGN)
        return head, rest
    if record.kind in style.titles.parted and not (record.container or record.genre):
        head, *rests = _COLON.split(title)
        return head, _SIGN.join(rests)
    return title, ""


def _is_note(rest: str, words: Words) -> bool:
    """Tell whether words say when an act was adopted or signed, which no title page does."""
    beginnings = tuple(filter(None, words.form("noted").split("|")))
    return bool(beginnings) and rest.lower().startswith(beginnings)
