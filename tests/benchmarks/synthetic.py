"""Invented budget and procurement data of the true shapes and skews, the same for the same seed.

Nothing here is real: regions, agencies, companies and amounts are drawn. What is kept from the real data is their
form: a few suppliers win most, most processes are small direct purchases, tenders have many registrants of whom few
bid, most plans are announced early and most contracts end late in the year, amounts are log-normal and often round.

`tests.benchmarks.synthetic_database` fills a data.db with it; `tests.benchmarks.synthetic_files` writes spreadsheets.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

YEARS = (2021, 2022, 2023, 2024, 2025)
REGIONS = tuple(f"99.{number:02d}" for number in range(1, 21))
AGENCIES_PER_REGION = 30
SUPPLIERS_PER_PACKAGE = 0.06
ADDENDUM_SHARE = 0.03

# Kind of process, method, share of all processes, median budget in rupiah, registrants at most.
METHODS = (
    ("epurchasing", "E-Purchasing", 0.42, 25_000_000, 0),
    ("nontender", "Pengadaan Langsung", 0.28, 90_000_000, 1),
    ("nontender", "Penunjukan Langsung", 0.02, 180_000_000, 1),
    ("tender", "Tender", 0.20, 850_000_000, 60),
    ("tender", "Tender Cepat", 0.02, 600_000_000, 40),
    ("tender", "Seleksi", 0.04, 400_000_000, 30),
    ("pencatatan", "Dikecualikan", 0.02, 15_000_000, 0),
)
CATEGORIES = ("Barang", "Konstruksi", "Konsultansi", "Jasa Lainnya")
FORMS = ("CV", "PT", "CV", "UD", "PT", "Koperasi")
HEADS = (
    *("Rekalindung", "Rekamukti", "Rekawahana", "Rekabuana", "Rekajati", "Rekasurya", "Rekanusa"),
    *(
        "Rekatirta",
        "Rekagraha",
        "Rekapertiwi",
        "Rekasejati",
        "Rekalestari",
        "Rekacipta",
        "Rekamaju",
    ),
)
TAILS = (
    *("Khayal", "Angan", "Fiksi", "Dongeng", "Hikayat", "Semu", "Maya", "Fana", "Bayang", "Mimpi"),
    *("Cerita", "Kisah", "Lakon", "Babad", "Pantun", "Gurindam", "Syair", "Legenda"),
)
WORKS = (
    *("Pengadaan Alat Tulis Kantor", "Belanja Makan dan Minum Rapat", "Rehabilitasi Ruang Kelas"),
    *("Peningkatan Jalan Lingkungan", "Pemeliharaan Gedung Kantor", "Pengadaan Obat Puskesmas"),
    *("Pengawasan Teknis Drainase", "Sewa Kendaraan Operasional", "Pengadaan Komputer dan Printer"),
    *("Pembangunan Saluran Irigasi", "Jasa Kebersihan Kantor", "Penyusunan Dokumen Perencanaan"),
)
AGENCY_WORDS = ("Pendidikan", "Kesehatan", "Pekerjaan Umum", "Sosial", "Perhubungan", "Pertanian")
ACCOUNTS = (
    ("5.1.01.01.01.0001", "Belanja Gaji Pokok PNS"),
    ("5.1.02.01.01.0024", "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor"),
    ("5.1.02.01.01.0052", "Belanja Makanan dan Minuman Rapat"),
    ("5.1.02.02.01.0003", "Honorarium Narasumber atau Pembahas"),
    ("5.1.02.02.05.0009", "Belanja Sewa Bangunan Gedung Tempat Pertemuan"),
    ("5.1.02.03.02.0035", "Belanja Pemeliharaan Alat Angkutan-Kendaraan Bermotor"),
    ("5.1.02.04.01.0001", "Belanja Perjalanan Dinas Biasa"),
    ("5.2.02.10.01.0002", "Belanja Modal Personal Computer"),
    ("5.2.03.01.01.0001", "Belanja Modal Bangunan Gedung Kantor"),
    ("5.2.04.01.01.0003", "Belanja Modal Jalan Kabupaten"),
)


@dataclass(frozen=True)
class World:
    """Processes and what hangs on them, one frame each; columns are named as in the schema.

    Money is whole rupiah; dates are days since 1970-01-01 under `<name>_hari`, -1 where there is none. `paket`,
    `penyedia` and `rup` are referred to by position.
    """

    paket: pd.DataFrame
    penyedia: pd.DataFrame
    peserta: pd.DataFrame
    kontrak: pd.DataFrame
    anggaran: pd.DataFrame


def make_world(packages: int, seed: int = 7) -> World:
    """Return a world of so many processes, three registrants and 1.2 budget lines (two stages) to each."""
    rng = np.random.default_rng(seed)
    paket = make_packages(rng, packages)
    penyedia = make_suppliers(rng, max(200, int(packages * SUPPLIERS_PER_PACKAGE)))
    peserta = make_bidders(rng, paket, len(penyedia))
    kontrak = make_contracts(rng, paket, peserta, len(penyedia))
    anggaran = make_budget(rng, max(100, int(packages * 0.6)))
    return World(paket, penyedia, peserta, kontrak, anggaran)


def zipf(rng: np.random.Generator, kinds: int, size: int, exponent: float = 1.0) -> Ints:
    """Return `size` numbers below `kinds`; number k comes up in proportion to 1 / (k + 1) ** exponent."""
    weights = 1.0 / np.arange(1, kinds + 1) ** exponent
    edges = np.cumsum(weights / weights.sum())
    return np.minimum(np.searchsorted(edges, rng.random(size)), kinds - 1).astype(np.int64)


def amounts(rng: np.random.Generator, medians: npt.NDArray[np.float64]) -> Ints:
    """Return log-normal rupiah around `medians`, half of them rounded to the million as people plan."""
    values = medians * np.exp(rng.normal(0.0, 0.9, len(medians)))
    step = np.where(rng.random(len(medians)) < 0.5, 1_000_000, 100)
    return (np.maximum(values // step, 1) * step).astype(np.int64)


def pick(words: tuple[str, ...], positions: Ints) -> Texts:
    """Return the word at each position."""
    return np.array(words, dtype=object)[positions]


def make_packages(rng: np.random.Generator, size: int) -> pd.DataFrame:
    """Return processes: region, year, agency, method, budget, estimate, dates, state."""
    method = rng.choice(len(METHODS), size, p=[entry[2] for entry in METHODS])
    year = rng.integers(0, len(YEARS), size)
    starts = np.array([pd.Timestamp(y, 1, 1).toordinal() - 719163 for y in YEARS])
    # More is announced early than late: the square leans towards the first months.
    announced = starts[year] + (rng.random(size) ** 1.6 * 330).astype(np.int64)
    tender = pick(tuple(entry[0] for entry in METHODS), method) == "tender"
    decided = announced + np.where(tender, rng.integers(14, 45, size), rng.integers(1, 9, size))
    pagu = amounts(rng, np.array([float(entry[3]) for entry in METHODS])[method])
    state = np.where(tender, rng.choice(4, size, p=[0.88, 0.04, 0.05, 0.03]), 0)
    category = zipf(rng, len(CATEGORIES), size, 0.8)
    return pd.DataFrame(
        {
            "wilayah": zipf(rng, len(REGIONS), size, 0.4),
            "tahun": np.array(YEARS)[year],
            "skpd": zipf(rng, AGENCIES_PER_REGION, size, 0.7),
            "cara": method,
            "tender": tender,
            "jenis_paket": pick(tuple(entry[0] for entry in METHODS), method),
            "metode": pick(tuple(entry[1] for entry in METHODS), method),
            "jenis_pengadaan": pick(CATEGORIES, category),
            "pekerjaan": zipf(rng, len(WORKS), size, 0.5),
            "rekening": zipf(rng, len(ACCOUNTS) - 1, size, 0.5) + 1,
            "pagu": pagu,
            "hps": (pagu * rng.uniform(0.93, 1.0, size)).astype(np.int64) // 100 * 100,
            "status": pick(("selesai", "berlangsung", "gagal", "batal"), state),
            "tgl_pengumuman_hari": announced,
            "tgl_penetapan_hari": np.where(state == 0, decided, -1),
        }
    )


def make_suppliers(rng: np.random.Generator, size: int) -> pd.DataFrame:
    """Return suppliers; the number in the name keeps invented names apart."""
    number = np.arange(size)
    head, tail = rng.integers(0, len(HEADS), size), rng.integers(0, len(TAILS), size)
    core = pick(HEADS, head) + " " + pick(TAILS, tail) + " " + number.astype(str).astype(object)
    form = pick(FORMS, number % len(FORMS))
    return pd.DataFrame({"bentuk": form, "inti": core, "nama": form + " " + core})


def local_supplier(rng: np.random.Generator, region: Ints, suppliers: int) -> Ints:
    """Return a supplier for each region number: nine in ten at home, where few win most."""
    pool = suppliers // len(REGIONS)
    home = zipf(rng, pool, len(region), 1.0) * len(REGIONS) + region
    return np.where(rng.random(len(region)) < 0.9, home, rng.integers(0, suppliers, len(region)))


def make_bidders(rng: np.random.Generator, paket: pd.DataFrame, suppliers: int) -> pd.DataFrame:
    """Return registrants: up to sixty to a tender, of whom three in ten bid; one to a direct purchase."""
    most = np.array([entry[4] for entry in METHODS])[paket["cara"].to_numpy()]
    many = np.minimum(1 + rng.geometric(1 / 12.5, len(paket)), most)
    count = np.where(most > 1, many, most)
    position = np.repeat(np.arange(len(paket)), count)
    frame = pd.DataFrame({"paket": position})
    frame["penyedia"] = local_supplier(rng, paket["wilayah"].to_numpy()[position], suppliers)
    frame = frame.drop_duplicates(["paket", "penyedia"]).reset_index(drop=True)
    first = ~frame["paket"].duplicated().to_numpy()
    bids = first | (rng.random(len(frame)) < 0.3)
    done = (paket["status"] == "selesai").to_numpy()[frame["paket"]]
    hps = paket["hps"].to_numpy()[frame["paket"]]
    tender = paket["tender"].to_numpy()[frame["paket"]]
    low = np.where(tender, rng.uniform(0.72, 1.0, len(frame)), rng.uniform(0.96, 1.0, len(frame)))
    value = (hps * np.where(first & tender, low * 0.93, low)).astype(np.int64) // 100 * 100
    frame["nilai_penawaran"] = np.where(bids, value, -1)
    frame["pemenang"] = first & done
    return frame


def make_contracts(
    rng: np.random.Generator, paket: pd.DataFrame, peserta: pd.DataFrame, suppliers: int
) -> pd.DataFrame:
    """Return one contract to each finished process, and an addendum to three in a hundred."""
    done = np.flatnonzero((paket["status"] == "selesai").to_numpy())
    winners = peserta[peserta["pemenang"]].set_index("paket")
    frame = pd.DataFrame({"paket": done})
    drawn = local_supplier(rng, paket["wilayah"].to_numpy()[done], suppliers)
    own = frame["paket"].map(winners["penyedia"])
    frame["penyedia"] = own.fillna(pd.Series(drawn)).astype(np.int64)
    hps = paket["hps"].to_numpy()[done]
    bid = frame["paket"].map(winners["nilai_penawaran"])
    price = (hps * rng.uniform(0.97, 1.0, len(done))).astype(np.int64)
    frame["nilai_kontrak"] = bid.fillna(pd.Series(price)).astype(np.int64)
    frame["tgl_kontrak_hari"] = paket["tgl_penetapan_hari"].to_numpy()[done] + rng.integers(
        3, 16, len(done)
    )
    frame["tgl_akhir_hari"] = frame["tgl_kontrak_hari"] + rng.integers(10, 180, len(done))
    frame["versi_addendum"] = 0
    added = frame[rng.random(len(frame)) < ADDENDUM_SHARE].copy()
    added["versi_addendum"] = 1
    added["nilai_kontrak"] = (added["nilai_kontrak"] * 108 // 100).astype(np.int64)
    return pd.concat([frame, added], ignore_index=True)


def make_budget(rng: np.random.Generator, size: int) -> pd.DataFrame:
    """Return budget lines with their original and their amended amount; a line keeps its place."""
    pagu = amounts(rng, np.full(size, 18_000_000.0))
    moved = rng.random(size) < 0.25
    changed = np.where(moved, (pagu * rng.uniform(0.5, 1.6, size)).astype(np.int64), pagu)
    return pd.DataFrame(
        {
            "wilayah": zipf(rng, len(REGIONS), size, 0.4),
            "tahun": np.array(YEARS)[rng.integers(0, len(YEARS), size)],
            "skpd": zipf(rng, AGENCIES_PER_REGION, size, 0.7),
            "sub_kegiatan": zipf(rng, 60, size, 0.6),
            "rekening": zipf(rng, len(ACCOUNTS), size, 0.5),
            "murni": pagu,
            "perubahan": changed,
            "realisasi": (changed * rng.beta(8, 1.2, size)).astype(np.int64),
        }
    )


def agency_code(number: int) -> str:
    """Return the code of one of a region's agencies."""
    return f"{1 + number % 5}.{1 + number // 5:02d}.0.00.0.00.{1 + number:02d}.0000"


def agency_name(number: int) -> str:
    """Return the name of one of a region's agencies."""
    word = AGENCY_WORDS[number % len(AGENCY_WORDS)]
    return f"Dinas {word} Rekaan {1 + number // len(AGENCY_WORDS)}"


def sub_activity(number: int) -> tuple[str, str]:
    """Return code and name of one sub-activity."""
    code = f"{1 + number % 5}.{1 + number // 10:02d}.{1 + number % 4:02d}.2.{1 + number % 9:02d}.{number:04d}"
    return code, f"Sub Kegiatan Rekaan {number}"


def iso_days(days: Ints) -> Texts:
    """Return days since 1970-01-01 as ISO dates; None where negative."""
    kinds, where = np.unique(days, return_inverse=True)
    texts = np.datetime_as_string(kinds.astype("datetime64[D]")).astype(object)
    texts[kinds < 0] = None
    found: Texts = texts[where]
    return found
