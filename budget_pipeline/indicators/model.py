"""What one indicator says about itself: words, population, dated parameters, two statements."""

import re
from dataclasses import dataclass, field

from budget_pipeline.schema.model import Text

EMPTY = re.compile(r"([a-z_0-9]+) kosong")
ABSENT = re.compile(r"tabel ([a-z_]+) tidak dimuat")
STATUSES = ("terpicu", "tidak_terpicu", "tidak_berlaku", "tidak_dapat_dihitung")
BASES = ("hukum", "pustaka", "pagar_statistik", "kebiasaan")
CONFIRMED, UNCONFIRMED = "terkonfirmasi", "belum dikonfirmasi"
DIMENSIONS = ("jenis_pengadaan", "tanggal")


@dataclass(frozen=True)
class Value:
    """One value of a parameter: when, where, for which category it holds; what it rests on."""

    nilai: float
    dasar: str
    asal_dasar: str
    status: str
    berlaku_sejak: str | None = None
    berlaku_sampai: str | None = None
    jenis_pengadaan: str | None = None
    kode_wilayah: str | None = None
    pengganti: str | None = None
    nilai_baku: float | None = None


@dataclass(frozen=True)
class Transition:
    """A span in which the old and the new value may both apply: the more lenient one is used."""

    sejak: str
    sampai: str
    longgar: str


@dataclass(frozen=True)
class Parameter:
    """One parameter of one indicator; `utama` marks the threshold that a verdict names.

    `tetap` marks one that SQL needs as a literal (the length of a window frame): written `{name}`
    in the statement, one value for the whole release.
    """

    nama: str
    judul: Text
    satuan: str
    nilai: tuple[Value, ...]
    utama: bool = False
    tetap: bool = False
    transisi: Transition | None = None
    sama_dengan: str | None = None


@dataclass(frozen=True)
class Reference:
    """What the rule rests on: OCP codes (none: no equivalent) and other sources."""

    ocp: tuple[str, ...]
    lain: tuple[str, ...]
    catatan: Text | None = None


@dataclass(frozen=True)
class Indicator:
    """One rule of the catalogue; one that is not yet available says what it needs."""

    kode: str
    versi: str
    kelompok: str
    judul: Text
    pertanyaan: Text
    deskripsi: Text
    alasan: Text
    penjelasan_wajar: Text
    yang_diperiksa: Text
    subjek: str
    populasi: Text
    tingkat: int
    rujukan: Reference
    kolom_wajib: tuple[str, ...]
    parameter: tuple[Parameter, ...] = ()
    dimensi: tuple[str, ...] = ()
    pengecualian: tuple[Text, ...] = ()
    komponen_skor: bool = False
    putusan: str = ""
    status: str = "tersedia"
    butuh: tuple[str, ...] = ()
    tanpa_kasus: dict[str, str] = field(default_factory=dict)
    riwayat: tuple[str, ...] = ()
    hasil: str = ""
    bukti: str = ""

    @property
    def available(self) -> bool:
        """Tell whether the rule can be computed from tables that load today."""
        return self.status == "tersedia"

    @property
    def main_parameter(self) -> Parameter | None:
        """Return the parameter a verdict names as its threshold."""
        return next((item for item in self.parameter if item.utama), None)

    @property
    def view(self) -> str:
        """Return the name of the published view of its verdicts."""
        return "v_" + self.kode.lower().replace("-", "_")

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables its required columns come from, each once."""
        return tuple(dict.fromkeys(name.partition(".")[0] for name in self.kolom_wajib))


@dataclass(frozen=True)
class SharedTable:
    """An intermediate table that several indicators read, computed once per run."""

    nama: str
    keterangan: str
    sesudah: tuple[str, ...]
    indeks: tuple[tuple[str, ...], ...]
    sql: str


@dataclass(frozen=True)
class Catalog:
    """Every indicator by code, shared and score tables in building order, reasons in English."""

    indicators: dict[str, Indicator]
    shared: tuple[SharedTable, ...]
    scores: tuple[SharedTable, ...]
    alasan: dict[str, str]

    def indicator(self, kode: str) -> Indicator:
        """Return the indicator `kode`; KeyError if the catalogue has none."""
        return self.indicators[kode]

    @property
    def available(self) -> tuple[Indicator, ...]:
        """Return the indicators that can be computed, by code."""
        return tuple(item for item in self.indicators.values() if item.available)

    def reason(self, alasan: str | None, lang: str = "id") -> str:
        """Return the reason of a verdict in `lang`; what has no translation stays Indonesian."""
        if not alasan or lang != "en":
            return alasan or ""
        if column := EMPTY.fullmatch(alasan):
            return f"{column[1]} is empty"
        if table := ABSENT.fullmatch(alasan):
            return f"table {table[1]} is not loaded"
        return self.alasan.get(alasan, alasan)
