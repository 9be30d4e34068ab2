"""Set up Archivist and start it: `python3 start.py`; `python3 start.py help` says what else.

This file alone must be readable to any Python, so that an old one can say what it lacks.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Archivist needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d: "  # noqa: UP031 - see above
        "install one of those and start this file with it." % sys.version_info[:2]
    )

from tools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
