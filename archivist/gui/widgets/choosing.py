"""Choosing files and folders; the window goes on meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def choose_folder(parent: QWidget, title: str, done: Callable[[Path], object]) -> QFileDialog:
    """Let the user choose a folder."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()
    return dialog


def choose_files(
    parent: QWidget, title: str, done: Callable[[Sequence[Path]], object]
) -> QFileDialog:
    """Let the user choose one or more files."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget, title: str, filters: str, done: Callable[[Path], object]
) -> QFileDialog:
    """Let the user choose one file; `filters` as QFileDialog takes them."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters.split(";;"))
    dialog.fileSelected.connect(lambda name: done(Path(name)))
    dialog.open()
    return dialog


def choose_target(
    parent: QWidget, title: str, name: str, filters: str, done: Callable[[Path], object]
) -> QFileDialog:
    """Let the user say where a file is to be written; `filters` as QFileDialog takes them."""
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters.split(";;"))
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
