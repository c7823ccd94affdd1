"""The invented city of data/raw: its generator, the plan of what is planted, and the answer key."""
