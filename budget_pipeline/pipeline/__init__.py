"""The stages in order: `onefile` runs steps 1-3 on a file, `build` runs all seven on a folder."""
