"""The import of inventories: what the columns mean, and what would become of each row."""
