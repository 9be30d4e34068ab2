"""Other hierarchies: letter codes (TNA), record groups (NARA), collections, slashed numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archivist.citation.parsing.documents import read_document
from archivist.citation.parsing.keepers import abbreviated, is_keeper, read_keeper
from archivist.citation.parsing.levels import chains_of
from archivist.citation.parsing.sheets import SHEET_LIST, sheet_fields

if TYPE_CHECKING:
    from archivist.citation.parsing.keepers import Keeper
    from archivist.citation.parsing.levels import Piece
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_LETTER_CODE = re.compile(
    r"(?<![\w/])(?P<lettercode>[A-Z]{1,5})\s?(?P<series>\d{1,4})/(?P<piece>\d+[A-Z]?)(?:/(?P<item>[A-Z]?\d+[A-Z]?))?(?![\w/-])"
)
_SLASHED = re.compile(
    r"(?<=[\s,./])(?P<fund>(?:[A-ZА-Я]{1,2}-?)?\d+(?:-[A-ZА-Я])?)/(?P<rest>[\wа-я.-]+(?:/[\wа-я.–—-]+){1,3}(?:[–—-]\s?[\wа-я.]+|,\s?\d[\wа-я]*)*)"
)
_SHEETS = re.compile(r"[,.]\s*(?:лл?|арк|ll?|fols?|ff?|pp?|sheets?)\.?\s*(?=\d)", re.IGNORECASE)
_SEGMENT = re.compile(
    r"\s*;\s+|,\s+(?!\d{4}(?:[,;.]|$))|(?<=\w{3})(?<!Add)\.\s+(?=[A-Z\d])"
    r"|(?<=[”?])\s+(?=[A-Z\d])"
)
_SHELFMARK = re.compile(
    r"(?:[A-Z]{1,4}/){1,4}\d+(?:/\d+)*|[A-Z]{1,3}\s\d+(?:\s?[IVX]+)?(?:/\d+)?"
    r"|(?:[A-Z][\w.]*\s){0,3}(?:MSS?\.?|Ms\.?)(?:\s[A-Z][\w.]*)*\s\d+\w*|(?:[A-Z]+\s)?[A-Z]*\d+[:/][\d:/]*\d"
)
_CODED = re.compile(
    r"(?P<title>[^\[\]]+?)(?:[::](?P<refcode>[\w-]+))?\[A(?:/OL)?\][..]\s?(?P<place>[^::]+)[::]"
    r"(?P<archive>[^,,]*馆)[,,]\s?(?P<date_text>\d{4})(?:[::]\s?(?P<sheets>[\d–—-]+))?"
)
_PUBLISHED = re.compile(r"\(\d{4}[^()]*\)\.|:\s[^:]+,\s\d{4}\.?$|https?:")
_FILES = re.compile(r"\b(?:Files?|CDF|Series)\b")
_LEVELS = ("record_group", "entry", "box", "folder", "file", "item", "microfilm")


def read_foreign(draft: Draft, lexicon: Lexicon) -> bool:
    """Read a reference of one of these hierarchies; False when it is in none."""
    return (
        _read_coded(draft)
        or _read_letter_code(draft, lexicon)
        or _read_slashed(draft, lexicon)
        or _read_boxed(draft, lexicon)
    )


def _read_letter_code(draft: Draft, lexicon: Lexicon) -> bool:
    """Read `TNA, FO 371/56725, ff. 12–15v`."""
    text = draft.text
    for match in _LETTER_CODE.finditer(text, draft.start, draft.end):
        before = text[draft.start : match.start()].strip(" ,.;:")
        keeper = None
        if before:
            at = text.find(before, draft.start)
            if is_keeper(before, lexicon):
                keeper = read_keeper(text, at, at + len(before), lexicon)
            elif not re.search(r"[,.]\s", before):
                continue
        if match["lettercode"] not in lexicon.letter_codes and not keeper:
            continue
        draft.fields["archive"] = None
        if keeper:
            _put_keeper(draft, keeper)
        elif before:
            _put_segments(draft, draft.start, match.start(), lexicon)
        for name, value in match.groupdict().items():
            if value:
                draft.put(name, value, *match.span())
        draft.language = "en"
        _put_sheets(draft, match.end())
        return True
    return False


def _put_sheets(draft: Draft, at: int) -> int:
    """Set the sheets that follow a place; return where they end."""
    label = re.compile(r"[,.]?\s*(?:fols?|ff?|pp?|sheets?|ll?|л{1,2}|арк)\.?\s?(?=\d)", re.I).match(
        draft.text, at, draft.end
    )
    found = SHEET_LIST.match(draft.text, label.end(), draft.end) if label else None
    sheets = sheet_fields(found[0]) if found else ()
    if not found or not sheets:
        return at
    draft.put("sheets", list(sheets), at, found.end())
    return found.end()


def _read_coded(draft: Draft) -> bool:
    """Read a file in the form of GB/T 7714: `题名:档号[A].北京:档案馆,1992:5-7`."""
    match = _CODED.match(draft.text, draft.start, draft.end)
    if not match:
        return False
    draft.claim(*match.span())
    draft.language = "zh"
    draft.fields.update({name: value for name, value in match.groupdict().items() if value})
    if match["sheets"]:
        draft.fields["sheets"] = list(sheet_fields(match["sheets"]))
    return True


def _read_slashed(draft: Draft, lexicon: Lexicon) -> bool:
    """Read `TsGARK 1109/4/12/1-3`: fund, series, (folder,) file, sheets."""
    text = draft.text
    match = _SLASHED.search(text, draft.start, draft.end)
    if not match:
        return False
    before = text[draft.start : match.start()].strip(" ,.;:/")
    if not (abbreviated(before) or lexicon.archive(before) or is_keeper(before, lexicon)):
        return False
    at = text.find(before, draft.start)
    _put_keeper(draft, read_keeper(text, at, at + len(before), lexicon))
    numbers = [match["fund"], *match["rest"].rstrip(".,").split("/")]
    labelled = _put_sheets(draft, match.end()) > match.end()
    kinds = ["fund", "series", "file"]
    if len(numbers) > (3 if labelled else 4):
        kinds.insert(2, "folder")
    if len(numbers) == len(kinds) and "," in numbers[-1]:  # `1109/4/12, 1–3`
        numbers[-1:] = [part.strip() for part in numbers[-1].split(",", 1)]
    draft.claim(*match.span())
    draft.fields.update(zip(kinds, numbers, strict=False))
    left = numbers[len(kinds) :]
    if left and (sheets := sheet_fields(left[0])):
        draft.fields["sheets"] = list(sheets)
    draft.language = "ru" if re.search("[а-я]", before, re.I) else "en"
    return True


def _read_boxed(draft: Draft, lexicon: Lexicon) -> bool:
    """Read record groups and collections, whose parts stand between commas in any order."""
    pieces = [piece for chain in chains_of(draft, lexicon) for piece in chain.pieces]
    kinds = {piece.kind for piece in pieces}
    if "fund" in kinds or "//" in draft.text:
        return False
    if "record_group" not in kinds and not _is_kept(draft, kinds, lexicon):
        return False
    draft.fields["archive"] = None
    draft.language = "en"
    for piece in pieces:
        _put_piece(draft, piece)
    _put_segments(draft, draft.start, draft.end, lexicon)
    return True


def _is_kept(draft: Draft, kinds: set[str], lexicon: Lexicon) -> bool:
    """Tell a document of a collection in an archive from a published source."""
    segments = [part for _, _, part in _segments(draft.text, draft.start, draft.end)]
    marked = [
        part for part in segments if _is_collection(part, lexicon) or _SHELFMARK.fullmatch(part)
    ]
    if not marked or _PUBLISHED.search(draft.text):
        return False
    kept = any(is_keeper(part, lexicon) for part in segments[1:] if part not in marked)
    kept = kept or bool(lexicon.archive_word.search(segments[0]))
    return kept or bool(kinds & {"box", "folder"})


def _put_piece(draft: Draft, piece: Piece) -> None:
    if piece.kind in _LEVELS:
        draft.put(piece.kind, piece.value, piece.start, piece.end)
    elif piece.kind == "sheet":
        draft.put("sheets", list(piece.sheets), piece.start, piece.end)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = start
    for stop in (*(match.span() for match in _SEGMENT.finditer(text, start, end)), (end, end)):
        part = text[at : stop[0]].strip(" .,;")
        if part:
            first = text.find(part, at)
            found.append((first, first + len(part), part))
        at = stop[1]
    return found


def _is_collection(segment: str, lexicon: Lexicon) -> bool:
    words = segment.casefold().split()
    known = lexicon.words["collection"]
    return bool(words) and (words[-1] in known or words[0] in known)


def _put_segments(draft: Draft, start: int, end: int, lexicon: Lexicon) -> None:
    """Set archive, collection, series and document from the parts between commas."""
    left: list[tuple[int, int, str]] = []
    placed = False
    segments = _segments(draft.text, start, end)
    for at, (first, last, part) in enumerate(segments):
        if any(draft.mask[first:last]):
            half = _half(draft, first, last)
            if half and not placed and is_keeper(half[0][2], lexicon):
                _put_keeper(draft, read_keeper(draft.text, *half[0][:2], lexicon))
                placed = True
            else:
                left += half
        elif _names_group(segments, at) and not is_keeper(part, lexicon):
            draft.put_text("record_group_name", first, last)
        elif _is_collection(part, lexicon) and "collection" not in draft.fields:
            draft.put_text("collection", first, last)
        elif placed and draft.fields.get("archive") and not _SHELFMARK.fullmatch(part):
            _put_city(draft, first, last)
        elif _SHELFMARK.fullmatch(part) and "refcode" not in draft.fields:
            draft.put_text("refcode", first, last)
        elif is_keeper(part, lexicon) and "abbr" not in draft.fields:
            _put_keeper(draft, read_keeper(draft.text, first, last, lexicon))
            placed = True
        else:
            left.append((first, last, part))
    _put_left(draft, left, lexicon)


def _names_group(segments: list[tuple[int, int, str]], at: int) -> bool:
    """Tell whether a segment is the name of the record group that follows it."""
    if " " not in segments[at][2]:
        return False
    return at + 1 < len(segments) and segments[at + 1][2].startswith(("Record Group", "RG"))


def _half(draft: Draft, first: int, last: int) -> list[tuple[int, int, str]]:
    """Return what stands before a label within one segment (`Central File (Entry 205)`)."""
    stop = next(at for at in range(first, last) if draft.mask[at])
    first, stop = draft.trimmed(first, stop, " .,;:(–—-")
    return [(first, stop, draft.text[first:stop])] if first < stop else []


def _put_city(draft: Draft, first: int, last: int) -> None:
    """Set the place of the archive that was named, and the abbreviation behind it, if any."""
    short = re.compile(r"\s*\((?P<abbr>[^()]+)\)").search(draft.text, first, last)
    if short and "abbr" not in draft.fields and abbreviated(short["abbr"]):
        draft.put("abbr", short["abbr"], *short.span())
        last = short.start()
    _append(draft, "place", first, last)


def _append(draft: Draft, name: str, first: int, last: int) -> None:
    before = draft.fields.get(name)
    draft.put_text(name, first, last)
    if before:
        draft.fields[name] = f"{before}, {draft.fields[name]}"


def _put_left(draft: Draft, left: list[tuple[int, int, str]], lexicon: Lexicon) -> None:
    """Set the document from the first parts that are left, the series from the others."""
    document: tuple[int, int] | None = None
    for at, (first, last, part) in enumerate(left):
        if document and not any(draft.mask[document[1] : first]) and not _FILES.search(part):
            document = (document[0], last)
        elif at == 0 and first <= draft.start + 1 and not _FILES.search(part):
            document = (first, last)
        else:
            _append(draft, "series", first, last)
    if document:
        read_document(draft, *document, lexicon)


def _put_keeper(draft: Draft, keeper: Keeper) -> None:
    draft.fields["archive"] = keeper.full or None
    if keeper.abbreviation:
        draft.fields["abbr"] = keeper.abbreviation
    if keeper.place:
        draft.fields["place"] = keeper.place
    draft.claim(keeper.start, keeper.end)
