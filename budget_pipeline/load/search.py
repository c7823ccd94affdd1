"""One full-text index over everything a reader may look for."""

import sqlite3

from budget_pipeline.load.database import utilities

# kind, id, label, further text, year: one line per kind of thing. Codes are found by prefix on
# the plain indexes of each table, words here.
SOURCES = (
    "SELECT 'paket', id_paket, nama_paket, coalesce(nama_skpd, '') || ' ' || coalesce(kode, '')"
    " || ' ' || coalesce(kd_rup, ''), tahun FROM paket WHERE nama_paket IS NOT NULL",
    "SELECT 'penyedia', p.id_penyedia, p.nama, (SELECT group_concat(nama_asli, ' ') FROM"
    " (SELECT nama_asli FROM penyedia_nama n WHERE n.id_penyedia = p.id_penyedia"
    " ORDER BY nama_asli)), NULL FROM penyedia p",
    "SELECT 'skpd', kode_skpd, nama_skpd, kode_skpd, NULL FROM skpd WHERE nama_skpd IS NOT NULL",
    "SELECT 'rekening', kode_rekening, nama_rekening, kode_rekening, NULL FROM rekening"
    " WHERE nama_rekening IS NOT NULL",
    "SELECT 'rup', kd_rup, nama_paket, coalesce(nama_skpd, '') || ' ' || kd_rup, tahun FROM rup"
    " WHERE nama_paket IS NOT NULL",
    "SELECT DISTINCT 'anggaran', kode_sub_kegiatan, nama_sub_kegiatan,"
    " coalesce(nama_skpd, '') || ' ' || kode_sub_kegiatan, tahun FROM anggaran"
    " WHERE kode_sub_kegiatan IS NOT NULL AND nama_sub_kegiatan IS NOT NULL",
    "SELECT 'indikator', kode, judul, coalesce(pertanyaan, ''), NULL FROM indikator",
)


def build_search(connection: sqlite3.Connection) -> None:
    """Create and fill `cari(jenis, id, label, teks, tahun)`; rows enter in a fixed order."""
    connection.execute(
        "CREATE VIRTUAL TABLE cari USING fts5(jenis UNINDEXED, id UNINDEXED, label, teks,"
        " tahun UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("BEGIN")
    for source in SOURCES:
        connection.execute(f"INSERT INTO cari {source} ORDER BY 1, 2, 5")
    connection.execute("COMMIT")
    utilities(connection).table("cari").optimize()
