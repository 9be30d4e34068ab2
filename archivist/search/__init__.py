"""How it is found: analysis of words, the query, the index and what is shown of a hit."""
