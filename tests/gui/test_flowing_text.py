"""Lines that were broken by the width of a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.gui.widgets.flowing import flowing

LINE = "слово " * 9 + "слово"


@given(st.text(alphabet="аб \n\t-1.", max_size=400))
def test_only_ends_of_lines_change(text: str) -> None:
    assert len(flowing(text)) == len(text)
    assert flowing(text).replace("\n", " ") == text.replace("\n", " ")


def test_a_paragraph_flows_and_its_end_stays() -> None:
    text = f"{LINE}\n{LINE}\nконец.\nНовый абзац.\n\nЕщё один."
    assert flowing(text) == f"{LINE} {LINE} конец.\nНовый абзац.\n\nЕщё один."


def test_lists_verses_and_columns_keep_their_lines() -> None:
    for text in (
        f"{LINE}\n1. {LINE}\n2. {LINE}",
        "Мороз и солнце; день чудесный!\nЕщё ты дремлешь, друг прелестный",
        f"имя    {LINE}\nгод    {LINE}",
    ):
        assert flowing(text) == text
