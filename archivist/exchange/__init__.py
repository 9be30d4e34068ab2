"""How things travel: documents and lists in the formats of other programs."""
