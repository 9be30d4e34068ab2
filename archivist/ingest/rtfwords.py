"""The words of RTF: which of them stand for letters, which begin what is no text."""

from __future__ import annotations

CHARSETS = dict(
    (
        *((0, "cp1252"), (2, "cp1252"), (77, "mac-roman"), (128, "cp932"), (129, "cp949")),
        *((134, "gb18030"), (136, "cp950"), (161, "cp1253"), (162, "cp1254"), (163, "cp1258")),
        *((177, "cp1255"), (178, "cp1256"), (186, "cp1257"), (204, "cp1251"), (222, "cp874")),
        *((238, "cp1250"), (254, "cp437"), (255, "cp850")),
    )
)
"""The encodings of the character sets that fonts name."""

SIGNS = {
    **dict.fromkeys(("par", "line", "row", "nestrow", "column", "\n", "\r"), "\n"),
    **dict.fromkeys(("tab", "cell", "nestcell"), "\t"),
    **dict.fromkeys(("page", "sect"), "\f"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    **{sign: sign for sign in "{}\\"},
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "\u00ad",
}
"""What stands for a letter or an end of line."""

HIDDEN = frozenset(
    (
        *("colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl"),
        *("pict", "object", "objdata", "objclass", "header", "headerl", "headerr", "headerf"),
        *("footer", "footerl", "footerr", "footerf", "fldinst", "xe", "tc", "tcn", "template"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonshppict", "sp"),
        *("bkmkstart", "bkmkend", "datafield", "themedata", "colorschememapping", "latentstyles"),
        *("datastore", "xmlnstbl", "generator", "filetbl", "private", "company", "operator"),
        *("keywords", "comment", "doccomm", "subject", "manager", "category", "hlinkbase"),
        *(
            "annotation",
            "atnid",
            "atnauthor",
            "atndate",
            "revtim",
            "printim",
            "buptim",
            "userprops",
        ),
        *("falt", "panose", "fontemb", "pgdsctbl", "mmathPr", "wgrffmtfilter", "info"),
    )
)
"""Groups that hold no text of the document."""

SHOWN = frozenset(("shpinst", "shptxt", "ud", "shppict"))
"""Groups that hold text, though they say that who does not know them may pass them over."""
