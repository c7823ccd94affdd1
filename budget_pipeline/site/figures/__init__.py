"""One module per subject: a function marked with @figure reads its data and draws it; the folder is the list."""
