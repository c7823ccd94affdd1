"""Draw pictures as SVG on the server: every mark a link or a label, every picture readable without colour."""
