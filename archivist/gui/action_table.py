"""Every action of the program, in one table: its name, its words, its keys, its icon, its menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP


class Scope(Enum):
    """Where an action's key works: anywhere in the window, or inside the view that handles it."""

    WINDOW = auto()
    VIEW = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionSpec:
    """One row of the table; `keys` in Qt's portable form, several divided by spaces."""

    id: str
    text: str
    menu: str
    keys: str = ""
    icon: str = ""
    scope: Scope = Scope.WINDOW


def _row(
    name: str, text: object, keys: str = "", icon: str = "", *, scope: Scope = Scope.WINDOW
) -> ActionSpec:
    """Make a row; `QT_TRANSLATE_NOOP` gives the text as an object that is a str."""
    menu, _, _ = name.partition(".")
    return ActionSpec(id=name, text=str(text), menu=menu, keys=keys, icon=icon, scope=scope)


_VIEW = Scope.VIEW

MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "go": QT_TRANSLATE_NOOP("Actions", "&Go"),
    "source": QT_TRANSLATE_NOOP("Actions", "&Sources"),
    "page": QT_TRANSLATE_NOOP("Actions", "&Page"),
    "sheets": QT_TRANSLATE_NOOP("Actions", "S&heets"),
    "text": QT_TRANSLATE_NOOP("Actions", "&Manuscript"),
    "log": QT_TRANSLATE_NOOP("Actions", "Archive &log"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}
"""The menus, in the order of the bar. The first part of an action's id is its menu."""

TABLE: tuple[ActionSpec, ...] = (
    _row("file.new_library", QT_TRANSLATE_NOOP("Actions", "Make a library…"), "", "library-new"),
    _row("file.open_library", QT_TRANSLATE_NOOP("Actions", "Open a library…"), "Ctrl+Shift+O"),
    _row("file.close_library", QT_TRANSLATE_NOOP("Actions", "Close the library")),
    _row("file.add_files", QT_TRANSLATE_NOOP("Actions", "Add files…"), "Ctrl+O", "file-add"),
    _row("file.add_folder", QT_TRANSLATE_NOOP("Actions", "Add a folder…"), "", "folder-add"),
    _row("file.import_inventory", QT_TRANSLATE_NOOP("Actions", "Import an inventory…"), "", "fund"),
    _row("file.watched_folders", QT_TRANSLATE_NOOP("Actions", "Watched folders…"), "", "folder"),
    _row(
        "file.export_references",
        QT_TRANSLATE_NOOP("Actions", "Export a reference list…"),
        "Ctrl+Shift+E",
        "export",
    ),
    _row("file.export_table", QT_TRANSLATE_NOOP("Actions", "Export a table…"), "", "columns"),
    _row("file.verify", QT_TRANSLATE_NOOP("Actions", "Check the library…")),
    _row("file.find_missing", QT_TRANSLATE_NOOP("Actions", "Find missing files…")),
    _row("file.reindex", QT_TRANSLATE_NOOP("Actions", "Build the search index anew")),
    _row("file.settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), "Ctrl+,", "settings"),
    _row("file.quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q"),
    _row("edit.undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z", "undo"),
    _row("edit.redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "Ctrl+Shift+Z Ctrl+Y", "redo"),
    _row("edit.find", QT_TRANSLATE_NOOP("Actions", "Find here"), "Ctrl+F", "search"),
    _row("edit.find_next", QT_TRANSLATE_NOOP("Actions", "Next hit"), "F3"),
    _row("edit.find_previous", QT_TRANSLATE_NOOP("Actions", "Previous hit"), "Shift+F3"),
    _row(
        "edit.search_form",
        QT_TRANSLATE_NOOP("Actions", "Search by a form"),
        "Ctrl+Shift+F",
        "filter",
    ),
    _row("edit.next_finding", QT_TRANSLATE_NOOP("Actions", "Next finding"), "F8"),
    _row("edit.previous_finding", QT_TRANSLATE_NOOP("Actions", "Previous finding"), "Shift+F8"),
    _row(
        "edit.copy_citation",
        QT_TRANSLATE_NOOP("Actions", "Copy citation"),
        "Ctrl+Shift+C",
        "copy",
    ),
    _row(
        "edit.paste_references",
        QT_TRANSLATE_NOOP("Actions", "Paste references…"),
        "Ctrl+Shift+V",
        "quote",
    ),
    _row(
        "edit.styles",
        QT_TRANSLATE_NOOP("Actions", "Citation styles…"),
        "Ctrl+Shift+L",
        "citation",
    ),
    _row("edit.palette", QT_TRANSLATE_NOOP("Actions", "Find an action…"), "Ctrl+Shift+P"),
    _row("view.theme_system", QT_TRANSLATE_NOOP("Actions", "Theme of the system")),
    _row("view.theme_light", QT_TRANSLATE_NOOP("Actions", "Light theme")),
    _row("view.theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark theme")),
    _row(
        "view.sidebar",
        QT_TRANSLATE_NOOP("Actions", "Show or hide the left side"),
        "F9",
        "side-left",
    ),
    _row(
        "view.inspector",
        QT_TRANSLATE_NOOP("Actions", "Show or hide the right side"),
        "F10",
        "side-right",
    ),
    _row("view.zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger"), "Ctrl++ Ctrl+=", "zoom-in"),
    _row("view.zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller"), "Ctrl+-", "zoom-out"),
    _row("view.zoom_fit", QT_TRANSLATE_NOOP("Actions", "Fit the width"), "Ctrl+0", "zoom-fit"),
    _row("view.full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), "F11"),
    _row("go.back", QT_TRANSLATE_NOOP("Actions", "Back"), "Alt+Left", "back"),
    _row("go.forward", QT_TRANSLATE_NOOP("Actions", "Forward"), "Alt+Right", "forward"),
    _row("go.library", QT_TRANSLATE_NOOP("Actions", "Library"), "Ctrl+1", "library"),
    _row("go.search", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+2", "search"),
    _row("go.manuscripts", QT_TRANSLATE_NOOP("Actions", "Manuscripts"), "Ctrl+3", "manuscript"),
    _row("go.worklog", QT_TRANSLATE_NOOP("Actions", "Archive log"), "Ctrl+4", "archive-log"),
    _row("go.search_everything", QT_TRANSLATE_NOOP("Actions", "Search everything"), "Ctrl+K"),
    _row("go.next_tab", QT_TRANSLATE_NOOP("Actions", "Next tab"), "Ctrl+PgDown"),
    _row("go.previous_tab", QT_TRANSLATE_NOOP("Actions", "Previous tab"), "Ctrl+PgUp"),
    _row("go.close_tab", QT_TRANSLATE_NOOP("Actions", "Close the tab"), "Ctrl+W"),
    _row("go.queue", QT_TRANSLATE_NOOP("Actions", "Work in progress"), "Ctrl+J"),
    _row("source.new", QT_TRANSLATE_NOOP("Actions", "New source"), "Ctrl+N", "source-new"),
    _row("source.open", QT_TRANSLATE_NOOP("Actions", "Open"), "Return Enter", "open", scope=_VIEW),
    _row("source.rename", QT_TRANSLATE_NOOP("Actions", "Rename"), "F2", "edit", scope=_VIEW),
    _row("source.tag", QT_TRANSLATE_NOOP("Actions", "Edit tags"), "Ctrl+T", "tag", scope=_VIEW),
    _row(
        "source.checked",
        QT_TRANSLATE_NOOP("Actions", "Checked, or not"),
        "Ctrl+Return",
        "checked",
        scope=_VIEW,
    ),
    _row("source.edit_many", QT_TRANSLATE_NOOP("Actions", "Edit many…"), "Ctrl+Shift+B", "edit"),
    _row("source.bin", QT_TRANSLATE_NOOP("Actions", "Move to the bin"), "Del", "bin", scope=_VIEW),
    _row("source.restore", QT_TRANSLATE_NOOP("Actions", "Restore from the bin"), "", "restore"),
    _row("source.empty_bin", QT_TRANSLATE_NOOP("Actions", "Empty the bin…"), "", "bin"),
    _row("source.recognise", QT_TRANSLATE_NOOP("Actions", "Recognise text…"), "", "text"),
    _row("source.sheets", QT_TRANSLATE_NOOP("Actions", "Sheets…"), "Ctrl+Shift+S", "sheet"),
    _row("source.join", QT_TRANSLATE_NOOP("Actions", "Join into one source"), "", "merge"),
    _row("source.check", QT_TRANSLATE_NOOP("Actions", "Check sources"), "Shift+F7", "findings"),
    _row("source.duplicates", QT_TRANSLATE_NOOP("Actions", "Find duplicates…"), "", "copy"),
    _row("source.fields", QT_TRANSLATE_NOOP("Actions", "Fields of your own…"), "", "columns"),
    _row("source.save_template", QT_TRANSLATE_NOOP("Actions", "Save as template…"), "", "add"),
    _row("source.templates", QT_TRANSLATE_NOOP("Actions", "Templates…"), "", "source-new"),
    _row("source.new_archive", QT_TRANSLATE_NOOP("Actions", "New archive…"), "", "archive"),
    _row("source.new_group", QT_TRANSLATE_NOOP("Actions", "New group…"), "", "group"),
    _row("source.new_period", QT_TRANSLATE_NOOP("Actions", "New period…"), "", "period"),
    _row("page.next", QT_TRANSLATE_NOOP("Actions", "Next page"), "Space", scope=_VIEW),
    _row(
        "page.previous", QT_TRANSLATE_NOOP("Actions", "Previous page"), "Shift+Space", scope=_VIEW
    ),
    _row("page.go", QT_TRANSLATE_NOOP("Actions", "Go to sheet…"), "Ctrl+G"),
    _row("page.sheet", QT_TRANSLATE_NOOP("Actions", "Sheet number…"), "", "sheet"),
    _row(
        "page.highlight", QT_TRANSLATE_NOOP("Actions", "Highlight"), "H", "highlight", scope=_VIEW
    ),
    _row("page.region", QT_TRANSLATE_NOOP("Actions", "Mark a region"), "R", "region", scope=_VIEW),
    _row("page.note", QT_TRANSLATE_NOOP("Actions", "Note"), "N", "note", scope=_VIEW),
    _row("page.tag", QT_TRANSLATE_NOOP("Actions", "Tags of the mark"), "T", "tag", scope=_VIEW),
    _row(
        "page.copy_quotation",
        QT_TRANSLATE_NOOP("Actions", "Copy quotation with citation"),
        "Ctrl+Shift+Q",
        "quote",
    ),
    _row("page.sheets", QT_TRANSLATE_NOOP("Actions", "Sheets of the source…"), "", "sheet"),
    _row("page.recognise", QT_TRANSLATE_NOOP("Actions", "Recognise text…"), "Ctrl+Shift+R", "text"),
    _row("page.original", QT_TRANSLATE_NOOP("Actions", "Show the original file"), "", "file"),
    _row("sheets.number", QT_TRANSLATE_NOOP("Actions", "Number…"), "Ctrl+Shift+M", "sheet"),
    _row("sheets.skip", QT_TRANSLATE_NOOP("Actions", "No sheet, or one"), "S", "skip", scope=_VIEW),
    _row(
        "sheets.merge",
        QT_TRANSLATE_NOOP("Actions", "Goes on with the page before, or not"),
        "M",
        "merge",
        scope=_VIEW,
    ),
    _row("sheets.split", QT_TRANSLATE_NOOP("Actions", "Split in two…"), "D", "split", scope=_VIEW),
    _row("sheets.crop", QT_TRANSLATE_NOOP("Actions", "Crop…"), "C", "crop", scope=_VIEW),
    _row(
        "sheets.turn_left",
        QT_TRANSLATE_NOOP("Actions", "Turn left"),
        "Ctrl+[",
        "turn-left",
        scope=_VIEW,
    ),
    _row(
        "sheets.turn_right",
        QT_TRANSLATE_NOOP("Actions", "Turn right"),
        "Ctrl+]",
        "turn-right",
        scope=_VIEW,
    ),
    _row(
        "sheets.straighten",
        QT_TRANSLATE_NOOP("Actions", "Straighten"),
        "A",
        "straighten",
        scope=_VIEW,
    ),
    _row(
        "sheets.whole",
        QT_TRANSLATE_NOOP("Actions", "Whole photograph again"),
        "W",
        "restore",
        scope=_VIEW,
    ),
    _row("sheets.back", QT_TRANSLATE_NOOP("Actions", "Move to the left"), "Ctrl+Left", scope=_VIEW),
    _row("sheets.on", QT_TRANSLATE_NOOP("Actions", "Move to the right"), "Ctrl+Right", scope=_VIEW),
    _row("sheets.first", QT_TRANSLATE_NOOP("Actions", "Move to the beginning")),
    _row("sheets.last", QT_TRANSLATE_NOOP("Actions", "Move to the end")),
    _row("sheets.as_taken", QT_TRANSLATE_NOOP("Actions", "Order as photographed"), "", "period"),
    _row("sheets.part", QT_TRANSLATE_NOOP("Actions", "A source of their own…"), "", "source-new"),
    _row("text.new", QT_TRANSLATE_NOOP("Actions", "New manuscript…"), "", "manuscript"),
    _row("text.new_section", QT_TRANSLATE_NOOP("Actions", "New section"), "Ctrl+Shift+N", "add"),
    _row(
        "text.insert_citation",
        QT_TRANSLATE_NOOP("Actions", "Insert citation…"),
        "Ctrl+Shift+I",
        "citation",
    ),
    _row("text.check", QT_TRANSLATE_NOOP("Actions", "Check citations"), "F7", "findings"),
    _row("text.list_form", QT_TRANSLATE_NOOP("Actions", "Form of the list of references…")),
    _row("text.bold", QT_TRANSLATE_NOOP("Actions", "Bold"), "Ctrl+B", "bold", scope=_VIEW),
    _row("text.italic", QT_TRANSLATE_NOOP("Actions", "Italic"), "Ctrl+I", "italic", scope=_VIEW),
    _row("text.move_up", QT_TRANSLATE_NOOP("Actions", "Move section up"), "Ctrl+Shift+Up"),
    _row("text.move_down", QT_TRANSLATE_NOOP("Actions", "Move section down"), "Ctrl+Shift+Down"),
    _row(
        "text.indent", QT_TRANSLATE_NOOP("Actions", "Section one level lower"), "Ctrl+Shift+Right"
    ),
    _row(
        "text.outdent", QT_TRANSLATE_NOOP("Actions", "Section one level higher"), "Ctrl+Shift+Left"
    ),
    _row("text.export", QT_TRANSLATE_NOOP("Actions", "Export the manuscript…"), "Ctrl+E", "export"),
    _row("log.to_order", QT_TRANSLATE_NOOP("Actions", "To order"), "1", scope=_VIEW),
    _row("log.ordered", QT_TRANSLATE_NOOP("Actions", "Ordered"), "2", scope=_VIEW),
    _row("log.seen", QT_TRANSLATE_NOOP("Actions", "Seen"), "3", scope=_VIEW),
    _row("log.nothing_found", QT_TRANSLATE_NOOP("Actions", "Nothing found"), "4", scope=_VIEW),
    _row("log.to_copy", QT_TRANSLATE_NOOP("Actions", "To copy"), "5", scope=_VIEW),
    _row("log.copied", QT_TRANSLATE_NOOP("Actions", "Copied"), "6", scope=_VIEW),
    _row("log.refused", QT_TRANSLATE_NOOP("Actions", "Refused"), "7", scope=_VIEW),
    _row("log.take_back", QT_TRANSLATE_NOOP("Actions", "Remove last step"), "0", scope=_VIEW),
    _row("log.details", QT_TRANSLATE_NOOP("Actions", "Date, note, limits…"), "F4", scope=_VIEW),
    _row("log.order_list", QT_TRANSLATE_NOOP("Actions", "Order list…"), "", "export"),
    _row("help.search", QT_TRANSLATE_NOOP("Actions", "How to search"), "Shift+F1", "info"),
    _row("help.keys", QT_TRANSLATE_NOOP("Actions", "Keys"), "F1", "keyboard"),
    _row("help.about", QT_TRANSLATE_NOOP("Actions", "About Archivist"), "", "info"),
)
"""All actions, in the order of their menus."""

DIVIDED_AFTER = frozenset(
    {
        "file.close_library",
        "file.watched_folders",
        "file.reindex",
        "file.settings",
        "edit.redo",
        "edit.search_form",
        "edit.previous_finding",
        "edit.paste_references",
        "edit.styles",
        "view.theme_dark",
        "view.inspector",
        "view.zoom_fit",
        "go.forward",
        "go.worklog",
        "go.search_everything",
        "go.close_tab",
        "source.new",
        "source.edit_many",
        "source.empty_bin",
        "source.templates",
        "source.duplicates",
        "page.previous",
        "page.sheet",
        "page.note",
        "sheets.number",
        "sheets.merge",
        "sheets.whole",
        "sheets.last",
        "text.new_section",
        "text.italic",
        "text.outdent",
        "log.refused",
        "log.details",
    }
)
"""The actions after which their menu has a line."""

_THEMES = ("view.theme_system", "view.theme_light", "view.theme_dark")
CHECKABLE = frozenset(_THEMES)
"""The actions that are on or off."""
