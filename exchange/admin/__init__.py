"""Where tables and references are brought in and taken out."""

from exchange.admin.run import ImportRunAdmin

__all__ = ["ImportRunAdmin"]
