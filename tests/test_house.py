"""The rules of the house that no linter knows: sizes, names, floors and what stays where."""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = sorted((ROOT / "archivist").rglob("*.py"))
OURS = sorted(
    [*PROGRAM, *(ROOT / "db").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), ROOT / "start.py"]
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))

FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES, CLASS_LINES, PUBLIC_METHODS = 400, 600, 40, 250, 15
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "manager", "base"}

# who may catch everything, and why
CATCHERS = {
    "archivist/gui/jobs.py": "a job's failure reaches the window as a message or a report",
    "archivist/cli/main.py": "a bug becomes one sentence and a report",
}

SKIPPED = {
    ".git",
    ".venv",
    ".hypothesis",
    "build",
    "dist",
    "demo-output",
    "__pycache__",
    "samples",
    "LICENSE",
}
TEXT = {
    ".py",
    ".toml",
    ".md",
    ".lock",
    ".spec",
    ".yaml",
    ".yml",
    ".ini",
    ".mako",
    ".json",
    ".ts",
    "",
}
MACHINE_PATHS = re.compile(
    r"(?<![\w.~/-])/(?:work|root|home/\w+|Users/\w+)/|[A-Z]:\\Users\\", re.ASCII
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))
    )
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def too_big(path: Path) -> list[str]:
    found = []
    if (lines := path.read_text(encoding="utf-8").count("\n")) > FILE_LINES:
        found.append(f"the file has {lines} lines")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if length(node) > FUNCTION_LINES:
                found.append(f"{node.name} has {length(node)} lines")
        elif isinstance(node, ast.ClassDef):
            methods = [
                item
                for item in node.body
                if isinstance(item, ast.FunctionDef)
                and not item.name.startswith("_")
                and item.name.islower()  # an override of Qt's, which keeps its name, is not ours
            ]
            if length(node) > CLASS_LINES:
                found.append(f"{node.name} has {length(node)} lines")
            if len(methods) > PUBLIC_METHODS:
                found.append(f"{node.name} has {len(methods)} public methods")
    return found


@pytest.mark.parametrize("path", OURS, ids=name)
def test_nothing_is_too_big(path: Path) -> None:
    assert too_big(path) == []


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_no_test_file_is_too_big(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= TEST_FILE_LINES


def test_sizes_are_measured(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    methods = "".join(f"    def m{n}(self): ...\n" for n in range(PUBLIC_METHODS + 1))
    body = "    x = 1\n" * FUNCTION_LINES
    long.write_text(f"class C:\n{methods}\ndef f():\n{body}" + "\n" * FILE_LINES, encoding="utf-8")
    assert [problem.split(" has ")[0] for problem in too_big(long)] == ["the file", "C", "f"]


def test_every_module_has_a_telling_name() -> None:
    parts = {part for path in OURS for part in path.relative_to(ROOT).with_suffix("").parts}
    assert parts & EMPTY_NAMES == set()


def floors() -> dict[str, set[str]]:
    """Return the children that the import contract gives a floor, by their parent."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    return {
        section["containers"].strip(): set(re.findall(r"\w+", section["layers"]))
        for section in contract.values()
        if section.get("type") == "layers"
    }


def test_every_package_has_a_floor() -> None:
    for parent, known in floors().items():
        folder = ROOT.joinpath(*parent.split("."))
        children = {path.stem for path in folder.glob("[!_]*.py")} | {
            path.name for path in folder.iterdir() if (path / "__init__.py").is_file()
        }
        assert children <= known, f"{parent}: no floor for {children - known}"


def test_every_package_is_a_package() -> None:
    folders = {path.parent for path in PROGRAM}
    assert {name(folder) for folder in folders if not (folder / "__init__.py").is_file()} == set()


@pytest.mark.parametrize(
    "place",
    [
        *("archivist", "db/versions", "docs", "resources/icons", "resources/styles"),
        *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "start.py", ".ci/run"),
    ],
)
def test_what_a_reader_looks_for_is_there(place: str) -> None:
    path = ROOT / place
    assert path.is_file() or any(path.iterdir())


def imported(module: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize(
    "path", [path for path in OURS if not name(path).startswith("archivist/gui/")], ids=name
)
def test_the_window_stays_in_gui(path: Path) -> None:
    module = tree(path)
    assert "PySide6" not in imported(module)
    called = [node.func for node in ast.walk(module) if isinstance(node, ast.Call)]
    assert not [func for func in called if getattr(func, "attr", getattr(func, "id", "")) == "tr"]


def catches_everything(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:  # it only tidies up
        return False
    if handler.type is None:
        return True
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return not caught.isdisjoint({"Exception", "BaseException"})


@pytest.mark.parametrize("path", OURS, ids=name)
def test_bugs_are_caught_in_few_places(path: Path) -> None:
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    if name(path) not in CATCHERS:
        assert [node.lineno for node in handlers if catches_everything(node)] == []


def test_the_catchers_exist() -> None:
    assert [place for place in CATCHERS if not (ROOT / place).is_file()] == []


def texts() -> list[Path]:
    return sorted(
        path
        for top in ROOT.iterdir()
        if top.name not in SKIPPED and not top.name.endswith("_cache")
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file()
        and path.suffix in TEXT
        and SKIPPED.isdisjoint(path.relative_to(ROOT).parts)
    )


@pytest.mark.parametrize("path", texts(), ids=name)
def test_no_file_knows_the_machine_it_was_written_on(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert MACHINE_PATHS.findall(text) == []
    assert REGISTRIES.findall(text) == []


def canonical(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_the_lock_holds_what_the_project_needs_and_names_no_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]
    assert {canonical(requirement) for requirement in asked} - locked == set()
    assert "://" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")
