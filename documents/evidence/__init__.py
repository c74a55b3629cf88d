"""What is known of the results of entries."""

from documents.evidence.block import evidence_for

__all__ = ["evidence_for"]
