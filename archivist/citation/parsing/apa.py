"""Published sources whose year stands in brackets after the authors: APA and its kin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.documents import read_web
from archivist.citation.parsing.names import CAPITAL, leading_authors

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_DATE = re.compile(
    r"\s\((?P<year>\d{4}[a-z]?(?:[–-]\d{4})?|n\.\s?d\.|б\.\s?[гд]\.)(?:,\s(?P<day>[^()]{3,30}))?\)\.?(?=\s|$)"
)
_DASHED = re.compile(r"\.\s[–—]\s|\s//\s")
_EDITORS = re.compile(r"\s*\((?:Eds?|Ред|Comps?|Сост|Trans|Упоряд)\.?\)\.?", re.IGNORECASE)
_RANGE = r"(?:[A-Z]?\d+(?:\s?[-‐‑–—]\s?[A-Z]?\d+)?)(?:,\s?\d+(?:\s?[-–—]\s?\d+)?)*"
_IN_JOURNAL = re.compile(
    rf",\s(?:(?P<volume>\d+|[IVXLC]+)\s?)?(?:\((?P<issue>[^()]*)\))?,\s(?:pp?\.\s?|с\.\s?)?(?P<pages>{_RANGE}|Article\s\w+)\.?\s*$"
)
_IN_PAPER = re.compile(rf",\s(?:pp?\.\s?)?(?P<pages>{_RANGE})\.?\s*$")
_IN_BOOK = re.compile(
    r"[.?!]\s+In:?\s+(?:(?P<editors>.+?)\s+\((?:Eds?|Comps?)\.\),\s+)?(?P<container>.+?)\s+"
    rf"\((?:(?:Vol\.\s)?(?P<volume>\w+),\s)?pp?\.\s?(?P<pages>{_RANGE})\)\.\s*(?P<imprint>.*?)\.?\s*$"
)
_VOLUME = re.compile(
    r"\s*\((?:(?P<edition>[^()]*?\bed\.)(?:,\s)?)?(?:(?:Vols?|Т|Том|Vol)\.?\s(?P<volume>[^()]+))?\)(?=[.\s]|$)"
)
_GENRE = re.compile(r"\s*\[(?P<genre>[^\[\]]+)\]")
_DISSERTATION = re.compile(
    r"\s*\((?P<genre>(?:unpublished\s)?(?:doctoral|master[’']s|phd|ph\.d\.)"
    r"\s(?:dissertation|thesis|diss\.))(?:,\s(?P<publisher>[^()]+))?\)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    rf"(?P<place>[{CAPITAL}][^.:()]{{1,40}}|[{CAPITAL}]\.):\s+(?P<publisher>[^:]+?)\.?\s*$"
)
_BREAK = re.compile(r"(?<=[.?!…\])])\s+(?=\S)")


def read_apa(draft: Draft, lexicon: Lexicon) -> bool:
    """Read an entry of the APA form; False when it is none."""
    date = _DATE.search(draft.text, draft.start, draft.end)
    if not date or date.start() <= draft.start or _DASHED.search(draft.text):
        return False
    if not _read_people(draft, date.start()) and not draft.text[date.end() :].strip():
        return False
    year = date["year"]
    draft.put("year", year, *date.span())
    if date["day"]:
        draft.fields["day"] = date["day"]
    _read_body(draft, date.end())
    _settle(draft, lexicon)
    return True


def _read_people(draft: Draft, end: int) -> bool:
    """Read the people before the year; a body or a title stands there else."""
    names = leading_authors(draft.text, draft.start, end)
    if names:
        editors = _EDITORS.match(draft.text, names.end, end)
        stop = editors.end() if editors else names.end
        if not draft.text[stop:end].strip(" ."):
            people = [one.text for one in names.people]
            draft.put("editors" if editors else "authors", people, draft.start, end)
            return True
    draft.put_text("head", draft.start, end)
    return False


def _settle(draft: Draft, lexicon: Lexicon) -> None:
    """Say whether what stands before the year is the title or the body that wrote."""
    fields = draft.fields
    head = fields.pop("head", None)
    if head is None:
        return
    words = head.casefold().split()
    title = str(fields.get("title") or "")
    other = next((name for name in ("container", "publisher") if name in fields), "")
    if title and not other and len(words) > len(title.split()):
        fields["container" if "url" in fields else "publisher"] = title
        fields["title"] = head
    elif fields.get("title") or (words and words[0] in lexicon.words["corporate"]):
        fields["author_corporate"] = head
        fields.setdefault("title", None)
    else:
        fields["title"] = head


def _read_body(draft: Draft, start: int) -> None:
    end = draft.end
    if read_web(draft, start, end):
        end = draft.text.find(draft.fields["url"], start)
        while end > start and (draft.mask[end - 1] or draft.text[end - 1] in " <"):
            end -= 1
    start, end = draft.trimmed(start, end, " ")
    if start >= end:
        return
    if book := _IN_BOOK.search(draft.text, start, end):
        _put_groups(draft, book, "container", "volume", "pages")
        if book["editors"]:
            _put_editors(draft, *book.span("editors"))
        _read_imprint(draft, *book.span("imprint"))
        _read_title(draft, start, book.start() + 1)
        return
    _read_part(draft, start, end)


def _read_part(draft: Draft, start: int, end: int) -> None:
    """Read a title and the journal behind it, or the publisher."""
    text = draft.text
    journal = _IN_JOURNAL.search(text, start, end)
    if not journal and "day" in draft.fields:
        journal = _IN_PAPER.search(text, start, end)
    if journal:
        _put_groups(
            draft,
            journal,
            *(name for name in ("volume", "issue", "pages") if name in journal.groupdict()),
        )
        at = _last_part(draft, start, journal.start())
        draft.put_text("container", at, journal.start())
        _read_title(draft, start, at)
        return
    at = _last_part(draft, start, end)
    imprint = _IMPRINT.match(text, at, end)
    if at > start and imprint:
        _read_imprint(draft, at, end)
    elif at > start and "url" in draft.fields:
        draft.put_text("container", at, end)
    elif at > start and not _emphasised(draft, at):
        draft.put_text("publisher", at, end)
    else:
        at = end
    _read_title(draft, start, at)


def _last_part(draft: Draft, start: int, end: int) -> int:
    """Return where the last sentence begins, or the last run in italics behind a title."""
    runs = [
        run
        for run in draft.emphasised
        if start < run[0] and run[1] <= end + 1 and run[1] >= end - 1
    ]
    if runs and runs[-1][0] > start + 1:
        return runs[-1][0]
    stop = end
    while stop > start and draft.text[stop - 1] in " .":
        stop -= 1
    breaks = [match.end() for match in _BREAK.finditer(draft.text, start, stop)]
    for at in reversed(breaks):
        if _IMPRINT.match(draft.text, at, end) or not re.search(
            rf"(?:^|\s)[{CAPITAL}]\.\s$", draft.text[max(start, at - 4) : at]
        ):
            return at
    return start


def _emphasised(draft: Draft, at: int) -> bool:
    return any(first <= at < last for first, last in draft.emphasised)


def _read_imprint(draft: Draft, start: int, end: int) -> None:
    imprint = _IMPRINT.match(draft.text, start, end)
    if imprint:
        _put_groups(draft, imprint, "place", "publisher")
    else:
        draft.put_text("publisher", start, end)


def _read_title(draft: Draft, start: int, end: int) -> None:
    start, end = draft.trimmed(start, end, " .")
    last = end
    for pattern, names in (
        (_VOLUME, ("edition", "volume")),
        (_GENRE, ("genre",)),
        (_DISSERTATION, ("genre", "publisher")),
    ):
        found = [one for one in pattern.finditer(draft.text, start, end) if any(one.groups())]
        if found and (match := found[-1]).start() > start:
            _put_groups(draft, match, *names)
            draft.claim(*match.span())
            last = min(last, match.start())
    draft.put_text("title", start, last)


def _put_groups(draft: Draft, match: re.Match[str], *names: str) -> None:
    draft.claim(*match.span())
    for name in names:
        if match[name]:
            draft.fields[name] = " ".join(match[name].split())


def _put_editors(draft: Draft, start: int, end: int) -> None:
    names = leading_authors(draft.text, start, end)
    if names:
        draft.put("editors", [one.text for one in names.people], start, names.end)
    else:
        draft.put("editors", [draft.text[start:end]], start, end)
