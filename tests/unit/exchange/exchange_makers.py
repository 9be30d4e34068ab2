"""A printed document with a little of everything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archivist.library.printed import (
    Abbreviations,
    Entry,
    EntryGroup,
    EntryList,
    Heading,
    Paragraph,
    Printed,
    anchor,
)
from archivist.library.richtext import Run
from archivist.library.values import RU, SourceId

ONE, TWO = SourceId(12), SourceId(7)
URL = "https://www.gov.kz/?lang=ru&page=1"


def everything() -> Printed:
    """Headings, styled words, a mark of two sources, an entry with an address."""
    return Printed(
        title="Граница & колодцы",
        name="Граница & колодцы",
        language=RU,
        locale="ru-RU",
        blocks=(
            Heading(text="Введение <1>", level=1),
            Paragraph(
                text=(
                    Run(text="Слова "),
                    Run(text="курсивом", italic=True),
                    Run(text=" и "),
                    Run(text="жирным", bold=True),
                    Run(text=" ["),
                    Run(text="1", link=f"#{anchor(ONE)}"),
                    Run(text=", л. 61; "),
                    Run(text="2", link=f"#{anchor(TWO)}"),
                    Run(text="]."),
                )
            ),
            Heading(text="Часть", level=2),
            Heading(text="Глубже", level=3),
            Paragraph(text=(Run(text="Конец\x0b."),)),
        ),
        lists=(listed("СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ"),),
        modified=dt.datetime(2026, 11, 20, 13, 5, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    )


def listed(heading: str) -> EntryList:
    """A list without sections: a file of an archive, and a book with an address."""
    entries = (
        Entry(number=1, source_id=ONE, text=(Run(text="АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."),)),
        Entry(
            number=2,
            source_id=TWO,
            text=(
                Run(text="Токаев К. К. "),
                Run(text="Беласу", italic=True),
                Run(text=". URL: "),
                Run(text=URL, link=URL),
                Run(text="."),
            ),
        ),
    )
    return EntryList(heading=heading, groups=(EntryGroup(entries=entries),))


def thesis() -> Printed:
    """Footnotes, a list in sections, a list in Latin script, abbreviations."""
    note = (Run(text="АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21. URL: "), Run(text=URL, link=URL))
    first, second = listed("").entries
    third = replace(first, number=3, source_id=SourceId(30))
    return Printed(
        title="Граница",
        name="Граница",
        language=RU,
        locale="ru-RU",
        blocks=(
            Heading(text="Введение", level=1),
            Paragraph(
                text=(
                    Run(text="Сказано"),
                    Run(text="1", superscript=True, link="#note_1", note=note),
                    Run(text=" и ещё"),
                    Run(text="2", superscript=True, link="#note_2", note=(Run(text="Там же."),)),
                    Run(text=", и 10"),
                    Run(text="5", superscript=True, link=f"#{anchor(ONE)}"),
                    Run(text="."),
                )
            ),
        ),
        notes_heading="ПРИМЕЧАНИЯ",
        lists=(
            EntryList(
                heading="СПИСОК",
                groups=(
                    EntryGroup(heading="Архивы", entries=(first,)),
                    EntryGroup(heading="Литература", entries=(second, third)),
                ),
            ),
            EntryList(
                heading="REFERENCES",
                groups=(EntryGroup(entries=(replace(first, text=(Run(text="AP RK."),)),)),),
                number="",
                cited=False,
            ),
            Abbreviations(
                heading="СОКРАЩЕНИЯ",
                rows=(
                    ("АП РК", "Архив Президента Республики Казахстан"),
                    ("ЦГА РК", "Центральный государственный архив Республики Казахстан"),
                ),
            ),
        ),
        modified=dt.datetime(2026, 11, 20, 8, 5, tzinfo=dt.UTC),
    )
