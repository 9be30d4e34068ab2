"""How much is looked at of what may match, and what is said of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from archivist.search.corpus import Corpus
from archivist.search.matching import Candidates, Doubt
from archivist.search.ranking import ranked

if TYPE_CHECKING:
    from archivist.search.corpus import Mask
    from archivist.search.ranking import Documents

SIZE = 60_000
SCORES = np.linspace(1, 2, SIZE, dtype=np.float32)


class Pages(Corpus):
    """So many pages, in no segment."""

    def __init__(self) -> None:
        super().__init__((), ())
        self.size = SIZE
        self.keys = np.arange(SIZE, dtype=np.uint64) << np.uint64(8) | np.uint64(ord("p"))


def holds(documents: Documents) -> Mask:
    """Tell what matches: all of the best third, every third of the others."""
    found: Mask = (documents % 3 == 0) | (documents > SIZE * 2 // 3)
    return found


def test_all_are_looked_at_when_there_is_time() -> None:
    everything = np.arange(SIZE)
    right = everything[holds(everything)][::-1]
    candidates = Candidates(SCORES.copy(), (Doubt(holds, wanted=True),))
    found = ranked(Pages(), candidates, np.ones(SIZE, bool), limit=20, seconds=None)
    assert found.exact
    assert found.total == len(right)
    assert found.documents.tolist() == right.tolist()


def test_without_time_the_best_are_right_and_the_total_is_near_the_truth() -> None:
    candidates = Candidates(SCORES.copy(), (Doubt(holds, wanted=True),))
    found = ranked(Pages(), candidates, np.ones(SIZE, bool), limit=20, seconds=0)
    assert not found.exact
    assert found.documents[:20].tolist() == list(range(SIZE - 1, SIZE - 21, -1))
    assert found.total == pytest.approx(np.count_nonzero(holds(np.arange(SIZE))), rel=0.1)
