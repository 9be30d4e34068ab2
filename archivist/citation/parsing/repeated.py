"""Entries that point at the one before: `Там же. Л. 7`, `Ibid., p. 68`, `Сонда. 7-п`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.archival import put_chain
from archivist.citation.parsing.levels import chains_of
from archivist.citation.parsing.names import leading_authors

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_PAGES = re.compile(
    r"(?:[СсC]|[Pp]{1,2}|стор|[Бб]{1,2})\.\s?(?P<pages>\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+(?:[-–—]\d+)?)*)"
)
_BARE = re.compile(r"(?P<pages>\d+(?:\s?[-–—]\s?\d+)?)(?:-бб?)?\.?\s*$")
_VOLUME = re.compile(r"(?:Т|Vol|Bd)\.\s?(?P<volume>\d+|[IVXLC]+)")


def read_ibid(draft: Draft, lexicon: Lexicon) -> bool:
    """Read an entry that repeats the one before, or an author's work named before."""
    text = draft.text
    words = lexicon.phrases["ibid"]
    match = re.compile(rf"(?:{words})(?![^\W\d_])\.?[,:;]?\s*", re.IGNORECASE).match(
        text, draft.start
    )
    work = False
    if match:
        draft.claim(*match.span())
    else:
        cited = re.compile(rf"(?:{lexicon.phrases['op_cit']})\.?", re.IGNORECASE).search(
            text, draft.start
        )
        names = leading_authors(text, draft.start, cited.start() if cited else draft.start)
        begin = names.end if names else draft.start
        if not cited or cited.start() - begin > 3:  # noqa: PLR2004 - a stop and spaces
            return False
        if names:
            draft.put("authors", [one.text for one in names.people], draft.start, names.end)
        draft.claim(*cited.span())
        match, work = cited, True
    if volume := _VOLUME.search(text, match.end()):
        draft.put("volume", volume["volume"], *volume.span())
    for chain in chains_of(draft, lexicon, open_ended=True):
        if chain.start >= match.end() and not chain.kinds <= {"volume", "page"}:
            if chain.kinds <= {"volume", "sheet"} and (work or chain.pieces[-1].label[0] == "P"):
                continue  # “P. 45” of a book; small, it may be the sheet of a file
            put_chain(draft, chain)
            return True
    if pages := _PAGES.search(text, match.end()) or _BARE.match(text, match.end()):
        draft.put("pages", pages["pages"], *pages.span())
    return True
