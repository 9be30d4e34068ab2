"""Traditional Chinese characters and the simplified ones that stand for them: 國 and 国.

The pairs are those of OpenCC, one character for one, so that places in a text stay where they are.
Where one was simplified in several ways, the common one is taken.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_KEPT = "乾"
"""As it is written in 乾隆."""


def simplified(text: str) -> str:
    """Return a text with simplified characters for traditional ones."""
    return text.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    data = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    lines = (line.split() for line in data.read_text("utf-8").splitlines())
    pairs = {one: other for one, other, *_ in lines if one not in _KEPT}
    return {ord(one): pairs.get(other, other) for one, other in pairs.items()}
