"""`python -m generator`."""

import os

from generator.cli import main

if __name__ == "__main__":
    # Pydantic looks for plugins in all packages that are installed, which takes longer than most of its work.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    main()
