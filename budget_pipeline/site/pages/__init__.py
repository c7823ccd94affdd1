"""One module per group of pages; a function marked with @route is a page, the folder is the list."""
