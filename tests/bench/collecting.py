"""How quickly files come in, beside what the machine can do at best, in one run.

    python tests/bench/collecting.py             # all sets; --scale 0.2 for a fifth of them
    python tests/bench/collecting.py --window    # with the window open: its longest gap
    python tests/bench/collecting.py --kills 20  # kill -9 at random moments of an import
    python tests/bench/collecting.py --many 20000  # small pictures; a click in tree and table

Sets: 1,000 texts, 300 PDFs of 10 pages with text, 300 DOCX, 500 JPEG of 3 MB, without recognition.
Beside the PDFs stands pdftotext with our indexing, beside the pictures reading and hashing alone,
and with a copy of each brought to the disk, which says how much of the time is the disk's.
Seconds of the clock are told, and of the processor: those do not depend on what else runs.
"""

from __future__ import annotations

if __name__ == "__main__":  # the processes that read import this file again, as they do the product
    from collecting_measures import main

    main(__doc__)
