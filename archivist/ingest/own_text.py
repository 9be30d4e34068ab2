"""The text that a document holds of a page itself: taken as it is, mended, or recognised instead.

Fonts without a table of their letters make gibberish of a text that looks well on the page, and a
scan may hold what was recognised in the wrong script.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archivist.ingest.encodings import repaired
from archivist.ingest.judging import is_like, judge, layer_doubt
from archivist.ingest.reader import ReadPage, recognised_page
from archivist.library.sources import Doubt, TextOrigin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archivist.ingest.reader import Recognised
    from archivist.library.sources import WordBox


def page_of(
    text: str,
    boxes: Sequence[WordBox],
    size: tuple[float, float],
    recognise: Callable[[], Recognised] | None,
    *,
    lost: bool = False,
) -> ReadPage:
    """Return a page with its own text, or with what is recognised where that makes more sense.

    What cannot be recognised keeps its doubtful text and is marked; `lost` says that the document
    does not tell which letters most signs of it are.
    """
    doubt = Doubt.BROKEN_LAYER if lost else layer_doubt(text)
    own = ReadPage(
        text=text, boxes=boxes, width=size[0], height=size[1], origin=TextOrigin.FILE, doubt=doubt
    )
    if doubt is Doubt.NONE:
        return own
    mended = repaired(text)
    if not lost and len(mended) == len(text) and layer_doubt(mended) is Doubt.NONE:
        return replace(own, text=mended, doubt=Doubt.NONE)
    found = recognise() if recognise else None
    if found is None or not found.text:
        return own
    if is_like(text, found.text):  # it is in a language that we do not know
        return replace(own, doubt=Doubt.NONE)
    if found.doubt is not Doubt.NONE and judge(found.text).known <= judge(text).known:
        return own
    return recognised_page(found, *size)
