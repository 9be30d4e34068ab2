"""Readings: the stems that a word may have, each with a weight."""

from __future__ import annotations

Readings = dict[str, float]
"""Stems by what they weigh: what a word most likely is counts more than what it may be."""

LIKELY = 1.0
UNLIKELY = 0.25

FAMILY = "~"
"""Before what a word is made from, where others made from it are other words: militarism and
militarist are both found by a search for military, but not by one for each other."""


def join_readings(readings: Readings, others: Readings) -> None:
    """Add other readings; a stem that is there already keeps the greater weight."""
    for stem, weight in others.items():
        readings[stem] = max(weight, readings.get(stem, 0.0))
