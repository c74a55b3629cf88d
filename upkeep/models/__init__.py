from upkeep.models.duplicate import Comparison, PossibleDuplicate
from upkeep.models.letter import Refusal, Tally

__all__ = ["Comparison", "PossibleDuplicate", "Refusal", "Tally"]
