"""What an archival reference says of the document itself, before its place and after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.levels import chains_of
from archivist.citation.parsing.names import leading_authors, whole_authors

if TYPE_CHECKING:
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.names import Names
    from archivist.citation.parsing.text import Draft

_BRACKETS = re.compile(r"\[(?P<inner>[^\[\]]+)\]")
_A_TITLE = 5
_FIRST_WORD = re.compile(r"\w+")
_DECLINED = re.compile(
    r"\s[А-ЯЁ]\w+(?:ова|ева|ёва|ина|ого|ому|ову|еву|ину|ской|овым|евым|иным)(?=\s)"
)
_HAN_TITLE = re.compile(
    r"《(?P<title>[^》]+)》\s*(?:[(（](?P<date>[^()（）]+)[)）]|[,，]\s?(?P<day>\d{4}年(?:\d+月(?:\d+日)?)?))"
)
_LATE_YEAR = re.compile(r"(?<=[a-z]),\s+(?P<date>(?:c(?:irc)?a\.?\s)?\d{4})$")
_ROUND = re.compile(r"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?")
_QUOTED = re.compile(r"[“\"«《](?P<inner>[^”\"»》]+?)[,.]?[”\"»》]")
_DAY = re.compile(
    r"(?:(?<=[.,;][”\"»])\s+|[.,;]\s+|^|\()(?P<date>\d{1,2}\s+\w{3,12}\.?\s+\d{4}(?:\s*(?:г|р|ж)\b\.?)?"
    r"|\w{3,9}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{4}-\d\d-\d\d|[Cc](?:irc)?a\.?\s\d{4}(?:[-–]\d{2,4})?|\d{4}[-–]\d{2,4}\??"
    r"|(?<!, )\d{4}(?:\s*(?:г|р|ж)\b\.?)?|\d{4}年\d+月\d+日)\)?[\s.,;]*$"
)
_APA_DATE = re.compile(r"\s*\((?P<date>n\.d\.|[^()]*\d{4}[^()]*)\)\.?\s*")
_LETTER = re.compile(
    r"(?P<author>[A-Z][\w.’ -]+?)\s+to\s+(?P<recipient>(?:the\s+)?[A-Z][\w.’ -]+)"
    r"(?:,\s(?P<doc_type>telegram|cable|letter|memorandum|memo|note|e-mail))?$"
)
_COMMON = re.compile(
    r"^(?:Letter|Memo\w*|Report|Telegram)\b|(?:^|\s)(?!von|van|der|den|del|bin|ibn)[a-z]{3,}(?=\s|$)"
)
"""What no name of a person holds: a common noun, a preposition."""

URL = re.compile(r"<?(?P<url>(?:https?://|www\.|http//)[^\s<>]*[^\s<>.,;)\]])>?")
_ACCESSED = re.compile(
    r"\(?\s*(?:дата\s+обращения|дата\s+звернення|қаралған\s+күні|обращение|accessed|retrieved|"
    r"date of (?:access|application)|the date of (?:access|application))\s*:?\s*"
    r"(?P<date>[^()]*?\d[^()]*?)(?:\s?(?:г|р|ж)\.?)?\)",
    re.IGNORECASE,
)


def read_document(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Read author, title and date of a document from a part of the text."""
    start, end = draft.trimmed(start, end, " .,;:–—-/(")
    if start >= end:
        return
    text = draft.text
    apa = _APA_DATE.search(text, start, end)
    if (
        apa
        and apa.start() > start
        and (apa.end() < end - 1 or apa["date"] == "n.d." or text[start] == "[")
    ):
        if apa["date"] != "n.d.":
            _put_date(draft, *apa.span("date"), lexicon)
        draft.claim(*apa.span())
        title_start = apa.end()
        _put_title(draft, title_start, end, lexicon)
        if not draft.fields.get("title"):
            _put_title(draft, start, apa.start(), lexicon)
        else:
            draft.put_text("author", start, apa.start())
        return
    if han := _HAN_TITLE.match(text, start, end):
        draft.put_text("title", *han.span("title"))
        draft.put_text("date_text", *han.span("date" if han["date"] else "day"))
        draft.claim(*han.span())
        return
    whole = _DAY.search(text, start, end) or _LATE_YEAR.search(text, start, end)
    if whole and whole.start() > start:
        _put_date(draft, *whole.span("date"), lexicon)
        draft.claim(*whole.span())
        end = whole.start()
    if not _put_letter(draft, start, end):
        _put_title(draft, start, end, lexicon)


def _put_letter(draft: Draft, start: int, end: int) -> bool:
    """Read `George Creel to Colonel House, telegram`; False when it is none."""
    letter = _LETTER.match(draft.text, start, end)
    if not letter or _COMMON.search(letter["author"]):
        return False
    for name in ("author", "recipient", "doc_type"):
        if letter[name]:
            draft.put_text(name, *letter.span(name))
    draft.claim(*letter.span())
    return True


def _put_date(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    del lexicon
    draft.put_text("date_text", start, end)


def _put_title(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    start, end = draft.trimmed(start, end)
    if start >= end:
        return
    text = draft.text
    if (brackets := _BRACKETS.match(text, start, end)) and brackets.end() >= end - 1:
        draft.fields["title_by_researcher"] = True
        draft.claim(start, end)
        start, end = brackets.span("inner")
        if text[start:end].casefold() in lexicon.words["untitled"]:
            del draft.fields["title_by_researcher"]
            return
    names = _author(text, start, end, lexicon)
    if names:
        draft.put("author", ", ".join(name.text for name in names.people), start, names.end)
        start = names.end
    start, end = draft.trimmed(start, end)
    if quoted := _QUOTED.fullmatch(text, start, end):
        draft.claim(start, end)
        start, end = quoted.span("inner")
    draft.put_text("title", start, end)


def _author(text: str, start: int, end: int, lexicon: Lexicon) -> Names | None:
    """Read the author at the head of a document; “Письмо Б. С. Боднарскому” has none."""
    word = _FIRST_WORD.match(text, start, end)
    names = leading_authors(text, start, end)
    if names is None:
        names = whole_authors(text, start, end)
        return names if names and "." in text[names.end - 1 : names.end + 1] else None
    if word and word[0].casefold() in lexicon.words["nouns"]:
        return None
    return None if _DECLINED.match(text, names.end, end) else names


def read_tail(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Read what follows the place: extent, title of the file, notes, address on the web."""
    read_web(draft, start, end)
    text = draft.text
    if "title" not in draft.fields and (named := _BRACKETS.search(text, start, end)):
        _put_title(draft, *named.span(), lexicon)
    later = re.compile(rf"\((?:{lexicon.phrases['later']})(?!\w)[^()]*\)", re.IGNORECASE)
    if hereafter := later.search(text, start, end):
        draft.claim(*hereafter.span())
    bracketed = _ROUND.search(text, start, end)
    if bracketed and not draft.mask[bracketed.start()]:
        draft.put_text("file_title", *bracketed.span("inner"))
        draft.claim(*bracketed.span())
    _read_notes(draft, start, end, lexicon)


def _read_notes(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Read extent, authenticity, medium and reel."""
    text = draft.text
    extent = re.compile(
        rf"(?<![\w-])(?P<count>\d+)\s?(?:{lexicon.extent_words})(?!\w)(?!\.?\s?\d)\.?",
        re.IGNORECASE,
    )
    if found := extent.search(text, start, end):
        _put_file_title(draft, start, found.start())
        draft.put("total_sheets", found["count"], *found.span())
    for name, field in (("original", "authenticity"), ("medium", "medium")):
        if match := lexicon.tied[name].search(text, start, end):
            draft.put_text(field, *match.span())
    for chain in chains_of(draft, lexicon):
        for piece in chain.pieces:
            if piece.kind == "microfilm" and start <= piece.start < end:
                draft.put("microfilm", piece.value, piece.start, piece.end)


def _put_file_title(draft: Draft, start: int, end: int) -> None:
    """Set the title of a file that stands between its number and its extent."""
    start, end = draft.trimmed(start, end)
    if end - start > _A_TITLE and not any(draft.mask[start:end]):
        draft.put_text("file_title", start, end)


def read_web(draft: Draft, start: int, end: int) -> bool:
    """Read an address on the web and the day it was read; False when there is none."""
    text = draft.text
    if accessed := _ACCESSED.search(text, start, end):
        draft.put_text("accessed", *accessed.span("date"))
        draft.claim(*accessed.span())
    url = URL.search(text, start, end)
    if not url:
        return False
    draft.put("url", url["url"], *url.span())
    before = re.compile(
        r"(?:URL|Режим\s+доступа|Режим\s+доступу|Доступно|Қолжетімді|Available\s+(?:at|from)|"
        r"Retrieved(?:\s+(?P<date>[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}),)?\s+from"
        r"|Access mode|Mode of access)\s*:?\s*$",
        re.IGNORECASE,
    )
    lead = before.search(text, start, url.start())
    if lead:
        draft.claim(lead.start(), url.start())
        if lead["date"]:
            draft.put_text("accessed", *lead.span("date"))
    return True
