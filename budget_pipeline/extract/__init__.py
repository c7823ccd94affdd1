"""Step 1: from a file as received to frames of text with the address of every cell."""
