"""What happens to an entry, and what it has become."""
