"""`python -m onewindow` is the same as `onewindow`."""

import sys

from onewindow.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
