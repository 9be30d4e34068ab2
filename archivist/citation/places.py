"""How a place in an archive is printed: levels of the hierarchy, sheets, further files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.citation.template import joined
from archivist.citation.transliteration import is_cyrillic, romanise
from archivist.library.references import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.citation.styles import Labels, Style
    from archivist.library.references import Level, Location, Sheet, Sheets, SheetSpan
    from archivist.library.values import LanguageCode

_LAST_STOP = re.compile(r"(?<=\d)\.$")
_OWN_WORDS = re.compile(r"[^\W\d_]{3,}\s")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Writes places in an archive: levels, sheets, further files."""

    style: Style
    labels: Labels
    language: LanguageCode

    def location(self, location: Location) -> str:
        """Return levels and sheets, then the further files or boxes with theirs."""
        between = self.style.archival.between
        text = self._part(location.levels, location.sheets, location.levels)
        for part in location.more:
            if part.levels:
                text += between.get(part.levels[0].kind, between["files"])
            text += self._part(part.levels, part.sheets, (*location.levels, *part.levels))
        return text

    def below(self, location: Location, above: int) -> str:
        """Return a place without so many of its highest levels, which the reader knows."""
        levels = location.levels
        return self._part(levels[above:], location.sheets, levels)

    def extent(self, sheets: str) -> str:
        """Return how many sheets a whole file has, "" when that is not known."""
        return self._say("extent", sheets) if sheets.isdecimal() else sheets

    def apart(self, levels: Sequence[Level]) -> tuple[Level, ...]:
        """Return the levels that templates print by name; below a fund there are none."""
        kinds = [level.kind for level in levels]
        fund = kinds.index(UnitKind.FUND) if UnitKind.FUND in kinds else len(kinds)
        return tuple(level for level in levels[:fund] if level.kind in self.style.archival.apart)

    def known(self, levels: Sequence[Level]) -> tuple[Level, ...]:
        """Return the levels without those of a copy's original where the style does not tell it."""
        kinds = [level.kind for level in levels]
        if UnitKind.ORIGINAL in kinds and UnitKind.ORIGINAL not in self.labels.forms:
            return tuple(levels[: kinds.index(UnitKind.ORIGINAL)])
        return tuple(levels)

    def level(self, level: Level, above: Sequence[str]) -> str:
        """Return a level with its label, which may depend on the levels above."""
        number = self.number(level)
        own = level.label
        if _OWN_WORDS.match(number):
            text = number
        elif own and not (self.labels.romanise and is_cyrillic(own)):
            first = own[0].upper() if self._form(level.kind, above)[:1].isupper() else own[0]
            text = f"{first}{own[1:]} {number}"
        else:
            label = self._form(level.kind, above).partition("{")[0].strip()
            if label.endswith(".") and number.casefold().startswith(label.casefold()):
                number = number[len(label) :].lstrip()
            text = self._say(level.kind, number, above)
        if level.volume:
            text += self._say("volume", self._latin(level.volume), (*above, level.kind))
        if level.name and level.kind in self.style.archival.names:
            text += self.style.archival.names[level.kind].replace("{}", level.name)
        return text

    def number(self, level: Level) -> str:
        """Return a level's number and the suffix of its sub-series in the script of the labels."""
        number = level.latin if level.latin and self.labels.romanise else self._latin(level.number)
        number = _LAST_STOP.sub("", number)
        return number + (self._say("suffix", self._latin(level.suffix)) if level.suffix else "")

    def sheets(self, sheets: Sheets, above: Sequence[str] = ()) -> str:
        """Return a list of sheets with its label: `Л. 1–3 об., 7`."""
        text = ", ".join(self._span(span, above) for span in sheets)
        names = ["sheet"]
        if len(sheets) > 1 or _end(sheets[0]) is not None:
            names.insert(0, "sheet_many")
        if any(_sided(span) for span in sheets):
            names.insert(0, "sheet_mixed")
        name = next((one for one in names if self._form(one, above)), "sheet")
        return self._say(name, text, above)

    def _part(self, levels: Sequence[Level], sheets: Sheets, chain: Sequence[Level]) -> str:
        between = self.style.archival.between
        apart = self.apart(chain)
        text = ""
        above: list[str] = [level.kind for level in chain if level not in levels]
        for level in levels:
            if level not in apart:
                pair = f"{above[-1]} {level.kind}" if above else ""
                sign = between.get(pair, between["levels"])
                text = joined([text, self.level(level, above)], sign)
            above.append(level.kind)
        return joined([text, self.sheets(sheets, above)], between["sheets"]) if sheets else text

    def _span(self, span: SheetSpan, above: Sequence[str]) -> str:
        first = self._sheet(span.first, above)
        if (end := _end(span)) is None:
            return first
        last = self._sheet(end, above, sided=span.first.verso)
        return f"{first}{self.labels.forms.get('dash', self.style.dash)}{last}"

    def _sheet(self, sheet: Sheet, above: Sequence[str], *, sided: bool = False) -> str:
        """Print a sheet; the end of a run is `sided` when its beginning names the side."""
        side = "verso" if sheet.verso else "recto" if sheet.recto or sided else ""
        return self._latin(sheet.number) + (self._form(side, above) if side else "")

    def _form(self, name: str, above: Sequence[str]) -> str:
        """Return a form: that for what lies below a certain kind of level, if there is one."""
        forms = self.labels.forms
        for kind in reversed(above):
            if (form := forms.get(f"{name} {kind}")) is not None:
                return form
        return forms.get(name, "")

    def _say(self, name: str, value: str, above: Sequence[str] = ()) -> str:
        return (self._form(name, above) or "{}").replace("{}", value)

    def _latin(self, number: str) -> str:
        scheme = self.labels.romanise
        return romanise(number, language=self.language, scheme=scheme) if scheme else number


def _end(span: SheetSpan) -> Sheet | None:
    """Return the end of a run of sheets; that of one sheet alone is none."""
    return None if span.last == span.first else span.last


def _sided(span: SheetSpan) -> bool:
    ends = [end for end in (span.first, span.last) if end is not None]
    return any(end.verso or end.recto for end in ends)
