-- The table's own name if it is one that carries provenance, so that only a real name is ever put into SQL.
SELECT m.name FROM sqlite_master AS m
WHERE m.type = 'table' AND m.name = :tabel AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id_berkas')
