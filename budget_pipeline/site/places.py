"""Find the kecamatan, kelurahan and desa that the data names, so that their share can be shown."""

import re
import sqlite3

PLACE = re.compile(
    r"\b((?i:kec(?:amatan|\.)?|kel(?:urahan|\.)?|desa|ds\.))(?:(?<=\.)\s*|\s+)"
    r"([A-Z][\w'’-]*(?:\s+(?!(?i:Kec|Kel|Kab|Kota|Desa|Prov|RT|RW|Jl))[A-Z][\w'’-]*){0,2})"
)
KINDS = {"kec": "kecamatan", "kel": "kelurahan", "des": "desa", "ds.": "desa"}
# Words that follow "desa" without being its name.
NO_NAME = re.compile(
    r"^(?:wisata|strategis|siaga|mandiri|tertinggal|adat|digital|cerdas|sehat|dan|di|se)\b",
    re.IGNORECASE,
)
STOP = re.compile(
    r"\s+(?:kec|kel|kab|kota|desa|prov|rt|rw|jl|dan|di|ta|tahun|tahap)\b.*", re.IGNORECASE
)


def places_in(text: str | None) -> list[tuple[str, str]]:
    """Return (kind, name) of each place a text names, once each.

    >>> places_in("Kec. Batabual, Desa Ilath Kecamatan Batabual")
    [('kecamatan', 'Batabual'), ('desa', 'Ilath')]
    >>> places_in("Pustu Kec.Rancaekek"), places_in("Desa Wisata"), places_in("Kota Ambon")
    ([('kecamatan', 'Rancaekek')], [], [])
    """
    found: dict[tuple[str, str], None] = {}
    for word, name in PLACE.findall(text or ""):
        kind = KINDS[word[:3].lower()]
        found[(kind, STOP.sub("", " " + name).strip().title())] = None
    return [place for place in found if place[1] and not NO_NAME.match(place[1])]


SOURCES = {
    "paket": "SELECT kode_wilayah, id_paket AS id,"
    " coalesce(lokasi, '') || '; ' || coalesce(nama_paket, '') AS teks FROM ringkas_paket",
    "rup": "SELECT kode_wilayah, CAST(id AS TEXT) AS id,"
    " coalesce(lokasi, '') || '; ' || coalesce(nama_paket, '') AS teks FROM rup",
    "skpd": "SELECT kode_wilayah, kode_skpd AS id, nama_skpd AS teks FROM ringkas_skpd",
}


def add_places(connection: sqlite3.Connection) -> None:
    """Create `ringkas_tempat` (places with their sums) and `ringkas_tempat_isi` (what belongs to each).

    Each distinct text is looked through once, however many packages carry it.
    """
    connection.execute("CREATE TEMP TABLE tempat_teks (teks TEXT, jenis TEXT, nama TEXT)")
    for query in SOURCES.values():
        texts = connection.execute(f"SELECT DISTINCT teks FROM ({query}) WHERE teks IS NOT NULL")
        connection.executemany(
            "INSERT INTO tempat_teks VALUES (?, ?, ?)",
            [(text, *place) for (text,) in texts.fetchall() for place in places_in(text)],
        )
    connection.execute("CREATE INDEX temp.tempat_teks_teks ON tempat_teks (teks)")
    connection.execute(
        "CREATE TABLE ringkas_tempat_isi (kode_wilayah TEXT NOT NULL, jenis TEXT NOT NULL,"
        " nama TEXT NOT NULL, tabel TEXT NOT NULL, id TEXT NOT NULL,"
        " PRIMARY KEY (kode_wilayah, jenis, nama, tabel, id)) STRICT, WITHOUT ROWID"
    )
    for table, query in SOURCES.items():
        connection.execute(
            "INSERT OR IGNORE INTO ringkas_tempat_isi"
            f" SELECT s.kode_wilayah, t.jenis, t.nama, '{table}', s.id FROM ({query}) AS s"
            " INNER JOIN tempat_teks AS t ON t.teks = s.teks"
            " WHERE s.kode_wilayah IS NOT NULL ORDER BY 1, 2, 3, 5"
        )
    connection.execute(
        "CREATE TABLE ringkas_tempat (kode_wilayah TEXT NOT NULL, jenis TEXT NOT NULL,"
        " nama TEXT NOT NULL, paket INTEGER NOT NULL, nilai_rp INTEGER, nilai_sen INTEGER,"
        " rup INTEGER NOT NULL, skpd INTEGER NOT NULL, penduduk INTEGER,"
        " PRIMARY KEY (kode_wilayah, jenis, nama)) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "INSERT INTO ringkas_tempat SELECT i.kode_wilayah, i.jenis, i.nama, sum(i.tabel = 'paket'),"
        " sum(p.nilai_rp), sum(p.nilai_sen), sum(i.tabel = 'rup'), sum(i.tabel = 'skpd'), NULL"
        " FROM ringkas_tempat_isi AS i"
        " LEFT JOIN ringkas_paket AS p ON i.tabel = 'paket' AND p.id_paket = i.id"
        " GROUP BY i.kode_wilayah, i.jenis, i.nama"
    )
    connection.execute(
        "UPDATE ringkas_tempat SET penduduk = (SELECT w.penduduk FROM wilayah AS w"
        " WHERE w.penduduk IS NOT NULL AND w.kode_wilayah LIKE ringkas_tempat.kode_wilayah || '.%'"
        " AND lower(w.nama) = lower(ringkas_tempat.nama))"
    )
