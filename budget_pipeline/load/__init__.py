"""Step 4: accepted rows into a new database file with keys, indexes, search and provenance."""
