"""An entry as plain data, out of the database and into it."""
