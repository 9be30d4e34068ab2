"""Which of our styles each name of an expected string means, in every section of a case file."""

from __future__ import annotations

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
