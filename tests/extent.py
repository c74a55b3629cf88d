"""How much tests try: `make quick` little, `make test` what CI asks for, `make trials` as much as
a site has to bear."""

import os

EXTENT = os.environ.get("TWG_EXTENT", "usual")
QUICK, TRIAL = EXTENT == "quick", EXTENT == "trial"


def extent(usual: int, *, quick: int, trial: int) -> int:
    """Return how many rows, seconds or examples this run tries."""
    return {"quick": quick, "usual": usual, "trial": trial}[EXTENT]


def examples(usual: int) -> int:
    """Return how many examples a property test tries."""
    return extent(usual, quick=5, trial=usual * 4)
