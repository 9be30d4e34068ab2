"""Which of our styles each name of an expected string means, in every section of a case file."""

from __future__ import annotations

from enum import Enum

PUBLISHED = {
    "gost_r_7_0_5": "gost-r-7.0.5-2008",
    "gost_7_1_2003": "gost-7.1-2003",
    "gost_r_7_0_100_2018": "gost-r-7.0.100-2018",
    "dstu_8302_2015": "dstu-8302-2015",
    "dstu_gost_7_1_2006": "dstu-gost-7.1-2006",
    "vak_ukraine_2010": "vak-ukraine-2010",
    "vak_2010": "vak-ukraine-2010",
    "kk_thesis": "kk-thesis",
    "kk_gost": "kk-thesis",
    "e_history": "e-history-author-date",
    "apa_kz": "kz-english",
    "apa7": "kz-english",
    "en_kz": "kz-english",
}
"""Published sources. `apa7` is the APA of Kazakhstan's journals: initials closed up, pages with a
hyphen; the manual's own form is what a CSL engine makes."""


class Mentioned(Enum):
    """Which form of a style is meant: a first mention, a later one, the place alone, a list's."""

    FIRST = "first"
    LATER = "later"
    PLACE = "place"
    LISTED = "listed"
    COLLECTED = "collected"


_FIRST, _LATER, _PLACE = Mentioned.FIRST, Mentioned.LATER, Mentioned.PLACE

_ARCHIVAL = {
    "gost_r_7_0_5": ("gost-r-7.0.5-2008", _LATER),
    "gost_r_7_0_5_2008": ("gost-r-7.0.5-2008", _LATER),
    **dict.fromkeys(
        (f"gost_r_7_0_5_{end}" for end in ("title_after", "title_last", "place_first", "alt")),
        ("gost-r-7.0.5-2008-place-first", _LATER),
    ),
    "gost_7_1_2003": ("gost-7.1-2003", _LATER),
    "gost_7_1_2003_dash": ("gost-7.1-2003", _LATER),
    "gost_r_7_0_100_2018": ("gost-r-7.0.100-2018", _LATER),
    "en_kz": ("kz-english", _LATER),
    "en_slavic": ("english-slavic", _LATER),
    "en_folio": ("english-folios", _LATER),
    "en_folios": ("english-folios", _LATER),
    "en_words": ("english-words", _LATER),
    "en_inventory": ("english-words", _LATER),
    "en_full_words": ("english-words", _LATER),
    "slash": ("slash", _LATER),
    "slash_shorthand": ("slash", _LATER),
    "en_slash": ("slash", _LATER),
    "chicago17": ("chicago-17-notes", _FIRST),
    "chicago17_note": ("chicago-17-notes", _FIRST),
    "chicago17_bibliography": ("chicago-17-notes", Mentioned.LISTED),
    "turabian": ("turabian-notes", _FIRST),
    "turabian_note": ("turabian-notes", _FIRST),
    "turabian_bibliography": ("turabian-notes", Mentioned.LISTED),
    "apa7": ("apa-7", _FIRST),
    "mla9": ("mla-9", _FIRST),
    "iso690": ("iso-690-2021", _FIRST),
    "iso690_2021": ("iso-690-2021", _FIRST),
    "kk": ("kk-thesis", _LATER),
    "kk_thesis": ("kk-thesis", _LATER),
    "kk_prefix": ("kk-thesis-prefix", _LATER),
    "kk_thesis_prefix": ("kk-thesis-prefix", _LATER),
    "dstu_8302": ("dstu-8302-2015", _FIRST),
    "dstu_8302_2015": ("dstu-8302-2015", _FIRST),
    "dstu_8302_2015_with_note": ("dstu-8302-2015-shortened", _FIRST),
    "dstu_gost_7_1": ("dstu-gost-7.1-2006", _FIRST),
    "dstu_gost_7_1_2006": ("dstu-gost-7.1-2006", _FIRST),
    "uk_vak": ("vak-ukraine-2010", _FIRST),
    "uk_vak_2010": ("vak-ukraine-2010", _FIRST),
    "vak_2010": ("vak-ukraine-2010", _FIRST),
    "gbt_7714": ("gbt-7714-2015", _FIRST),
    "gbt_7714_2015": ("gbt-7714-2015", _FIRST),
    "zh_history": ("china-history-notes", _FIRST),
    "zh_history_footnote": ("china-history-notes", _FIRST),
    "tna": ("tna", _FIRST),
    "tna_catalogue_ref": ("tna-catalogue", _LATER),
    "nara": ("nara", _FIRST),
    "nara_note": ("nara", _FIRST),
    "e_history": ("e-history-author-date", _LATER),
}
"""Documents in archives: the style, and its form where the name does not end with one of these."""

_ENDINGS = {
    **dict.fromkeys(("first", "full", "long"), _FIRST),
    **dict.fromkeys(("repeat", "later", "short", "subsequent", "abbr"), _LATER),
    **dict.fromkeys(("locator_only", "locator", "place"), _PLACE),
    **dict.fromkeys(("bibliography", "list"), Mentioned.LISTED),
    **dict.fromkeys(
        ("collection", "several", "bibliography_collection", "bibliography_several"),
        Mentioned.COLLECTED,
    ),
    **dict.fromkeys(("", "note", "footnote", "reference", "variant", "shorthand"), None),
}


def archival_form(name: str) -> tuple[str, Mentioned] | None:
    """Return the style, and which of its forms, that a name in a case file means."""
    words = name.split("_")
    for length in range(len(words), 0, -1):
        known = _ARCHIVAL.get("_".join(words[:length]))
        ending = "_".join(words[length:])
        if known and ending in _ENDINGS:
            return known[0], _ENDINGS[ending] or known[1]
    return None
