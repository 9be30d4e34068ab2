"""Processors of citeproc.js: each holds one style in one language, in V8, kept warm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archivist.citation.csl.style_xml import prepared, read_style
from archivist.citation.csl.v8 import Scripts

if TYPE_CHECKING:
    from pathlib import Path

    from archivist.citation.csl.catalogue import CslStyles
    from archivist.library.values import LanguageCode

LOCALES = {
    "": "en-US",
    "en": "en-US",
    "ru": "ru-RU",
    "kk": "kk-KZ",
    "uk": "uk-UA",
    "zh": "zh-CN",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "it": "it-IT",
    "pl": "pl-PL",
    "tr": "tr-TR",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "cs": "cs-CZ",
    "pt": "pt-PT",
}
"""The locale of a language; our five are always at hand, for styles that follow each source."""

_ALWAYS = ("en-US", "ru-RU", "kk-KZ", "uk-UA", "zh-CN")
_PRINT_SECONDS = 60.0
"""A list of thousands on a slow machine; an edit takes a hundredth of it."""


class Processors:
    """Loads styles into citeproc.js and puts requests to them."""

    def __init__(self, script: Path, styles: CslStyles, seconds: float = _PRINT_SECONDS) -> None:
        """Take citeproc.js, beside which `driver.js` lies; nothing is started yet."""
        self._scripts = Scripts((script, script.with_name("driver.js")))
        self._styles = styles
        self._seconds = seconds
        self._generation = 0
        self._locales: set[str] = set()
        self._loaded: dict[str, tuple[str, str, str]] = {}

    def close(self) -> None:
        """Stop what runs and free V8."""
        self._scripts.close()

    def load(self, processor: str, name: str, xml: str, own: str, language: LanguageCode) -> None:
        """Make sure that a processor holds a style; `own` is the language that it insists on."""
        locale = LOCALES.get(language, language or "en-US")
        wanted = xml, own, locale
        if self._scripts.generation == self._generation and self._loaded.get(processor) == wanted:
            return
        text, layouts = prepared(read_style(f"{name}.csl", xml.encode()), own)
        self._bring({*_ALWAYS, locale, own, *layouts})
        self.ask("load", {"processor": processor, "xml": text, "locale": locale})
        self._loaded[processor] = wanted

    def ask(self, call: str, request: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Put a request to the driver and return its answer.

        Raises:
            ScriptError: when the style fails, or takes too long or too much memory.
            MissingProgramError: when citeproc.js or V8 is not there.
        """
        return self._scripts.call("archivist", call, request, self._seconds)

    def _bring(self, tags: set[str]) -> None:
        """Hand locales over that V8 does not have yet, under every name that may be asked for."""
        if self._scripts.generation != self._generation:
            self._locales.clear()
            self._loaded.clear()
        missing = tags - self._locales - {""}
        texts = {}
        for tag in missing:
            if text := self._styles.locale(LOCALES.get(tag, tag)):
                texts[tag] = texts[LOCALES.get(tag, tag)] = text
        if texts or not self._locales:
            self.ask("locales", {"locales": texts})
            self._generation = self._scripts.generation
            self._locales |= missing
