"""Published sources as Chicago, MLA, ISO 690 and GB/T write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.documents import read_web
from archivist.citation.parsing.names import (
    CAPITAL,
    leading_authors,
    straight_authors,
    whole_authors,
)

if TYPE_CHECKING:
    from archivist.citation.parsing.text import Draft

_RANGE = r"[A-Z]?\d+(?:\s?[-‐‑–—]\s?[A-Z]?\d+)?"
_A_NAME = 60
_QUOTED = re.compile(r"[“\"](?P<title>[^”\"]+?)[.,]?[”\"][.,]?\s+")
_NOTE = re.compile(
    rf"(?P<head>.+?)\s\((?P<place>[{CAPITAL}][^():]+):\s(?P<publisher>[^():]+),\s(?P<year>\d{{4}})\)"
    rf"(?:,\s(?:(?P<volume>\d+):)?(?P<pages>{_RANGE}))?\.?\s*$"
)
_CODE = re.compile(r"\[(?P<code>M|J|D|N|C|R|S|A|Z|EB)(?:/OL)?\]\.?\s*")
_CODED_HEAD = re.compile(
    r"(?:(?P<authors>[\u4e00-\u9fff,、 ]{2,40}"
    rf"|[{CAPITAL}]{{2,}}(?:\s\w)*(?:,\s[{CAPITAL}]+(?:\s\w)*)*)"
    r"\.\s?)?(?P<title>[^\[]+)"
)
_CHINESE = re.compile(
    r"(?:(?P<authors>[^《》:：]{2,40}?)[:：]?\s?)?《(?P<title>[^》]+)》[,，]\s?"
    r"(?:《(?P<container>[^》]+)》[,，]?\s?(?P<year>\d{4})年(?:第(?P<issue>\d+)期|(?P<day>\d+月\d+日))"
    r"|(?P<place>[^:：,，《》]+)[:：]\s?(?P<publisher>[^,，]+)[,，]\s?(?P<imprinted>\d{4})年(?:版)?)"
    r"(?:[,，]\s?第(?P<pages>\d+(?:\s?[-–—]\s?\d+)?)[页頁版])?[。.]?\s*$"
)
"""A source as the notes of Chinese historians write it."""

_CODES = {"M": "book", "J": "article", "D": "thesis", "N": "newspaper", "EB": "web", "R": "report"}
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "volume",
        re.compile(
            r"(?:,\svol\.\s|(?<=\w)\s)(?P<value>\d+|[IVXLC]+)(?=,\s(?:no|iss)|,\s\d{4}|\s\(|:\s?\d)"
        ),
    ),
    ("issue", re.compile(r",\s(?:nos?|iss)\.\s(?P<value>\d[\w–-]*)")),
    ("pages", re.compile(rf"(?::\s|,\s(?=\d+\s?[–-])|,\spp?\.\s)(?P<value>{_RANGE})(?=\.|\s*$|,)")),
    ("year", re.compile(r"(?<!\d)(?P<value>(?:1[5-9]|20)\d\d)(?!\d)")),
)
_DATED = re.compile(r",?\s?\(?(?P<date>\d{4}-\d\d-\d\d)\)?(?!\])(?:\((?P<pages>[A-Z]?\d+)\))?")
_DAY = re.compile(
    r"(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{4})"
)
_IMPRINT = re.compile(
    rf"(?P<place>[{CAPITAL}][^.:()]{{1,40}}):\s(?P<publisher>[^:]+?),\s(?P<year>\d{{4}})"
)


def read_western(draft: Draft) -> bool:
    """Read an entry of one of these forms; False when it is in none."""
    return _read_coded(draft) or _read_chinese(draft) or _read_quoted(draft) or _read_note(draft)


def _read_quoted(draft: Draft) -> bool:
    quoted = _QUOTED.search(draft.text, draft.start, draft.end)
    if not quoted:
        return False
    lead = draft.text[draft.start : quoted.start()].strip(" .,")
    if lead and not _put_people(draft, draft.start, quoted.start()):
        if len(lead) > _A_NAME or not lead[0].isupper():
            return False
        draft.put_text("container", draft.start, quoted.start())
    draft.put_text("title", *quoted.span("title"))
    draft.claim(*quoted.span())
    start, end = quoted.end(), draft.end
    if read_web(draft, start, end):
        end = draft.text.find(draft.fields["url"], start)
    if imprint := _IMPRINT.search(draft.text, start, end):
        for name, value in imprint.groupdict().items():
            draft.fields[name] = value
        draft.claim(*imprint.span())
    _read_place(draft, start, imprint.start() if imprint else end)
    return True


def _read_place(draft: Draft, start: int, end: int) -> None:
    """Read the journal or book and the place in it."""
    text, fields = draft.text, draft.fields
    stops = [end]
    if day := _DAY.search(text, start, end):
        draft.put("day", day["day"], *day.span())
        stops.append(day.start())
    first = day.end() if day else start
    for name, pattern in _PARTS:
        if (match := pattern.search(text, first, end)) and name not in fields:
            draft.put(name, match["value"], *match.span())
            stops.append(match.start())
    if edited := re.compile(r",?\s(?:edited by|ed\.)\s(?P<name>[^,.]+(?:\.\s[^,.]+)*)").search(
        text, start, end
    ):
        draft.put("editors", [edited["name"].strip()], *edited.span())
        stops.append(edited.start())
    stop = min(stops)
    lead = re.compile(r"[Ii]n:?\s+").match(text, start, stop)
    if genre := re.compile(r"\(?(?:PhD|Ph\.D\.|Doctoral|Master)[^,]*").match(text, start, end):
        draft.put("genre", genre[0].strip("( ."), *genre.span())
        draft.put_text("publisher", genre.end(), stop)
        return
    draft.claim(start, lead.end() if lead else start)
    if "container" not in draft.fields:
        draft.put_text("container", lead.end() if lead else start, stop)


def _read_note(draft: Draft) -> bool:
    note = _NOTE.match(draft.text, draft.start, draft.end)
    if not note or "//" in note[0]:
        return False
    people = straight_authors(draft.text, draft.start, note.end("head"))
    start = draft.start
    if people and draft.text[people.end : people.end + 1] == ",":
        start = people.end
        draft.put("authors", [one.text for one in people.people], draft.start, start)
    draft.put_text("title", start, note.end("head"))
    for name in ("place", "publisher", "year", "volume", "pages"):
        if note[name]:
            draft.put(name, note[name], *note.span(name))
    return True


def _read_chinese(draft: Draft) -> bool:
    """Read `赵常庆:《中亚五国概论》,北京:经济日报出版社,1999年,第15页。`."""
    match = _CHINESE.match(draft.text, draft.start, draft.end)
    if not match:
        return False
    said = {name: value.strip() for name, value in match.groupdict().items() if value}
    if authors := said.pop("authors", ""):
        draft.fields["authors"] = [one.strip() for one in re.split(r"[、,，]", authors)]
    said["year"] = said.pop("imprinted", said.get("year", ""))
    if day := said.pop("day", ""):
        month, number = re.findall(r"\d+", day)
        said["day"] = f"{number}.{month}."
    draft.fields.update(said)
    draft.claim(*match.span())
    return True


def _read_coded(draft: Draft) -> bool:
    """Read the form of GB/T 7714, which gives the kind in brackets behind the title."""
    code = _CODE.search(draft.text, draft.start, draft.end)
    if not code:
        return False
    text, fields = draft.text, draft.fields
    fields["coded"] = _CODES.get(code["code"], "book")
    head = _CODED_HEAD.match(text, draft.start, code.start())
    if head:
        if head["authors"]:
            fields["authors"] = [one.strip() for one in re.split(r"[,，]", head["authors"])]
        draft.put_text("title", *head.span("title"))
        draft.claim(draft.start, code.end())
    if dated := _DATED.search(text, code.end(), draft.end):
        draft.claim(*dated.span())
        fields["day"], fields["year"] = dated["date"], dated["date"][:4]
        if dated["pages"]:
            fields["pages"] = dated["pages"]
            draft.put_text("container", code.end(), dated.start())
    if accessed := re.compile(r"\[(?P<date>\d{4}-\d\d-\d\d)\]").search(text, code.end()):
        draft.put("accessed", accessed["date"], *accessed.span())
    tail = re.compile(
        r"(?:(?P<place>[^:.]+):\s?(?P<publisher>[^:,]+),\s?(?P<year>\d{4})(?::\s?(?P<pages>[\d–-]+))?"
        r"|(?P<container>[^,]+),\s?(?P<year2>\d{4})(?:,\s?(?P<volume>\d+))?,?\s?(?:\((?P<issue>[^)]+)\))?(?:[:：]\s?(?P<pages2>[\d–-]+))?)\.?\s*$"
    ).match(text, code.end(), draft.end)
    if tail:
        draft.claim(*tail.span())
        fields.update(
            {name.rstrip("2"): value.strip() for name, value in tail.groupdict().items() if value}
        )
    read_web(draft, code.end(), draft.end)
    return True


def _put_people(draft: Draft, start: int, end: int) -> bool:
    """Set the authors that stand before a quoted title, in whatever order their names are."""
    for read in (leading_authors, whole_authors, straight_authors):
        names = read(draft.text, start, end)
        if names and not draft.text[names.end : end].strip(" .,"):
            draft.put("authors", [one.text for one in names.people], start, names.end)
            return True
    return False
