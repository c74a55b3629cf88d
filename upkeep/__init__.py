"""What keeps the collection in good order: links, files, duplicates, and what is overdue."""
