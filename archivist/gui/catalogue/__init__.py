"""The library room: the sidebar, the table of sources, the inspector."""
