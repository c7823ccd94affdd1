"""Find the kecamatan, kelurahan and desa that the data names, so that their share can be shown."""

import re
import sqlite3
from collections.abc import Iterable

PLACE = re.compile(
    r"\b((?i:kec(?:amatan|\.)?|kel(?:urahan|\.)?|desa|ds\.))\s+"
    r"([A-Z][\w'’-]*(?:\s+(?!(?i:Kec|Kel|Kab|Kota|Desa|Prov|RT|RW|Jl))[A-Z][\w'’-]*){0,2})"
)
KINDS = {"kec": "kecamatan", "kel": "kelurahan", "des": "desa", "ds.": "desa"}
STOP = re.compile(
    r"\s+(?:kec|kel|kab|kota|desa|prov|rt|rw|jl|dan|di|ta|tahun|tahap)\b.*", re.IGNORECASE
)


def places_in(text: str | None) -> list[tuple[str, str]]:
    """Return (kind, name) of each place a text names, once each.

    >>> places_in("Kec. Batabual, Desa Ilath Kecamatan Batabual")
    [('kecamatan', 'Batabual'), ('desa', 'Ilath')]
    >>> places_in("Kota Ambon")
    []
    """
    found: dict[tuple[str, str], None] = {}
    for word, name in PLACE.findall(text or ""):
        kind = KINDS[word[:3].lower()]
        found[(kind, STOP.sub("", " " + name).strip().title())] = None
    return [place for place in found if place[1]]


def add_places(connection: sqlite3.Connection) -> None:
    """Create `ringkas_tempat` (places with their sums) and `ringkas_tempat_isi` (what belongs to each)."""
    connection.execute(
        "CREATE TABLE ringkas_tempat_isi (kode_wilayah TEXT NOT NULL, jenis TEXT NOT NULL, nama TEXT NOT NULL,"
        " tabel TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kode_wilayah, jenis, nama, tabel, id))"
        " STRICT, WITHOUT ROWID"
    )
    sources = {
        "paket": "SELECT kode_wilayah, id_paket, coalesce(lokasi, nama_paket) FROM ringkas_paket",
        "rup": "SELECT kode_wilayah, CAST(id AS TEXT), coalesce(lokasi, nama_paket) FROM rup",
        "skpd": "SELECT kode_wilayah, kode_skpd, nama_skpd FROM ringkas_skpd",
    }
    for table, query in sources.items():
        connection.executemany(
            "INSERT OR IGNORE INTO ringkas_tempat_isi VALUES (?, ?, ?, ?, ?)",
            list(_belonging(table, connection.execute(query).fetchall())),
        )
    connection.execute(
        "CREATE TABLE ringkas_tempat (kode_wilayah TEXT NOT NULL, jenis TEXT NOT NULL, nama TEXT NOT NULL,"
        " paket INTEGER NOT NULL, nilai_rp INTEGER, nilai_sen INTEGER, rup INTEGER NOT NULL, skpd INTEGER NOT NULL,"
        " penduduk INTEGER, PRIMARY KEY (kode_wilayah, jenis, nama)) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "INSERT INTO ringkas_tempat SELECT i.kode_wilayah, i.jenis, i.nama, sum(i.tabel = 'paket'), sum(p.nilai_rp),"
        " sum(p.nilai_sen), sum(i.tabel = 'rup'), sum(i.tabel = 'skpd'), NULL FROM ringkas_tempat_isi AS i"
        " LEFT JOIN ringkas_paket AS p ON i.tabel = 'paket' AND p.id_paket = i.id"
        " GROUP BY i.kode_wilayah, i.jenis, i.nama"
    )
    connection.execute(
        "UPDATE ringkas_tempat SET penduduk = (SELECT w.penduduk FROM wilayah AS w WHERE w.penduduk IS NOT NULL"
        " AND w.kode_wilayah LIKE ringkas_tempat.kode_wilayah || '.%' AND lower(w.nama) = lower(ringkas_tempat.nama))"
    )


def _belonging(
    table: str, rows: Iterable[tuple[str | None, str, str | None]]
) -> Iterable[tuple[str, str, str, str, str]]:
    for municipality, identifier, text in rows:
        for kind, name in places_in(text):
            if municipality:
                yield municipality, kind, name, table, identifier
