"""The vocabularies that code itself is about. What is true of any other stands in its own row."""

KIND = "kind"  # what an entry is; each of its concepts has a row of documents.models.Kind
PLACE = "place"  # where; each has a row of Place and stands on the map
LANGUAGE = "language"  # in what language a work is, by the codes of ISO 639
GOAL = "goal"  # what the group that keeps the repository works towards; heads the first page
OUTCOME, RESULT, QUALITY = "outcome", "result", "evidence-quality"  # what findings are about

FINDING_SCHEMES = frozenset({OUTCOME, RESULT, QUALITY})
# An entry has these otherwise than by carrying a concept that somebody chose from a list; more are
# derived by rooms that know something of entries (documents.slots.not_tagged).
NOT_TAGGED = frozenset({KIND, PLACE})
