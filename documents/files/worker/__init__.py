"""What runs in a process of its own on files from outside; imports nothing of Django."""
