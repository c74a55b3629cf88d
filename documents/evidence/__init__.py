"""What is known of the results of entries: `evidence_of` gives it as data."""

from documents.evidence.block import evidence_for, evidence_of

__all__ = ["evidence_for", "evidence_of"]
