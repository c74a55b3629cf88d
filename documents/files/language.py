"""A guess at the language of a text, by the small words that every sentence has."""

import re
from collections import Counter

SAMPLE = 50_000  # characters from the start
FEWEST = 20  # small words for a guess
SMALLEST_SHARE = 0.05  # of all words
WORD = re.compile(r"[^\W\d_]+")

# Words that are frequent in one of these languages and rare in the others.
SMALL_WORDS = {
    "en": "the and of to is that with for are this from which their have was were by been it",
    "es": "el los las del y una con se su por más como fue sus esta son al también entre",
    "fr": "les des et du une dans est pour au aux sur ce cette ont qui pas avec sont leur",
    "pt": "os da do das dos uma em com não ao mais foi são pela pelo também seu sua à",
    "ar": "في من على إلى أن التي عن مع هذا هذه ما أو بين ذلك كما",
}
LANGUAGE_OF = {word: code for code, words in SMALL_WORDS.items() for word in words.split()}


def guess(text: str) -> str:
    """Return an ISO 639-1 code when one language clearly leads, else empty."""
    words = [word.lower() for word in WORD.findall(text[:SAMPLE])]
    counts = Counter(LANGUAGE_OF[word] for word in words if word in LANGUAGE_OF)
    if not counts:
        return ""
    (first, count), (_second, next_count) = [*counts.most_common(), ("", 0)][:2]
    clear = count >= max(FEWEST, len(words) * SMALLEST_SHARE, 2 * next_count)
    return first if clear else ""
