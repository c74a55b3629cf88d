"""How the site runs on one machine: its own PostgreSQL, and what keeps its processes up."""
