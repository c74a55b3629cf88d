"""Pages of other people's servers, fetched without harm to ours: no address inside our own
network is ever connected to, and no answer takes more time or memory than it was given."""

from fetching.budget import Budget
from fetching.errors import FetchError
from fetching.network import Network
from fetching.request import Answer, fetch

__all__ = ["Answer", "Budget", "FetchError", "Network", "fetch"]
