"""Two people read the evidence of an entry, a third decides."""
