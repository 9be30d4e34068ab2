"""Styled text: links, and what becomes of it in HTML."""

from __future__ import annotations

import pytest

from archivist.library.richtext import Run, linked, to_html


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://gov.kz/a", "https://gov.kz/a"),
        ("HTTP://gov.kz", "HTTP://gov.kz"),
        ("www.gov.kz", "https://www.gov.kz"),
        ("see gov.kz", ""),
        ("javascript://%0aalert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data://text/html,<script>", ""),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str, link: str) -> None:
    assert linked(address) == (Run(text=address, link=link),)


def test_no_address_is_no_text() -> None:
    assert linked("") == ()


def test_html_is_escaped() -> None:
    text = (Run(text="<script>", italic=True), Run(text='"&', link='https://kz/?"><b>'))
    assert to_html(text) == (
        '<i>&lt;script&gt;</i><a href="https://kz/?&quot;&gt;&lt;b&gt;">&quot;&amp;</a>'
    )
