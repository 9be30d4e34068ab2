"""The findings of a check, as the writing room and the library room show them."""
