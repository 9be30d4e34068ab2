"""What storage tests share: a new library's database."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from archivist.paths import user_places
from archivist.storage import migrations
from archivist.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "library.db"
    migrations.create(file, user_places().migrations)
    return file


@pytest.fixture
def library_file(tmp_path: Path, empty_library: Path) -> Path:
    folder = tmp_path / "Диссертация №1"
    folder.mkdir()
    return shutil.copy(empty_library, folder / "library.db")


@pytest.fixture
def database(library_file: Path) -> Iterator[Database]:
    database = Database.open(library_file)
    yield database
    database.close()
