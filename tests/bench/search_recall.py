"""Print how many forms a search finds: `python tests/bench/search_recall.py PAIRS.json`.

The file holds {"pairs": {"language": [[query, form], …]}}: a search for the first must find a
page that holds only the second. Each language's pages are one index, so that what is found beside
the right page is counted as well.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from archivist.search.analyzers import Analysis
from archivist.search.index import Index, Wanted
from archivist.search.names import also_sounding, sounding_too
from archivist.search.query import parse_query
from archivist.search.schema import Document
from archivist.search.writing import Bindery
from archivist.services.searching.finding import LITTLE


def found_for(query: str, index: Index, analysis: Analysis, limit: int) -> set[str]:
    """Return the keys of what is found, as in the program: names in other spellings as well."""
    asked, wanted = parse_query(query), Wanted(limit=limit)
    found = index.find(asked, wanted)
    if found.total < LITTLE and (also := also_sounding(asked, index, analysis)):
        root = sounding_too(asked.root, tuple(also), analysis)
        found = index.find(replace(asked, root=root), wanted)
    return {key for key, _ in found.hits}


def measure(name: str, pairs: list[tuple[str, str]], analysis: Analysis) -> None:
    """Print the recall of one language, its misses, and how many other pages were found."""
    texts = {f"p{number}": form for number, (_, form) in enumerate(pairs)}
    with tempfile.TemporaryDirectory() as folder:
        bindery = Bindery(Path(folder))
        bindery.write(
            [
                Document(key=key, source_id=1, title="", text=form, kind="page")
                for key, form in texts.items()
            ],
            [],
        )
        bindery.commit("pairs")
        index = Index(Path(folder), analysis)
        missed, others = [], 0
        for number, (query, form) in enumerate(pairs):
            keys = found_for(query, index, analysis, len(pairs))
            if f"p{number}" not in keys:
                missed.append(f"{query} → {form}")
            others += sum(texts[key] not in {form} for key in keys - {f"p{number}"})
        index.close()
    found = len(pairs) - len(missed)
    print(
        f"{name}: {found} of {len(pairs)} ({found / len(pairs):.0%}), other pages found: {others}"
    )
    for miss in missed:
        print(f"    {miss}")


def main() -> int:
    """Measure every language of the file."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    tables = json.loads(Path(sys.argv[1]).read_text("utf-8"))["pairs"]
    analysis = Analysis()
    for name, pairs in tables.items():
        measure(name, [(query, form) for query, form in pairs], analysis)
    return 0


if __name__ == "__main__":
    sys.exit(main())
