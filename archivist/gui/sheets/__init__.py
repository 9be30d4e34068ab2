"""The sheets desk: photographs of a file in a grid, numbered, ordered, turned and cut."""
