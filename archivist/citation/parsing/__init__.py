"""Reading pasted references: a list into entries, an entry into fields, with the authors' slips."""

from archivist.citation.parsing.entries import (
    parse_entries,
    parse_entry,
    parse_list,
    parse_reference,
)
from archivist.citation.parsing.fields import to_fields
from archivist.citation.parsing.lexicon import Lexicon, load_lexicon
from archivist.citation.parsing.parsed import EntryKind, ParsedEntry
from archivist.citation.parsing.slips import Slip
from archivist.citation.parsing.splitting import split_list

__all__ = [
    "EntryKind",
    "Lexicon",
    "ParsedEntry",
    "Slip",
    "load_lexicon",
    "parse_entries",
    "parse_entry",
    "parse_list",
    "parse_reference",
    "split_list",
    "to_fields",
]
