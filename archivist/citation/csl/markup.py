"""What citeproc.js prints, HTML, as runs of styled text, mended where it is known to err."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser

from archivist.library.richtext import RichText, Run, web_link

_SPACES = re.compile(r"\s+")
_STOPS = re.compile(r"\.(?=\.)")
_BLOCKS = {"div", "p", "br"}
_NOTHING = re.compile(
    r"(?:\d+\. )?\[CSL STYLE ERROR: reference with no printed form\.\]|\[NO_PRINTED_FORM\]"
)
"""What citeproc.js says where a style prints nothing of a source."""


@lru_cache(maxsize=8192)
def read_markup(markup: str) -> RichText:
    """Return HTML of citeproc.js as runs: italic, bold, raised, links; other styles are dropped.

    Two faults are mended: several spaces in a row (before Kazakh initials) become one, and a full
    stop after a full stop goes, but an ellipsis stays.
    """
    reader = _Reader()
    reader.feed(_NOTHING.sub("", markup))
    reader.close()
    return _mended(reader.runs)


class _Reader(HTMLParser):
    """Collects runs; each open tag keeps what the style was before it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._style = Run(text="")
        self._before: list[tuple[str, Run]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take over the style that a tag asks for."""
        if tag in _BLOCKS:
            self._say(" ")
        if tag == "br":
            return
        self._before.append((tag, self._style))
        told = dict(attrs)
        if tag in {"i", "em"}:
            self._style = replace(self._style, italic=True)
        elif tag in {"b", "strong"}:
            self._style = replace(self._style, bold=True)
        elif tag == "sup":
            self._style = replace(self._style, superscript=True)
        elif tag == "a":
            self._style = replace(self._style, link=web_link(told.get("href") or ""))
        elif told.get("style") == "font-style:normal;":
            self._style = replace(self._style, italic=False)
        elif told.get("style") == "font-weight:normal;":
            self._style = replace(self._style, bold=False)

    def handle_endtag(self, tag: str) -> None:
        """Go back to the style before the tag."""
        if any(opened == tag for opened, _ in self._before):
            while self._before:
                opened, self._style = self._before.pop()
                if opened == tag:
                    break
        if tag in _BLOCKS:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        """Keep text in the present style."""
        self._say(data)

    def _say(self, text: str) -> None:
        if self.runs and replace(self.runs[-1], text="") == self._style:
            self.runs[-1] = replace(self.runs[-1], text=self.runs[-1].text + text)
        elif text:
            self.runs.append(replace(self._style, text=text))


def _mended(runs: list[Run]) -> RichText:
    """Draw spaces and doubled stops together, across the borders of runs, and trim both ends."""
    text = "".join(run.text for run in runs)
    dropped = {place for found in _SPACES.finditer(text) for place in range(*found.span())[:-1]}
    dropped |= {
        found.start()
        for found in _STOPS.finditer(text)
        if text[found.start() - 1 : found.start()] != "." and text[found.end() + 1 :][:1] != "."
    }
    trimmed = len(text) - len(text.lstrip()), len(text.rstrip())
    kept: list[Run] = []
    begin = 0
    for run in runs:
        letters = "".join(
            letter
            for place, letter in enumerate(run.text, begin)
            if place not in dropped and trimmed[0] <= place < trimmed[1]
        )
        begin += len(run.text)
        if letters:
            kept.append(replace(run, text=letters))
    return tuple(kept)
