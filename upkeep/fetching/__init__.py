"""Pages of other people's servers, fetched without harm to ours: no address inside our own
network is ever connected to, and no answer takes more time or memory than it was given."""

from upkeep.fetching.budget import Budget
from upkeep.fetching.errors import FetchError
from upkeep.fetching.network import Network
from upkeep.fetching.request import Answer, fetch

__all__ = ["Answer", "Budget", "FetchError", "Network", "fetch"]
