"""Recognising the text on pages: what is asked, and how its texts are named."""
