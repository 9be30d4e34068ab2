"""What sets up, checks and builds the program; needs nothing but Python's standard library."""


class SetupError(Exception):
    """The machine lacks something; `str()` is the sentence that says what to do."""
