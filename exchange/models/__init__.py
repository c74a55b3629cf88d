from exchange.models.row import ImportRow
from exchange.models.run import ImportRun

__all__ = ["ImportRow", "ImportRun"]
