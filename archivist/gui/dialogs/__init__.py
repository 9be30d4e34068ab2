"""Small windows of their own: keys, settings, export, reports."""
