"""Case files: citations as JSON tells them, with the strings that are expected of each style."""
