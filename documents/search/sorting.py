"""One order of names for all: case, accents and Arabic letter forms do not count."""

import unicodedata

# Forms of alef, and the letters that are written for one another.
ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "ااااياوي")


def sort_key(text: str) -> str:
    """Return what a name is sorted by; PostgreSQL's twg_sort_key gives the same for titles."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    letters = bare.translate(ARABIC_FORMS).casefold()
    return letters.lstrip("\"'“”‘’«»¿¡([ ")
