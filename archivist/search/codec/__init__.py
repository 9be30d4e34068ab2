"""Our codec for Whoosh: one file a segment, raw arrays behind a JSON header, no pickle.

    sections   a file of named arrays, mapped into memory
    segment    what one segment holds, for reading: postings, stems, tokens, pairs
    lines      texts in order: words, stems
    lexicon    the words of a segment, to be looked up by their beginning, end or likeness
    vocabulary the words that a writer has met, by number
    binding    a new segment from the pages that a writer gathered
    merging    one segment from several
    whoosh_codec, whoosh_writer   the codec as Whoosh's own queries, searcher and writer know it

A segment knows words, not stems: every word form (with its readings, so a form that is read in
two ways is two words) has its postings, and a stem is a list of words. So exact forms, prefixes,
wildcards and likenesses are answered by postings alone, and words that begin alike lie side by
side. Where words stand in a document is told by its tokens: the folded text as word numbers, in
which phrases and nearness are confirmed.
"""
