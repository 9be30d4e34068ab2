"""Widgets that know nothing of archives."""
