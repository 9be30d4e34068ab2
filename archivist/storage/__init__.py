"""Where the library is kept: one SQLite file, and originals named by their content."""
