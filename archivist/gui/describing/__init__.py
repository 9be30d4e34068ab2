"""What describes sources: edits of many at once, fields of the user's own, templates."""
