"""Step 7: the public pages of one release, served read-only through Datasette."""
