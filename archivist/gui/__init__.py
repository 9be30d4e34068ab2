"""The window: everything the historian sees; PySide6 lives here alone."""
