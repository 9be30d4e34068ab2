"""A printed document with a little of everything."""

from __future__ import annotations

import datetime as dt

from archivist.library.printed import Entry, Heading, Paragraph, Printed, anchor
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
        heading="СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ",
        entries=(
            Entry(
                number=1, source_id=ONE, text=(Run(text="АП РК. Ф. 5-Н. Оп. 1. Д. 5059. Л. 21."),)
            ),
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
        ),
        modified=dt.datetime(2026, 11, 20, 13, 5, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    )
