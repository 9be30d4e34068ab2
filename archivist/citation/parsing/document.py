"""The list of references in a whole document: what follows its heading, up to the next one."""

from __future__ import annotations

import re

_NUMBER = r"(?:(?:глава|раздел|chapter)\s+)?(?:[IVXLC\d]+[.)]?(?:\d+[.)]?)*\s+)?"
_USED = (
    r"(?:(?:использованн\w+|использованной|цитируемой|цитированной|цитируемых|рекомендуемой|"
    r"основной|використан\w+|цитован\w+|пайдаланыл[ғг]ан|қолданыл[ғг]ан)\s+)?"
)
_WHAT = (
    r"(?:источников|литературы|архивных\s+источников|джерел|літератури|әдебиет\w*|дерек\w*)"
    r"(?:\s+(?:и|та|і|й|мен|және)\s+(?:научной\s+)?(?:источников|литературы|джерел|літератури|"
    r"әдебиет\w*|дерек\w*))?"
)
_HEADING = re.compile(
    rf"\s*{_NUMBER}(?:"
    rf"(?:библиографический\s+)?(?:список|перечень|перелік)\s+{_USED}{_WHAT}"
    rf"|(?:библиографический\s+)?список(?:\s+использованных)?\s+документов"
    rf"|библиографи(?:я|ческий\s+список)|бібліографія|источники\s+и\s+литература"
    rf"|джерела\s+(?:та|і)\s+література|литература|література|әдебиеттер|библиография"
    rf"|{_USED}(?:әдебиет\w*|дерек\w*)(?:\s+(?:мен|және)\s+(?:әдебиет\w*|дерек\w*))?\s+тізімі"
    rf"|(?:list\s+of\s+)?references(?:\s+cited)?|bibliography|works\s+cited|literature\s+cited"
    rf"|sources\s+and\s+literature|参考文献|引用文献"
    rf")\s*[.:]?\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\s*{_NUMBER}(?:приложени[ея]|додат(?:ок|ки)|қосымша(?:лар)?|appendi(?:x|ces)|annex)"
    r"(?:\s+[\w\d]{1,3})?\s*[.:]?\s*",
    re.IGNORECASE,
)


def list_in(text: str) -> str:
    """Return the list of references in a document, the whole text where no heading tells it.

    A table of contents names the heading as well, with a page behind it or another heading of a
    part right after it: the last heading that has the same words is the one.
    """
    lines = text.split("\n")
    headings = [at for at, line in enumerate(lines) if _HEADING.fullmatch(line)]
    if not headings:
        return text
    words = _words(lines[headings[0]])
    begin = [at for at in headings if _words(lines[at]) == words][-1] + 1
    ends = (at for at in range(begin, len(lines)) if _AFTER.fullmatch(lines[at]))
    return "\n".join(lines[begin : next(ends, None)])


def _words(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(".:")
