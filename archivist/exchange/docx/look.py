"""How a document looks: the habit of GOST 7.32 for theses and reports.

Times New Roman 14, one and a half lines, first lines indented by 1.25 cm, justified. All four fonts
of a style are named, so that no theme and no script brings in another one.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

_FONT = "Times New Roman"
_INDENT = 709
"""1.25 cm in twentieths of a point."""

TITLE = "Title"
ENTRY = "Bibliography"
HEADING = "Heading {}"
LINK = "Hyperlink"
NOTE = "footnote text"
NOTE_CALL = "footnote reference"
"""The names of the styles of paragraphs, of links (they look like other text) and of notes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """A style of paragraphs; lengths in twentieths of a point, sizes of type in half points."""

    key: str
    name: str
    align: str
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = 360
    size: int = 28
    level: int = 0
    """The level of a heading, from 1."""

    bold: bool = False

    def xml(self) -> str:
        """Return the style; children stand in the order that Word asks for."""
        root = self.key == "Normal"
        keep = "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>" if self.bold else ""
        default = ' w:default="1"' if root else ""
        level = f'<w:outlineLvl w:val="{self.level - 1}"/>' if self.level else ""
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.key}">'
            f'<w:name w:val="{self.name}"/>'
            + ("" if root else '<w:basedOn w:val="Normal"/>')
            + ('<w:next w:val="Normal"/>' if self.bold else "")
            + f"<w:qFormat/><w:pPr>{keep}"
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}"'
            f' w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="{self.first}"/>'
            f'<w:jc w:val="{self.align}"/>{level}</w:pPr>'
            f"<w:rPr>{'<w:b/><w:bCs/>' if self.bold else ''}"
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>'
        )


_LOOKS = (
    _Look(key="Normal", name="Normal", align="both", first=_INDENT),
    _Look(key="Title", name=TITLE, align="center", after=360, bold=True),
    _Look(
        key="Heading1", name="heading 1", align="center", before=240, after=240, level=1, bold=True
    ),
    _Look(
        key="Heading2", name="heading 2", align="left", before=240, after=120, level=2, bold=True
    ),
    _Look(
        key="Heading3", name="heading 3", align="left", before=240, after=120, level=3, bold=True
    ),
    _Look(key="Bibliography", name=ENTRY, align="both"),
    _Look(key="FootnoteText", name=NOTE, align="both", line=240, size=20),
    _Look(key="Footer", name="footer", align="center", line=240, size=24),
)


def styles_xml(locale: str) -> str:
    """Return the styles of a document in a language."""
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"""<w:styles {nsdecls("w")}>
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts {fonts}/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>
    <w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault/>
</w:docDefaults>
{"".join(look.xml() for look in _LOOKS)}
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="character" w:styleId="{LINK}">
  <w:name w:val="{LINK}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>
  <w:rPr><w:color w:val="000000"/><w:u w:val="none"/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="FootnoteReference">
  <w:name w:val="{NOTE_CALL}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
    <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
  <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
</w:style>
</w:styles>"""


def settings_xml() -> str:
    """Return the settings of a document: those of Word 2013 and later, none of a theme."""
    return f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="{_INDENT}"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
  w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
</w:settings>"""
