"""Bring the words of the window up to date: collect them, fill in English plurals, compile.

Run it as `python -m tools.translations` after changing a text in `archivist/gui`, and commit what
it writes to `resources/i18n`. English needs a file for its plural forms alone; "page(s)" becomes
"page" and "pages". Every other `archivist_*.ts` there gets the new texts, to be translated.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "resources" / "i18n"
ENGLISH = WORDS / "archivist_en.ts"


def main() -> int:
    """Collect, fill in, compile."""
    sources = [path.relative_to(ROOT) for path in sorted((ROOT / "archivist/gui").rglob("*.py"))]
    for words in {ENGLISH, *WORDS.glob("archivist_*.ts")}:
        only = ["-pluralonly"] if words == ENGLISH else []
        _run("lupdate", *only, "-no-obsolete", "-locations", "none", *sources, "-ts", words)
    fill(ENGLISH)
    for words in sorted(WORDS.glob("archivist_*.ts")):
        _run("lrelease", "-silent", words, "-qm", words.with_suffix(".qm"))
    return 0


def fill(words: Path) -> None:
    """Give every English text its two forms."""
    tree = ET.parse(words)
    for message in tree.iter("message"):
        source, given = message.findtext("source", ""), message.find("translation")
        if given is not None:
            given.attrib.pop("type", None)
            for form, text in zip(given.iter("numerusform"), plural(source), strict=True):
                form.text = text
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), encoding="unicode")
    words.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
    )


def plural(text: str) -> tuple[str, str]:
    """Return a text for one and for many: `%n page(s)` gives `%n page` and `%n pages`."""
    return re.sub(r"\((?:e?s)\)", "", text), re.sub(r"\((e?s)\)", r"\1", text)


def _run(tool: str, *words: str | Path) -> None:
    program = Path(sys.executable).parent / f"pyside6-{tool}"
    subprocess.run([program, *words], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
