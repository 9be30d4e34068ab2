"""Published sources: which form an entry is in, and the forms of the GOST family."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.apa import read_apa
from archivist.citation.parsing.areas import Area, areas
from archivist.citation.parsing.documents import read_web
from archivist.citation.parsing.kinds import put_kind
from archivist.citation.parsing.names import leading_authors, whole_authors
from archivist.citation.parsing.western import read_western

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.names import Names
    from archivist.citation.parsing.text import Draft

_PARTED = re.compile(r"\.?\s*//\s*")
_SLASH = re.compile(r"\s+/\s+")
_MARKER = re.compile(
    r"\s*\[(?:Текст|Мәтін|Text|(?:Электронный|Електронний|Электрондық)\sресурс|Electronic resource)"
    r"\]",
    re.I,
)
_GENRE = re.compile(
    r"\s?:\s(?P<genre>(?:автореф|дис|дисс|автореферат|диссертация|дисертація)\b[^:]*?)(?:\s?:\s(?:спец\.?\s)?(?P<speciality>\d{2}\.\d{2}\.\d{2}))?$",
    re.I,
)
_SPECIALITY = re.compile(
    r"\s?:\s(?:специальность|спец\.?)\s(?P<speciality>\d{2}\.\d{2}\.\d{2})$", re.I
)
_MEDIUM = re.compile(r"\.?\s[–—-]\s(?:Текст|Изображение|Text)\s?:\s?\w+\.?$")
_PRESS = re.compile(r"&|\b(?:Press|Publish\w*|University|Books|изд-во|издательство)\b", re.I)
_GIVEN = re.compile(r"[^\W\d_]{2,}(?:\s[^\W\d_]{3,}){0,2}")


def read_published(draft: Draft, lexicon: Lexicon) -> bool:
    """Read a published source into a draft; False when hardly anything of one is there."""
    if read_apa(draft, lexicon) or read_western(draft) or _read_gost(draft, lexicon):
        put_kind(draft, lexicon)
        return True
    return False


def _read_gost(draft: Draft, lexicon: Lexicon) -> bool:
    end = _before_web(draft)
    parted = _PARTED.search(draft.text, draft.start, end)
    if parted:
        draft.claim(*parted.span())
        _read_head(draft, draft.start, parted.start(), lexicon)
        _read_container(draft, parted.end(), end, lexicon)
        return True
    head, tail = _parted(areas(draft.text, draft.start, end, lexicon))
    if not tail and "url" not in draft.fields:
        head, tail = _parted(areas(draft.text, draft.start, end, lexicon, commas=True))
    if not tail and "url" not in draft.fields:
        return False
    for area in tail:
        _put_area(draft, area)
    fields = draft.fields
    part = (
        fields.keys() & {"pages", "article"}
        and fields.keys() & {"issue", "volume", "year"}
        and not fields.keys() & {"publisher", "place", "extent"}
    )
    if part and len(head) > 1:  # DSTU: a full stop instead of the two slashes
        draft.put_text("container", head[-1].start, head[-1].end)
        head = head[:-1]
    if head:
        _read_head(draft, head[0].start, head[-1].end, lexicon)
    return True


def _parted(found: list[Area]) -> tuple[list[Area], list[Area]]:
    """Part the areas before the first one of a known kind from the others."""
    first = next((at for at, area in enumerate(found) if at and area.kind), len(found))
    return found[:first], found[first:]


def _before_web(draft: Draft) -> int:
    """Read the address on the web; return where what stands before it ends."""
    if not read_web(draft, draft.start, draft.end):
        return draft.end
    at = draft.text.find(draft.fields["url"])
    while at > draft.start and (draft.mask[at - 1] or draft.text[at - 1] in " .–—<("):
        at -= 1
    return at


def _read_head(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Read authors, title and who else made the book."""
    start, end = draft.trimmed(start, end)
    text = draft.text
    slash = _SLASH.search(text, start, end)
    first_word = re.compile(r"\w+").match(text, start, end)
    noun = first_word and first_word[0].casefold() in lexicon.words["nouns"]
    names = None if noun else leading_authors(text, start, end)
    names = names or (None if noun else _whole(text, start, end))
    if names and text[names.end - 1] != "." and text[names.end : names.end + 1] not in {".", ","}:
        names = None
    if names:
        draft.put("authors", [one.text for one in names.people], start, names.end)
        start = names.end
    if medium := _MEDIUM.search(text, start, end):
        draft.claim(*medium.span())
        end = medium.start()
        slash = slash if slash and slash.end() < end else None
    title_end = slash.start() if slash else end
    if marker := _MARKER.search(text, start, end):
        draft.claim(*marker.span())
        title_end = min(title_end, marker.start())
    if genre := _GENRE.search(text, start, title_end):
        draft.put_text("genre", *genre.span("genre"))
        draft.claim(*genre.span())
        title_end = genre.start()
        before = _SPECIALITY.search(text, start, title_end)
        title_end = before.start() if before else title_end
        if said := before or (genre if genre["speciality"] else None):
            draft.put("speciality", said["speciality"], *said.span())
    draft.put_text("title", *draft.trimmed(start, title_end))
    if slash:
        _read_responsibility(draft, slash.end(), end)


def _whole(text: str, start: int, end: int) -> Names | None:
    names = whole_authors(text, start, end)
    return names if names and "." in text[names.end - 1 : names.end + 1] else None


def _read_responsibility(draft: Draft, start: int, end: int) -> None:
    """Read what stands after the slash: the authors once more, then who else made the book."""
    start, end = draft.trimmed(start, end)
    names = leading_authors(draft.text, start, end)
    if names and names.others:
        draft.fields["others"] = draft.text[start : names.end]
    if names:
        known = draft.fields.setdefault("authors", [])
        comma = "," if known and "," in known[0] else ""
        for one in names.people:
            if not any(author.startswith(one.family) for author in known):
                known.append(f"{one.family}{comma} {one.given}")
        draft.claim(start, names.end)
        start = draft.trimmed(names.end, end)[0]
    elif (known := draft.fields.get("authors")) and draft.text[start:end].startswith(
        known[0].partition(" ")[0].rstrip(",")
    ):
        draft.claim(start, end)
        _put_whole_name(draft, start, end)
        return
    if start < end:
        draft.put_text("responsibility", start, end)


def _put_whole_name(draft: Draft, start: int, end: int) -> None:
    """Set the author's whole name, as theses have it after the slash."""
    family, _, given = draft.text[start:end].partition(" ")
    if _GIVEN.fullmatch(given):
        draft.fields["author_full"] = f"{family}, {given}"


def _read_container(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Read what stands after the two slashes: a journal or a book, and the place in it."""
    found = areas(draft.text, start, end, lexicon)
    if found and not found[0].kind:
        parts = areas(draft.text, found[0].start, found[0].end, lexicon, commas=True)
        typed = next((at for at, part in enumerate(parts) if at and part.kind), 0)
        if typed:
            found = [Area(start=parts[0].start, end=parts[typed].start), *parts[typed:], *found[1:]]
    first = next((at for at, area in enumerate(found) if area.kind), len(found))
    names = found[:first]
    if names:
        last = names[-1]
        slash = _SLASH.search(draft.text, names[0].start, last.end)
        draft.put_text("container", names[0].start, slash.start() if slash else last.end)
        if slash:
            draft.put_text("container_responsibility", slash.end(), last.end)
    for area in found[first:]:
        _put_area(draft, area)


def _put_area(draft: Draft, area: Area) -> None:
    """Set what an area of a known kind says."""
    if area.match is None:
        return
    match, fields = area.match, draft.fields
    draft.claim(area.start, area.end)
    said = {name: value for name, value in match.groupdict().items() if value}
    if area.kind == "kk_pages":
        single = said["pages"].isdecimal() and not fields.keys() & {"container", "extent"}
        said = {"extent": f"{match[0].rstrip('.')}."} if single else said
    elif area.kind == "place_year" and _PRESS.search(said["place"]):
        said["publisher"] = said.pop("place")
    elif area.kind == "report":
        said = {"report_number": match[0]}
    elif area.kind == "extent":
        said = {"extent": f"{said['extent'].rstrip('.')}."}
    elif area.kind == "day":
        said["day"] = said["day"].rstrip(".")
    for name, value in said.items():
        fields.setdefault(name, value.strip())
