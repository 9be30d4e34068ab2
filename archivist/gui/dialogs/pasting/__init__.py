"""Pasting a list of references: string and fields side by side, corrected, taken in at once."""
