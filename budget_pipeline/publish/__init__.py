"""Step 6: a built database becomes a release: downloads, packages, manifest, checks, swap."""
