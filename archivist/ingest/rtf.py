"""Reads rich text (RTF): letters in the encodings of its fonts, notes, title and author.

Groups may lie in each other as deep as they like: they are counted, not followed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.errors import UnreadableFileError
from archivist.ingest.encodings import repaired
from archivist.ingest.paging import normal_lines
from archivist.ingest.reader import Facts
from archivist.ingest.rtfwords import CHARSETS, HIDDEN, SHOWN, SIGNS
from archivist.ingest.textpages import Part, TextPages, one_line, read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)|\\",
    re.S,
)
_HALVES = range(0xD800, 0xE000)
_WESTERN = (0xC0, 0xFF)
_TOP = 0x10000
_CYRILLIC = re.compile("[\u0400-\u052f]")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: where its text goes, and how its letters are read.

    `target` is "text", "note", "fonts", "title", "author", "created" or "" for nowhere.
    """

    target: str = "text"
    encoding: str = ""
    fallback: int = 1
    hidden: bool = False


class RtfReader(TextPages):
    """A rich text; its pages are those that its author began, or chunks of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "a rich text document")
        self._told = _RichText(read_limited(path)).told()
        if not self._told["text"].strip():
            raise UnreadableFileError(path.name, "it holds no text")

    def parts(self) -> Iterator[Part]:
        """Yield the text."""
        yield Part(text=self._told["text"])

    def facts(self) -> Facts:
        """Return title, author and day of making as the document tells them."""
        author = one_line(self._told["author"])
        return Facts(
            title=one_line(self._told["title"]),
            creators=tuple(filter(None, map(str.strip, author.split(";")))),
            date=self._told["created"],
        )


class _RichText:
    """The marks of one document, taken one by one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._state = _State()
        self._states: list[_State] = []
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._first_font = -1
        self._begun = self._starred = False
        self._western = False  # Western letters were told by their numbers: they are what they are
        self._skip = 0
        self._bytes = bytearray()
        self._found: dict[str, list[str]] = {"text": [], "note": [], "title": [], "author": []}
        self._notes: list[str] = []
        self._count = 0
        self._day = {"yr": 0, "mo": 0, "dy": 0}

    def told(self) -> dict[str, str]:
        """Return what the document holds: text, title, author and day of making."""
        at = 0
        while token := _TOKEN.match(self._data, at):
            at = token.end()
            word, number, byte, sign, brace, letters = token.groups()
            if word == b"bin":
                at += max(0, int(number or 0))
            elif word:
                self._word(word.decode("ascii"), None if number is None else int(number))
            elif brace:
                self._brace(brace)
            elif byte or letters:
                self._letters(bytes.fromhex(byte.decode()) if byte else letters)
            elif sign == b"*":
                self._starred = True
            elif sign:
                self._sign(sign.decode("latin-1"))
        self._flush()
        self._end_page()
        year, month, day = self._day.values()
        created = f"{year:04}-{month:02}-{day:02}" if year and month and day else ""
        return {
            **{name: self._mended("".join(pieces)) for name, pieces in self._found.items()},
            "created": created,
        }

    def _mended(self, text: str) -> str:
        """Join letters that came in two halves, and read Cyrillic that fonts called Western."""
        if any(ord(letter) in _HALVES for letter in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = normal_lines(text)
        return text if self._western or _CYRILLIC.search(text) else repaired(text)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skip = 0
        if brace == b"{":
            self._states.append(self._state)
            self._begun, self._starred = True, False
            return
        if self._states:
            before, self._state = self._state, self._states.pop()
            if before.target == "note" and self._state.target != "note":
                self._end_note()

    def _word(self, word: str, number: int | None) -> None:
        begun, self._begun = self._begun, False
        if self._skip and word != "u":
            self._skip -= 1
            return
        if begun or self._starred:
            starred, self._starred = self._starred, False
            if self._opens(word, starred=starred):
                return
        if word in SIGNS:
            self._sign(SIGNS[word], known=True)
        elif word == "u" and number is not None:
            self._letter(number)
        else:
            self._manner(word, number)

    def _opens(self, word: str, *, starred: bool) -> bool:
        """Tell whether a word opens a group of its own kind, and go there."""
        targets = {"fonttbl": "fonts", "title": "title", "author": "author", "creatim": "created"}
        if word in targets:
            self._go(targets[word])
        elif word == "info":  # its groups have names of their own
            self._go("")
        elif word == "footnote" and self._state.target == "text":
            self._count += 1
            self._flush()
            self._found["text"].append(f"[{self._count}]")
            self._go("note")
        elif word in HIDDEN or (starred and word not in SHOWN):
            self._go("")
        else:
            return False
        return True

    def _go(self, target: str) -> None:
        self._flush()
        # Within what is passed over only the description of the document has something to say.
        self._state = replace(self._state, target=target)

    def _manner(self, word: str, number: int | None) -> None:
        """Take a word that says how what follows is to be read."""
        if word == "f" and number is not None:
            self._flush()
            self._font = number
            encoding = self._fonts.get(number, "")
            self._state = replace(self._state, encoding=encoding)
        elif word == "fcharset" and self._state.target == "fonts":
            self._fonts[self._font] = CHARSETS.get(number or 0, "")
        elif word == "ansicpg" and number:
            self._default = _known(f"cp{number}") or self._default
        elif word in {"mac", "pc", "pca"}:
            self._default = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "uc":
            self._state = replace(self._state, fallback=max(0, number or 0))
        elif word in {"v", "deleted"}:
            self._flush()
            self._state = replace(self._state, hidden=number != 0)
        elif word == "plain":
            self._flush()
            self._state = replace(self._state, hidden=False, encoding=self._of_default_font())
        elif word == "deff" and number is not None:
            self._first_font = number
        elif word in self._day and self._state.target == "created":
            self._day[word] = number or 0

    def _of_default_font(self) -> str:
        return self._fonts.get(self._first_font, "")

    def _letters(self, letters: bytes) -> None:
        self._begun = False
        if self._skip:
            passed = min(self._skip, len(letters))
            self._skip -= passed
            letters = letters[passed:]
        if self._is_heard():
            self._bytes += letters

    def _letter(self, number: int) -> None:
        """Take a letter of Unicode; so many signs after it stand for it in old programs."""
        self._flush()
        self._skip = self._state.fallback
        if self._is_heard() and abs(number) < _TOP:
            self._western |= _WESTERN[0] <= number <= _WESTERN[1]
            self._found[self._state.target].append(chr(number % _TOP))

    def _sign(self, sign: str, *, known: bool = False) -> None:
        if self._skip:
            self._skip -= 1
            return
        text = sign if known else SIGNS.get(sign, "")
        self._flush()
        if not self._is_heard() or not text:
            return
        if text == "\f" and self._state.target == "text":
            self._end_page()
        self._found[self._state.target].append(text)

    def _is_heard(self) -> bool:
        return self._state.target in self._found and not self._state.hidden

    def _flush(self) -> None:
        """Read the bytes that have gathered, in the encoding that held for them."""
        if self._bytes:
            encoding = self._state.encoding or self._of_default_font() or self._default
            text = self._bytes.decode(encoding, "replace")
            self._found[self._state.target].append(text)
            self._bytes.clear()

    def _end_note(self) -> None:
        note = one_line("".join(self._found["note"]))
        self._notes.append(f"[{self._count}] {note}")
        self._found["note"].clear()

    def _end_page(self) -> None:
        """Put the notes of a page at its end."""
        if self._notes:
            self._found["text"].append("\n\n" + "\n".join(self._notes))
            self._notes.clear()


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return {"cp10007": "mac-cyrillic", "cp65001": "utf-8"}.get(encoding, "")
