"""One module per download format; each writes one table to one file."""
