"""Archival references: what lies where, as JSON fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from archivist.citation.parsing.documents import read_document, read_tail
from archivist.citation.parsing.foreign import read_foreign
from archivist.citation.parsing.keepers import abbreviated, find_keeper, is_keeper, read_keeper
from archivist.citation.parsing.levels import Chain, chains_of

if TYPE_CHECKING:
    from archivist.citation.parsing.keepers import Keeper
    from archivist.citation.parsing.levels import Piece
    from archivist.citation.parsing.lexicon import Lexicon
    from archivist.citation.parsing.text import Draft

_ENOUGH = 3
_LONGEST_NAME = 120
_WEIGHTS = {
    "record_group": 3,
    "fund": 2,
    "series": 2,
    "entry": 1,
    "box": 1,
    "folder": 1,
    "code": 2,
    "file": 1,
    "own_file": 2,
    "piece": 1,
    "item": 0,
    "sheet": 1,
    "volume": 0,
}
_FIELDS = {"own_file": "file", "page": "sheet"}
_PARTED = re.compile(r"\s//\s|\s//|//\s")
_PLACE = re.compile(
    r"\),\s+(?P<place>[^\W\d_][^,.;()]+(?:,\s[A-Z]{2})?)(?:,\s+(?P<country>[^\W\d_][^,.;()]+))?\.?\s*$"
)
_NOTHING = re.compile("")
_BRACKETED = re.compile(r"[\s.,]*\((?P<name>[^()]+)\)")
_AREA = re.compile(r"\s*(?:\d{4}\b|№|No\.|С\.|P\.|Т\.\s*\d|\d+\()")


def read_archival(draft: Draft, lexicon: Lexicon) -> bool:
    """Read a reference to an archive into a draft; False when it is none."""
    if read_foreign(draft, lexicon):
        return True
    chain = _best(chains_of(draft, lexicon), draft)
    if chain is None:
        return _read_unplaced(draft, lexicon)
    keeper = _keeper(draft, chain, lexicon)
    weight = _weight(chain)
    if {piece.kind for piece in chain.pieces} <= {"series", "sheet", "page"}:
        return _read_unplaced(draft, lexicon)  # “Т. 1. С. 4” of a book printed in Kazakhstan
    if weight + (2 if keeper else 0) < _ENOUGH and not _alone(draft, chain):
        return _read_unplaced(draft, lexicon)
    draft.language = chain.language
    put_chain(draft, chain)
    _put_opened(draft, chain)
    _put_around(draft, chain, keeper, lexicon)
    return True


def put_chain(draft: Draft, chain: Chain) -> None:
    """Set the fields that a chain of labels gives."""
    draft.claim(chain.start, chain.end)
    parts = _parts(chain)
    fields = draft.fields
    fields.update(parts[0])
    if len(parts) < 2:  # noqa: PLR2004 - one file alone
        return
    shared = {"file_label"}
    name = "boxes" if "box" in parts[1] else "file"
    kinds = {key for part in parts[1:] for key in part} - shared
    first = {key: fields.pop(key) for key in tuple(fields) if key in kinds | {"sheets"}}
    fields[name] = [
        first,
        *({k: v for k, v in part.items() if k not in shared} for part in parts[1:]),
    ]


def _put_opened(draft: Draft, chain: Chain) -> None:
    """Set a collection whose name begins the brackets of a place (`(GEB Series 1.3, Box 371)`)."""
    opened = draft.text.rfind("(", draft.start, chain.start)
    first = chain.pieces[0]
    if opened < 0 or not draft.text[opened + 1 : chain.start].strip() or first.kind != "series":
        return
    if ")" not in draft.text[opened : chain.start]:
        draft.put_text("collection", opened + 1, first.end)
        draft.fields.pop("series", None)


def _best(chains: tuple[Chain, ...], draft: Draft) -> Chain | None:
    """Return the chain that says most of a place in an archive."""
    inside = [chain for chain in chains if chain.start >= draft.start and chain.end <= draft.end]
    best = max(inside, key=_weight, default=None)
    return _with_fund(best, inside, draft.text) if best and _weight(best) else None


def _with_fund(chain: Chain, chains: list[Chain], text: str) -> Chain:
    """Return a chain with the fund before it, whose name stands between the two.

    `Ф. 102. ДП ОО. Оп. 226. Д. 5`, `Ф. 1235 Грушевські – історики. Оп. 1`.
    """
    before = next((one for one in reversed(chains) if one.end <= chain.start), None)
    if chain.has("fund", "record_group") or before is None or before.pieces[-1].kind != "fund":
        return chain
    name = text[before.end : chain.start].strip(" .,;:–—-")
    if len(name) > _LONGEST_NAME or "//" in name or len(before.pieces) > 1:
        return chain
    fund = replace(before.pieces[0], name=name, end=chain.start)
    return Chain(
        language=chain.language, pieces=[fund, *chain.pieces], kinds={"fund", *chain.kinds}
    )


def _weight(chain: Chain) -> int:
    """Return how much a chain looks like a place in an archive; a bare number says nothing."""
    return sum(_WEIGHTS.get(piece.kind, 0) for piece in chain.pieces if piece.label != "№")


def _alone(draft: Draft, chain: Chain) -> bool:
    """Tell whether a chain is all that an entry holds: `Ф. 897`."""
    return not draft.text[draft.start : chain.start].strip() and chain.has("fund", "record_group")


def _parts(chain: Chain) -> list[dict[str, Any]]:
    """Return the fields of each file that a chain names, those of the first one whole."""
    parts: list[dict[str, Any]] = [{}]
    for piece in chain.pieces:
        kind = _FIELDS.get(piece.kind, piece.kind)
        if kind == "sheet":
            parts[-1].setdefault("sheets", []).extend(piece.sheets)
            continue
        if kind in parts[-1] or (kind in parts[0] and len(parts) > 1 and _above(kind, parts[-1])):
            parts.append({})
        _put_level(parts[-1], kind, piece)
        parts += [{kind: number} for number in piece.more]
    return parts


def _above(kind: str, part: dict[str, Any]) -> bool:
    order = ("fund", "series", "box", "folder", "file")
    if kind not in order:
        return False
    return any(below in part for below in order[order.index(kind) :])


def _put_level(fields: dict[str, Any], kind: str, piece: Piece) -> None:
    if kind == "extent":
        fields["total_sheets"] = piece.value
    elif kind == "code":
        fields["refcode"] = piece.value
    else:
        fields[kind] = piece.value
    if piece.kind == "own_file":
        fields["file_label"] = re.sub(r"\.\s*(?=\w)", ". ", piece.label.rstrip(".")) + (
            "." if "." in piece.label and not piece.label.endswith("№") else ""
        )
    if piece.suffix:
        fields["subseries"] = piece.suffix
    if piece.name:
        fields["fund_name" if kind == "fund" else f"{kind}_title"] = piece.name


def _keeper(draft: Draft, chain: Chain, lexicon: Lexicon) -> Keeper | None:
    """Find the archive before a chain, or after it where nothing stands before."""
    text = draft.text
    parted = list(_PARTED.finditer(text, draft.start, chain.start))
    start = parted[-1].end() if parted else draft.start
    if text[start : chain.start].strip(" .,;:–—-([«»"):
        if parted and chain.has("fund", "series", "file", "record_group", "code"):
            return find_keeper(text, start, chain.start, lexicon) or _named(
                text, start, chain.start, lexicon
            )
        if found := find_keeper(text, start, chain.start, lexicon):
            return found
    if found := _after(text, chain.end, draft.end, lexicon):
        return found
    if not parted and len(text[draft.start : chain.start].split()) <= 10:  # noqa: PLR2004
        return _named(text, draft.start, chain.start, lexicon)
    return None


def _after(text: str, start: int, end: int, lexicon: Lexicon) -> Keeper | None:
    """Find the archive that stands behind a place, be it after a reel or in brackets."""
    bracketed = _BRACKETED.match(text, start, end)
    if bracketed and is_keeper(bracketed["name"], lexicon):
        return read_keeper(text, *bracketed.span("name"), lexicon)
    while start < end and text[start] in " .,;)–—-/":
        start += 1
    end = _sentence(text, start, end)
    begins = [start, *(match.end() for match in re.compile(r",\s+").finditer(text, start, end))]
    for begin in begins:
        if is_keeper(text[begin:end].partition(",")[0], lexicon):
            return read_keeper(text, begin, end, lexicon)
    return None


def _named(text: str, start: int, end: int, lexicon: Lexicon) -> Keeper | None:
    """Take a whole part of the text for an archive's name, known or not."""
    while end > start and text[end - 1] in " .,;:|–—-([":
        end -= 1
    while start < end and text[start] in " .,;:–—-":
        start += 1
    return read_keeper(text, start, end, lexicon) if start < end else None


def _sentence(text: str, start: int, end: int) -> int:
    """Return where a name that begins at a place may end: before a full stop and a new sentence."""
    stop = re.compile(
        r"(?<=\w{3})\.\s+(?=[\[(A-ZА-Я])|\.?\s*$|[;(]\s*(?:дата|URL)|\.?\s+URL"
    ).search(text, start, end)
    return stop.start() if stop else end


def _put_around(draft: Draft, chain: Chain, keeper: Keeper | None, lexicon: Lexicon) -> None:
    """Set what stands before and after a chain: archive, document, notes."""
    head_end = chain.start
    if keeper:
        put_keeper(draft, keeper)
        _put_late_name(draft, keeper, chain.end, lexicon)
        if keeper.start < chain.start:
            head_end = keeper.start
    read_document(draft, draft.start, head_end, lexicon)
    after = chain.end
    if keeper and keeper.start >= chain.end:
        read_tail(draft, after, keeper.start, lexicon)
        _put_collection(draft, after, keeper.start)
        after = keeper.end
    elif keeper and (place := _PLACE.match(draft.text, after, draft.end)):
        _put_place(draft, place)
        after = place.end()
    read_tail(draft, after, draft.end, lexicon)


def _put_late_name(draft: Draft, keeper: Keeper, start: int, lexicon: Lexicon) -> None:
    """Set the abbreviation that stands in brackets at the end, `(далее – АП РК)` or bare."""
    later = rf"(?:(?:{lexicon.phrases['later']})(?!\w)[\s:–—-]*)?"
    found = re.compile(rf"\({later}(?P<name>[^()]+)\)", re.I).search(draft.text, start, draft.end)
    if found and keeper.full and not keeper.abbreviation and abbreviated(found["name"]):
        draft.put("abbr", found["name"].strip(), *found.span())


def _put_place(draft: Draft, place: re.Match[str]) -> None:
    """Set city and country that follow a place in brackets."""
    draft.claim(*place.span())
    draft.fields["place"] = place["place"]
    if place["country"]:
        draft.fields["country"] = place["country"]


def _put_collection(draft: Draft, start: int, end: int) -> None:
    """Set the collection that is named between a place and the archive."""
    for part in re.compile(r"[^,;]+").finditer(draft.text, start, end):
        if len(part[0].split()) > 1 and not any(draft.mask[part.start() : part.end()]):
            draft.put_text("collection", *part.span())


def put_keeper(draft: Draft, keeper: Keeper) -> None:
    """Set the archive of a draft."""
    fields = draft.fields
    fields["archive"] = keeper.full or None
    if keeper.abbreviation:
        fields["abbr"] = keeper.abbreviation
    if keeper.place:
        fields["place"] = keeper.place
    draft.claim(keeper.start, keeper.end)


def _read_unplaced(draft: Draft, lexicon: Lexicon) -> bool:
    """Read a document whose archive has no levels: private papers, an inventory number."""
    text = draft.text
    parted = _PARTED.search(text, draft.start, draft.end) or _NOTHING.match(text, draft.start)
    if not parted or _AREA.match(text, parted.end(), draft.end):
        return False
    end = _sentence(text, parted.end(), draft.end)
    if not is_keeper(text[parted.end() : end], lexicon) or _AREA.match(text, end + 1, draft.end):
        return False
    code = re.compile(
        r"\.?\s+(?P<code>[A-ZА-Я]{1,5}[- ]?\d[\w./-]*\w|\d+(?:-\d+){2,})\.?\s*$"
    ).match(text, end, draft.end)
    known = parted[0] and lexicon.archive_word.search(text, parted.end(), end)
    if not code and not known:
        return False
    put_keeper(draft, read_keeper(text, parted.end(), end, lexicon))
    if code:
        draft.put_text("refcode", *code.span("code"))
    read_document(draft, draft.start, parted.start(), lexicon)
    read_tail(draft, code.end() if code else end, draft.end, lexicon)
    return True
