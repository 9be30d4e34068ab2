"""The reading room: one opened source, its pages, its marks and its notes."""
