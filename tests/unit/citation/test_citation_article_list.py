"""The reference list of a printed article (J. Nat. Acad. Legal Sci. Ukraine 28(3), 2021).

Its 22 entries come out of records letter for letter, with italics as `*…*` and web addresses as
`<…>`. Three slips of the printed list are mended: a space after a comma in 6, a stop after the
bracket in 18; 7 names an archive of which only the abbreviation is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citation_makers import ENGLISH, GOST, archive, filed, named, published, styles

from archivist.citation.listing import format_list
from archivist.library.people import Person, Role
from archivist.library.records import RecordKind
from archivist.library.richtext import plain

if TYPE_CHECKING:
    from archivist.library.records import Citable
    from archivist.library.richtext import RichText

AFP_RF = archive(1, en=("Archive of Foreign Policy of the Russian Federation", "AFP RF"))
AP_RK = archive(2, en=("Archive of the President of the Republic of Kazakhstan", "AP RK"))
AFP_RK = archive(3, en=("", "AFP RK"))
SAEKR = archive(4, en=("State archive of the East Kazakhstan region", "SAEKR"))
SANKR = archive(5, en=("State Archive of the North-Kazakhstan region", "SANKR"))

EXPECTED = """\
Abdakimov, A. (2010). *History of Kazakhstan* (Vol. 5). Almaty: Atamura.
Tsygankov, P.A. (Ed.). (2017). *Theory of international relations*. Moscow: Yurait Publishing House.
Tokayev, K.K. (2008). *Belasu*. Almaty: Daur.
Aitken, J. (2011). *Kazakhstan. Surprises and stereotypes*. Moscow: Khudozhestvennaya literature.
Archive of Foreign Policy of the Russian Federation (AFP RF). Fund-897, Series-4, File-13, \
pp. 59, 60, 63.
AFP RF. Fund-897, Series-3, File-21, pp. 157, 162.
AFP RK. Fund-5-H, Series-1, File-4798, p. 1.
Alibekov, A., Erbolatov, M., Zhanajdarov, S., Zhumabaev, S., Syzdykova, E., & Shackov, V. (2007). \
*Kazakhstan-Russian relations. Collection of documents and materials*. Moscow: Vega Publishing \
House.
AFP RF. Fund-897, Series-2, File-8, p. 81.
AFP RF. Fund-897, Series-6, File-10, p. 4.
Archive of the President of the Republic of Kazakhstan (AP RK). Fund-5-H, Series-1, File-5059, \
p. 21.
AFP RF. Fund-897, Series-4, File-13, p. 61.
State archive of the East Kazakhstan region (SAEKR). Fund-1425, Series-3, File-71, pp. 1-3.
Information of the Department of Tourism and external relations of the East Kazakhstan region. \
(2014). Retrieved from <https://www.gov.kz/memleket/entities/vko-tourest?lang=ru>.
AP RK. Fund-75-H, Series-1, File-468, pp. 2, 3.
Haydanka, Y. (2020). Urgent decentralization problems in the Czech Republic at a regional level: \
Political, administrative and sociological dimensions. *Public Policy and Administration*, 19(2), \
253-265.
Ermachkov, I.A., Vidishcheva, E.V., Mineeva, E.K., & Balanyuk, L.L. (2021). The temporary \
regulation on military censorship as a historical source. *Bylye Gody*, 16(2), 1008-1015.
State Archive of the North-Kazakhstan region (SANKR). Fund-669, Series-1, File-607, pp. 31-32.
Department of Economics of the North-Kazakhstan region. (2021). Retrieved from \
<https://www.gov.kz/memleket/entities/sko-uebp?lang=ru>.
Yensenov, K.A., Karasayev, G.M., Dyusen, S.Z., Naimanbayev, B.R., & Islamov, M.K. (2019). The \
model of interethnic accord in the Republic of Kazakhstan (1991-2018): Historical research aspect. \
*Analele Universitatii din Craiova – Seria Istorie*, 35(1), 79-92.
Buley, N.V., Bondaletov, V.V., Makushkin, S.A., Bondaletova, N.F., & Kozyrev, M.S. (2016). Public \
administration and municipal governance and its significance for a modern democratic society. \
*International Journal of Economics and Financial Issues*, 6(8 Special Issue), 220-224.
SANKR. Fund-669, Series-1, File-818, pp. 32-33.
""".splitlines()


def book(title: str, by: str, date: str, imprint: str, **more: str) -> Citable:
    place, _, publisher = imprint.partition(": ")
    facts = {"place": place, "publisher": publisher, "date": date, "language": "en", **more}
    return published(RecordKind.BOOK, title, by=by, **facts)


def article(title: str, by: str, date: str, journal: str, place: str) -> Citable:
    volume, issue, pages = place.split("|")
    facts = {"volume": volume, "issue": issue, "pages": pages, "language": "en"}
    return published(RecordKind.ARTICLE, title, by=by, date=date, container=journal, **facts)


SOURCES = [
    book("History of Kazakhstan", "Abdakimov, A.", "2010", "Almaty: Atamura", volume="5"),
    published(
        RecordKind.BOOK,
        "Theory of international relations",
        others=named(Role.EDITOR, "Tsygankov, P. A."),
        date="2017",
        place="Moscow",
        publisher="Yurait Publishing House",
        language="en",
    ),
    book("Belasu", "Tokayev, K. K.", "2008", "Almaty: Daur"),
    book(
        "Kazakhstan. Surprises and stereotypes",
        "Aitken, Jonathan",
        "2011",
        "Moscow: Khudozhestvennaya literature",
    ),
    filed(AFP_RF, "897/4/13", "59, 60, 63"),
    filed(AFP_RF, "897/3/21", "157,162"),
    filed(AFP_RK, "5-H/1/4798", "1"),
    book(
        "Kazakhstan-Russian relations. Collection of documents and materials",
        "Alibekov, A.; Erbolatov, M.; Zhanajdarov, S.; Zhumabaev, S.; Syzdykova, E.; Shackov, V.",
        "2007",
        "Moscow: Vega Publishing House",
    ),
    filed(AFP_RF, "897/2/8", "81"),
    filed(AFP_RF, "897/6/10", "4"),
    filed(AP_RK, "5-H/1/5059", "21"),
    filed(AFP_RF, "897/4/13", "61"),
    filed(SAEKR, "1425/3/71", "1–3"),
    published(
        RecordKind.WEB_PAGE,
        "Information of the Department of Tourism and external relations of the East Kazakhstan "
        "region",
        date="2014",
        url="https://www.gov.kz/memleket/entities/vko-tourest?lang=ru",
        accessed="2021-05-12",
        language="en",
    ),
    filed(AP_RK, "75-H/1/468", "2, 3"),
    article(
        "Urgent decentralization problems in the Czech Republic at a regional level: Political, "
        "administrative and sociological dimensions",
        "Haydanka, Y.",
        "2020",
        "Public Policy and Administration",
        "19|2|253–265",
    ),
    article(
        "The temporary regulation on military censorship as a historical source",
        "Ermachkov, I. A.; Vidishcheva, E. V.; Mineeva, E. K.; Balanyuk, L. L.",
        "2021",
        "Bylye Gody",
        "16|2|1008-1015",
    ),
    filed(SANKR, "669/1/607", "31-32"),
    published(
        RecordKind.WEB_PAGE,
        others=[Person(family="Department of Economics of the North-Kazakhstan region")],
        date="2021",
        url="https://www.gov.kz/memleket/entities/sko-uebp?lang=ru",
        language="en",
    ),
    article(
        "The model of interethnic accord in the Republic of Kazakhstan (1991-2018): Historical "
        "research aspect",
        "Yensenov, K. A.; Karasayev, G. M.; Dyusen, S. Z.; Naimanbayev, B. R.; Islamov, M. K.",
        "2019",
        "Analele Universitatii din Craiova – Seria Istorie",
        "35|1|79-92",
    ),
    article(
        "Public administration and municipal governance and its significance for a modern "
        "democratic society",
        "Buley, N. V.; Bondaletov, V. V.; Makushkin, S. A.; Bondaletova, N. F.; Kozyrev, M. S.",
        "2016",
        "International Journal of Economics and Financial Issues",
        "6|8 Special Issue|220-224",
    ),
    filed(SANKR, "669/1/818", "32-33"),
]


def markdown(text: RichText) -> str:
    pieces = []
    for run in text:
        piece = f"<{run.text}>" if run.link == run.text else run.text
        pieces.append(f"*{piece}*" if run.italic else piece)
    return "".join(pieces)


def test_the_printed_list_comes_out_letter_for_letter() -> None:
    assert [markdown(entry) for entry in format_list(SOURCES, styles()[ENGLISH])] == EXPECTED


def test_a_thousand_entries_take_less_than_a_second() -> None:
    import time  # noqa: PLC0415 - one test alone looks at the clock

    for style in (GOST, ENGLISH):
        begun = time.perf_counter()
        entries = format_list((SOURCES * 46)[:1000], styles()[style])
        assert time.perf_counter() - begun < 1
        assert len({plain(entry) for entry in entries}) >= len(SOURCES)
