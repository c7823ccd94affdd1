"""Spreadsheets of an Indonesian municipality in, a published and read-only site out.

One run reads everything in ``data/raw`` and builds one release; nothing is updated in place.

::

    data/raw       spreadsheets as received, with sumber.yml for what a file cannot say
      |
    1 extract      open each file safely, find its tables and headers   text, cell addresses
    2 clean        read rupiah, dates, codes, names; remove personal    typed values, issues
      |            data, here and nowhere later
    3 validate     give every row one fate; compare with stated totals  accepted rows, issues
    4 load         STRICT tables, keys, search, where each row stood    data.db, jejak.db
    5 indicators   ask each question; keep verdict, evidence, coverage  tables and views
    6 publish      downloads, manifest, checks; swap the release in     data/published/current
      |
    7 site         Datasette on the finished release, never writing     read by the public

``pipeline.build`` calls the stages in this order. Data passes between rooms as arguments: a room
imports only from the floors below it (``pyproject.toml``, ``[tool.importlinter]``).
"""

__version__ = "0.1.0"
