"""Where the indicators are computed: SQLite by default, DuckDB or Spark for more than it can hold."""
