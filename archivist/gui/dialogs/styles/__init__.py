"""The style manager and the style editor."""
