"""Declarations: what each published table, column and code list is. Knows no pandas, no SQL, no Datasette."""
