"""How the vocabularies tell those who use them; sent by taxonomy.actions, never by a save."""

from django.dispatch import Signal

# Labels, ancestors or status of concepts changed. Argument: `concept_ids`, a list. Sent inside
# the transaction of the change, so that what depends on it changes together with it or not at all.
concepts_changed = Signal()

# One concept takes the place of another wherever it is used. Arguments: `concept`, `successor`,
# and `actor`, who merged them (None: the system).
concept_merged = Signal()

# Somebody wants to know what carries concepts, before they are changed. Argument: `concept_ids`.
# Receivers return an object with `number`, how many, and `first`, some of them for a page.
uses_wanted = Signal()
