"""The frequent choices of a style as a form, for those who do not write TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QWidget

from archivist.gui import theme
from archivist.gui.dialogs.styles.form_fields import PickField, WordField
from archivist.gui.models.words import language_name
from archivist.gui.widgets.fields import ChoiceField
from archivist.gui.widgets.labels import heading, muted
from archivist.services.citing import value_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archivist.services.citing import Said

Path = tuple[str, ...]

_LANGUAGES = ("ru", "kk", "uk", "en", "zh")
_NEVER = 1000
"""A run of so many numbers is drawn together: none is."""


class StyleForm(QScrollArea):
    """Shows what a style says.

    Signals:
        edited(Path, object): a value is given in one place; None to take it over from the kin.
    """

    edited = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: Said | None = None
        self._fields: dict[Path, WordField | PickField] = {}
        self._labels: dict[str, WordField] = {}
        self.language = ChoiceField()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._form = QFormLayout(inside)
        self._form.setContentsMargins(0, theme.GRID, 2 * theme.GRID, theme.GRID)
        self._form.setVerticalSpacing(theme.GRID)
        self._form.setHorizontalSpacing(2 * theme.GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._build()
        self.setWidget(inside)

    def show_said(self, said: Said) -> None:
        """Show what a style says, and what it takes over."""
        self._said = said
        for path, field in self._fields.items():
            field.show_said(value_at(said.own, path), value_at(said.whole, path))
        kin = self.tr("What is grey is taken over from %1. An empty field is taken over.")
        self._kin.setText(kin.replace("%1", said.kin or str(value_at(said.own, ("like",)))))
        self._kin.setVisible(value_at(said.own, ("like",)) is not None)
        labels = value_at(said.whole, ("labels",))
        codes = list(labels) if isinstance(labels, dict) else []
        self.language.offer([(self._labelled(code), code) for code in codes])
        if self.language.currentIndex() < 0 and codes:
            own = str(value_at(said.whole, ("language",)))
            self.language.show_value(own if own in codes else codes[0])
        self._show_labels()

    def field(self, *path: str) -> WordField | PickField:
        """Return the field of a place."""
        return self._fields[path]

    def label(self, name: str) -> WordField:
        """Return the field of a label in the language that is chosen."""
        return self._labels[name]

    # -- how it is made

    def _build(self) -> None:
        self._kin = muted()
        self._form.addRow(self._kin)
        self._word(("title",), self.tr("Title"))
        self._pick(
            ("language",),
            self.tr("Language of the list"),
            [(language_name(code), code) for code in _LANGUAGES],
        )
        self._pick(
            ("follow",),
            self.tr("Words such as “p.”"),
            [
                (self.tr("in the language of each source"), list(_LANGUAGES)),
                (self.tr("in the language of the list"), []),
            ],
        )
        self._pick(
            ("dash",),
            self.tr("Dash in ranges"),
            [
                (self.tr("1–3 (en dash)"), "–"),
                (self.tr("1—3 (em dash)"), "—"),
                (self.tr("1-3 (hyphen)"), "-"),
            ],
        )
        self._build_archives()
        self._build_labels()
        self._build_marks()
        self._build_repeats()

    def _build_archives(self) -> None:
        self._head(self.tr("Archives"))
        names = [
            (self.tr("Full name (abbreviation)"), "<{full}< ({abbreviation})>|{abbreviation}>"),
            (self.tr("Abbreviation (full name)"), "<{abbreviation}< ({full})>|{full}>"),
            (self.tr("Full name"), "<{full}|{abbreviation}>"),
            (self.tr("Abbreviation"), "<{abbreviation}|{full}>"),
        ]
        self._pick(("archive", "first"), self.tr("At its first mention"), names)
        self._pick(("archive", "later"), self.tr("Later"), names)
        between = ("archival", "between")
        self._word((*between, "levels"), self.tr("Between fund, series, file"), spaced=True)
        self._word((*between, "sheets"), self.tr("Before the sheets"), spaced=True)
        self._word((*between, "files"), self.tr("Between several files"), spaced=True)

    def _build_labels(self) -> None:
        self._head(self.tr("Labels of archives; {} stands for the number"))
        self._form.addRow(self.tr("Where the archive’s name is in"), self.language)
        self.language.given.connect(lambda _: self._show_labels())
        for name, words in (
            ("fund", self.tr("Fund")),
            ("series", self.tr("Series")),
            ("file", self.tr("File")),
            ("box", self.tr("Box")),
            ("folder", self.tr("Folder")),
            ("sheet", self.tr("Sheet")),
            ("sheet_many", self.tr("Several sheets")),
            ("verso", self.tr("Verso")),
            ("extent", self.tr("Extent of a file")),
        ):
            field = WordField(spaced=name == "verso")
            field.setAccessibleName(words)
            field.given.connect(lambda value, name=name: self._give_label(name, value))
            self._labels[name] = field
            self._form.addRow(words, field)

    def _build_marks(self) -> None:
        self._head(self.tr("Citations in the text"))
        kinds = [
            (self.tr("Numbers"), "numbers"),
            (self.tr("Raised numbers"), "superscript"),
            (self.tr("Notes"), "notes"),
            (self.tr("Author and date"), "author-date"),
            (self.tr("The whole reference"), "in-text"),
        ]
        self._pick(("marks", "kind"), self.tr("Kind"), kinds)
        self._word(("marks", "open"), self.tr("Opening bracket"))
        self._word(("marks", "close"), self.tr("Closing bracket"))
        self._word(("marks", "numbers"), self.tr("Between numbers"), spaced=True)
        self._word(("marks", "sources"), self.tr("Between sources"), spaced=True)
        self._word(("marks", "locator"), self.tr("Before the page"), spaced=True)
        runs = [
            (self.tr("two or more: [1–2]"), 2),
            (self.tr("three or more: [1–3]"), 3),
            (self.tr("never"), _NEVER),
        ]
        self._pick(("marks", "collapse"), self.tr("Draw numbers together"), runs)
        numbers = [("1.", "{}."), ("1)", "{})"), ("[1]", "[{}]"), ("1", "{}")]
        self._pick(("number",), self.tr("Numbers of the list"), [*numbers, (self.tr("none"), "")])

    def _build_repeats(self) -> None:
        self._head(self.tr("Sources named again in notes"))
        yes_no = [(self.tr("yes"), True), (self.tr("no"), False)]
        ibid = [
            (self.tr("after a note on the same archive"), "archive"),
            (self.tr("after a note on the same file"), "file"),
            (self.tr("never"), ""),
        ]
        self._pick(("repeats", "ibid"), self.tr("“Ibid.”"), ibid)
        self._pick(("repeats", "idem"), self.tr("“Idem” for an author"), yes_no)
        self._pick(("repeats", "op_cit"), self.tr("“Op. cit.” for a title"), yes_no)

    def _head(self, text: str) -> None:
        label = heading(text)
        label.setContentsMargins(0, 2 * theme.GRID, 0, 0)
        self._form.addRow(label)

    def _word(self, path: Path, words: str, *, spaced: bool = False) -> None:
        field = WordField(spaced=spaced)
        field.setAccessibleName(words)
        field.given.connect(lambda value: self.edited.emit(path, value))
        self._fields[path] = field
        self._form.addRow(words, field)

    def _pick(self, path: Path, words: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = PickField(choices)
        field.setAccessibleName(words)
        field.picked.connect(lambda value: self.edited.emit(path, value))
        self._fields[path] = field
        self._form.addRow(words, field)

    # -- labels

    def _show_labels(self) -> None:
        code = self.language.currentData()
        if self._said is None or code is None:
            return
        for name, field in self._labels.items():
            path = ("labels", code, self._label_name(code, name))
            field.show_said(value_at(self._said.own, path), value_at(self._said.whole, path))

    def _give_label(self, name: str, value: object) -> None:
        code = self.language.currentData()
        if code is not None:
            self.edited.emit(("labels", code, self._label_name(code, name)), value)

    def _label_name(self, code: str, name: str) -> str:
        """Return the label that counts within a fund, where the style has one for that."""
        within = f"{name} fund"
        whole = self._said.whole if self._said else {}
        return name if value_at(whole, ("labels", code, within)) is None else within

    def _labelled(self, code: str) -> str:
        """Name the labels of a language: `en-uk` are the English ones of Ukrainian archives."""
        language, _, home = code.partition("-")
        if not home:
            return language_name(code)
        both = self.tr("%1, for archives that write in: %2")
        return both.replace("%1", language_name(language)).replace("%2", language_name(home))
