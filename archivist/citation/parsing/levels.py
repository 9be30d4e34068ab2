"""The grammar of labels: `Ф. 897. Оп. 4`, `64-қор`, `Fund-897`, told apart by their neighbours.

A chain is a run of labels with their values and nothing but separators between. Its language is
the one that knows most of its labels; a label of several meanings takes the one that keeps the
order of an archive's levels (`П.` before a file is a folder, after it a sheet).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archivist.citation.parsing.lexicon import label_key
from archivist.citation.parsing.text import one_script
from archivist.errors import ParseError
from archivist.library.references import parse_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archivist.citation.parsing.lexicon import Lexicon, Meaning
    from archivist.citation.parsing.text import Draft
    from archivist.library.references import Sheet

_RANK = {
    "record_group": 0,
    "fund": 0,
    "code": 0,
    "series": 1,
    "entry": 1,
    "box": 2,
    "folder": 2,
    "file": 3,
    "own_file": 3,
    "piece": 3,
    "item": 4,
    "volume": 4,
    "sheet": 5,
    "page": 5,
}
_MOST_LABELS = 100
"""No reference has more; what a heap of junk has is left over."""

_NEVER_FIRST = {"№", "о", "o"}
"""What is a label only after another one."""

_CAPITALS = "A-ZА-ЯЁІЇЄҚҒҢӨҰҮҺ"
_SMALL = "a-zа-яёіїєқғңөұүһ"
_NUMBER = re.compile(
    rf"(?:[{_CAPITALS}]{{1,4}}[-–.\s]?(?=\d)|[{_SMALL}]-(?=\d))?\d+(?:[./]\d+)*"
    rf"(?:[-–][{_CAPITALS}{_SMALL}]{{1,3}}(?!\w)|[-–]\d+(?![-–]?[\w])|[{_SMALL}{_CAPITALS}](?!\w))?"
    rf"|[IVXLC]{{2,}}(?!\w)"
)
_CODE = re.compile(r"[\w./-]*\w")
_VERSO = (
    r"(?:оборот(?:ы|ная)?|\((?:об|оборот|зв|ob|v|verso)\.?\)"
    r"|(?:об|зв|ob|zv|verso|vo|v)(?![^\W\d_])\.?|сырты|背面)"
)
_LONG_VERSO = re.compile(r"оборот(?:ы|ная)?|(?<=[\d\s])zv(?!\w)", re.IGNORECASE)
_AND_VERSO = re.compile(r",\s?(?:об|зв|ob)\.?(?!\w)")
_WITH_VERSO = re.compile(r"\s\(?с\sоб(?:оротами|оротом|\.)\)?")
_ATOM = rf"\d+(?:\s?{_VERSO}|\s?(?:recto|r)(?!\w)|[{_SMALL}](?!\w))?(?:\s?{_VERSO})?"
_AND = r"(?:и|та|і|й|and|және|&)"
SHEET_LIST = re.compile(
    rf"(?:{_ATOM})(?:\s*[-‐‑–—]+\s*(?={_ATOM})(?:{_ATOM})|\s*[,;、，]\s*(?=\d)(?:{_ATOM})"
    rf"|\s+{_AND}\s+(?:{_VERSO}|{_ATOM})|,\s?{_VERSO}|\s\(?с\sоб(?:оротами|оротом|\.)\)?)*",
    re.IGNORECASE,
)
_SIDED = re.compile(r"\d+[rv](?!\w)")
"""A number with its side, as only sheets have one."""

_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]{2,})\s+$")
_LETTERED = re.compile(rf"[{_CAPITALS}]{{2,4}}(?=[.,]\s?\w{{1,3}}\.\s?\d)")
_SPACED = re.compile(rf"\s[{_CAPITALS}](?=[.,;](?!\s?[\d№]))")
_YEARS = re.compile(r",?\s*\(?(\d{4}(?:[–-]\d{4})?\s?гг?\.)\)?")
_BEHIND = re.compile(r"\s*(?:сырты|об\.?|зв\.?)(?!\w)")
_GAP = re.compile(r"[\s.,;:|()，。：·–—-]*(?:(?:и|та|and)\s+)?")
_BRACKETED = re.compile(r"\s*\(([^()]{1,120})\)")
_NAMED = re.compile(rf"\.?\s+([«“\"{_CAPITALS}][^.;()\d]{{2,90}}?)(?=[.,;]\s)")
_MORE_FILES = re.compile(rf"\s*(?:,|\s{_AND}\s)\s*(\d+[{_SMALL}]?)(?![\w/]|\.\d|\s*[-–])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A label with its value; `names` is a fund's name in brackets, `more` further files."""

    kind: str
    label: str
    value: str
    start: int
    end: int
    sheets: tuple[dict[str, Any], ...] = ()
    suffix: str = ""
    name: str = ""
    more: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Chain:
    """Pieces one after the other."""

    language: str
    pieces: list[Piece] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @property
    def start(self) -> int:
        """Where the first label begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.pieces[-1].end

    def has(self, *kinds: str) -> bool:
        """Tell whether there is a piece of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)

    def add(self, piece: Piece) -> None:
        """Put a piece at the end."""
        self.pieces.append(piece)
        self.kinds.add(piece.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Label:
    """A label found in the text; behind its number (`64-қор`), `value` is what stands before."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
    value: tuple[int, int] | None = None

    def may_be(self, *kinds: str) -> bool:
        """Tell whether the label has one of the kinds among its meanings."""
        return any(meaning.kind in kinds for meaning in self.meanings)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Later:
    """What labels follow one: any at all, and any of a file."""

    files: bool
    any: bool


def chains_of(draft: Draft, lexicon: Lexicon, *, open_ended: bool = False) -> tuple[Chain, ...]:
    """Return the chains of an entry, found once."""
    if open_ended not in draft.chains:
        draft.chains[open_ended] = find_chains(draft.text, lexicon, open_ended=open_ended)
    found: tuple[Chain, ...] = draft.chains[open_ended]
    return found


def find_chains(text: str, lexicon: Lexicon, *, open_ended: bool = False) -> tuple[Chain, ...]:
    """Return all chains of labels in a text; `open_ended` is for what follows an “ibid.”."""
    text = one_script(text)
    labels = sorted(
        (*_before(text, lexicon), *_after(text, lexicon)), key=lambda one: (one.start, -one.end)
    )[:_MOST_LABELS]
    language = _language(text, labels)
    chains: list[Chain] = []
    done = 0
    files = max(
        (at for at, label in enumerate(labels) if label.may_be("file", "own_file")), default=-1
    )
    for at, label in enumerate(labels):
        if label.start < done:
            continue
        chain = chains[-1] if chains else None
        if chain and not _follows(text, chain.end, label.start):
            chain = None
        if chain is None and label.text.casefold() in _NEVER_FIRST:
            continue
        later = _Later(files=at < files, any=at + 1 < len(labels))
        kind = _kind(label, language, chain, later, open_ended=open_ended)
        if kind == "fund" and label.may_be("sheet") and _SIDED.match(text, label.end):
            kind = "sheet"
        piece = _piece(text, label, kind, lexicon)
        if piece is None or (chain and _is_heading(text, piece, chain)):
            continue
        if chain is None:
            chain = Chain(language=language)
            chains.append(chain)
        chain.add(piece)
        done = piece.end
    return tuple(chains)


def sheet_fields(text: str) -> tuple[dict[str, Any], ...]:
    """Return a list of sheets as JSON tells it; () when it is none."""
    try:
        text = _WITH_VERSO.sub(" об.", _AND_VERSO.sub(" и об.", text))
        spans = parse_sheets(_LONG_VERSO.sub("об", text))
    except ParseError:
        return ()
    return tuple(
        {**_sheet("from", span.first), **(_sheet("to", span.last) if span.last else {})}
        for span in spans
    )


def _sheet(end: str, sheet: Sheet) -> dict[str, Any]:
    sides = {f"{end}_verso": sheet.verso, f"{end}_recto": sheet.recto}
    return {end: sheet.number, **{side: True for side, there in sides.items() if there}}


def _before(text: str, lexicon: Lexicon) -> Iterator[_Label]:
    for match in lexicon.before_words.finditer(text):
        meanings = lexicon.before.get(label_key(match["label"]), ())
        if not meanings or not _begins(text, match.start(), meanings):
            continue
        if _NUMBER.match(text, match.end()) or _opens_value(text, match.end(), meanings):
            yield _Label(
                start=match.start(), end=match.end(), text=match["label"], meanings=meanings
            )


def _opens_value(text: str, at: int, meanings: Sequence[Meaning]) -> bool:
    """Tell whether what is no number may be a value: `第5页`, the fund `ВУА`."""
    if text[at] == "第":
        return True
    return meanings[0].kind == "fund" and _LETTERED.match(text, at) is not None


def _begins(text: str, at: int, meanings: Sequence[Meaning]) -> bool:
    """Tell whether a label may begin here: not in the midst of words (`Central Decimal File 5`).

    The first label may follow an archive's abbreviation or, for a fund, its name.
    """
    word = _LAST_WORD.search(text, max(0, at - 40), at)
    if word is None or {"fund", "record_group", "microfilm"} & {one.kind for one in meanings}:
        return True
    return word["word"].isupper() or word["word"].casefold() in {"и", "та", "and", "microfilm"}


def _after(text: str, lexicon: Lexicon) -> Iterator[_Label]:
    pattern = re.compile(
        rf"\s?[-‑–]?\s?(?P<label>{lexicon.after_words})(?![^\W\d_])\.?", re.IGNORECASE
    )
    at = 0
    values = re.compile(
        rf"(?<![\w/])(?:{SHEET_LIST.pattern}|[{_CAPITALS}]{{1,3}}-\d+)", re.IGNORECASE
    )
    number = re.compile(
        rf"(?:[{_CAPITALS}]{{1,3}}-)?\d+(?:-[{_CAPITALS}]{{1,2}})?(?:\s?[{_SMALL}]{{1,3}})?"
    )
    while value := values.search(text, at):
        at = value.end()
        for shape in (value, number.match(text, value.start())):
            label = pattern.match(text, shape.end()) if shape else None
            if (
                shape
                and label
                and (
                    len(label["label"]) > 1
                    or "-" in label[0]
                    or "‑" in label[0]
                    or label["label"] in "页頁б"
                )
            ):
                behind = _BEHIND.match(text, label.end())
                at = behind.end() if behind else label.end()
                yield _Label(
                    start=shape.start(),
                    end=at,
                    text=label["label"],
                    meanings=lexicon.after[label_key(label["label"])],
                    value=shape.span(),
                )
                break


def _language(text: str, labels: Sequence[_Label]) -> str:
    votes: Counter[str] = Counter(
        language for label in labels for language in {one.language for one in label.meanings}
    )
    for sign, language in (("ұқғңөү", "kk"), ("їєґ", "uk")):
        if any(letter in sign for letter in text.casefold()):
            votes[language] += votes[language] > 0  # a hint, never a vote of its own
    order = ("ru", "uk", "kk", "en", "zh")
    return max(order, key=lambda one: (votes[one], -order.index(one)))


def _kind(
    label: _Label, language: str, chain: Chain | None, later: _Later, *, open_ended: bool
) -> str:
    kinds = [one.kind for one in label.meanings if one.language == language]
    kinds = kinds or [one.kind for one in label.meanings]
    if "fund" in kinds and "sheet" in kinds:
        inside = chain is not None and chain.has("fund", "letter_code", "file", "piece")
        return "sheet" if inside or (open_ended and not later.any) else "fund"
    if "sheet" in kinds and {"folder", "box"} & set(kinds):
        return "folder" if later.files and chain is not None else "sheet"
    if kinds[0] == "folder" and language != "en" and not later.files:
        below = open_ended or (chain is not None and chain.has("file", "own_file"))
        return "sheet" if below else "folder"
    return kinds[0]


def _is_heading(text: str, piece: Piece, chain: Chain) -> bool:
    """Tell the name of a collection from a further fund (`…, Fond 89: Communist Party`)."""
    return piece.kind == "fund" and chain.has("fund") and text[piece.end : piece.end + 1] == ":"


def _follows(text: str, end: int, start: int) -> bool:
    gap = _GAP.match(text, end, start)
    return gap is not None and gap.end() == start


def _piece(text: str, label: _Label, kind: str, lexicon: Lexicon) -> Piece | None:
    if label.value is not None:
        value = text[slice(*label.value)]
        behind = " об." if _BEHIND.search(text, label.value[1], label.end) else ""
        sheets = sheet_fields(value + behind) if kind in {"sheet", "page"} else ()
        suffix = _suffix(value, lexicon) if kind == "series" else ""
        value = value.removesuffix(suffix).strip()
        return Piece(
            kind=kind,
            label=label.text,
            value=value,
            start=label.start,
            end=label.end,
            sheets=sheets,
            suffix=suffix,
        )
    if kind in {"sheet", "page"}:
        return _sheets_piece(text, label, kind)
    return _level_piece(text, label, kind, lexicon)


def _sheets_piece(text: str, label: _Label, kind: str) -> Piece | None:
    found = SHEET_LIST.match(text, label.end)
    sheets = sheet_fields(found[0]) if found else ()
    if not found or not sheets:
        return None
    end = found.end()
    if text[end : end + 1] in {"页", "頁"}:
        end += 1
    return Piece(
        kind=kind, label=label.text, value=found[0], start=label.start, end=end, sheets=sheets
    )


def _level_piece(text: str, label: _Label, kind: str, lexicon: Lexicon) -> Piece | None:
    found = (_CODE if kind == "code" else _NUMBER).match(text, label.end)
    if kind == "fund":
        found = found or _LETTERED.match(text, label.end)
    if not found:
        return None
    end, suffix, name = found.end(), "", ""
    more: list[str] = []
    if kind == "series" and (added := _added_suffix(text, end, lexicon)):
        suffix, end = added[1], added.end()
    if kind == "series" and (years := _YEARS.match(text, end)):
        name, end = years[1], years.end()
    letter = _SPACED.match(text, end) if kind == "fund" else None
    end = letter.end() if letter else end
    bracketed = _BRACKETED.match(text, end) if kind in {"fund", "series", "file"} else None
    if bracketed and not lexicon.before_words.match(text, bracketed.start(1)):
        name, end = bracketed[1].strip(), bracketed.end()
    elif kind == "fund" and (named := _NAMED.match(text, end)):
        following = _GAP.match(text, named.end())
        if following and lexicon.before_words.match(text, following.end()):
            name, end = named[1].strip(' «»“”"'), named.end()
    while kind in {"file", "own_file"} and (another := _MORE_FILES.match(text, end)):
        more.append(another[1])
        end = another.end()
    return Piece(
        kind=kind,
        label=label.text,
        value=f"{found[0]}{letter[0] if letter else ''}".rstrip(),
        start=label.start,
        end=end,
        suffix=suffix,
        name=name,
        more=tuple(more),
    )


def _added_suffix(text: str, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    return re.compile(
        rf"\s?({lexicon.phrases['subseries']})(?!\w)(?!\.?\s?\d)", re.IGNORECASE
    ).match(text, end)


def _suffix(value: str, lexicon: Lexicon) -> str:
    words = value.split()
    return words[-1] if len(words) > 1 and words[-1] in lexicon.words["subseries"] else ""
