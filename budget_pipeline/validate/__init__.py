"""Step 3: compare with the schema, give every row one fate, reconcile with stated totals."""
