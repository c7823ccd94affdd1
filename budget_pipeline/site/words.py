"""The words and small marks that stand for codes of the data: verdicts, fates, kinds of value."""

from markupsafe import Markup

from budget_pipeline.indicators.catalog import load_catalog
from budget_pipeline.schema.read import load_schema
from budget_pipeline.site import amounts
from budget_pipeline.site.language import Speech

VERDICT = Markup('<span class="putusan {}">{}</span>')


def money(sen: int | None, lang: str) -> Markup:
    """Return an amount in short with the full figure as its title."""
    if sen is None:
        return Markup('<span class="rp kosong">—</span>')
    # Digits, points and units only: nothing that would need escaping, hundreds of times a page.
    return Markup(
        f'<data class="rp" value="{amounts.plain(sen)}" title="{amounts.full(sen, lang)}">'
        f"{amounts.short(sen, lang)}</data>"
    )


def verdict(say: Speech, status: str) -> Markup:
    """Return one of the four outcomes of an indicator as a labelled mark."""
    return VERDICT.format(status, verdict_name(say, status))


def verdict_name(say: Speech, status: str) -> str:
    """Return one of the four outcomes of an indicator in words."""
    names = {
        "terpicu": say("Terpicu"),
        "tidak_terpicu": say("Tidak terpicu"),
        "tidak_berlaku": say("Tidak berlaku"),
        "tidak_dapat_dihitung": say("Tidak dapat dihitung"),
    }
    return names.get(status, status)


def reason(lang: str, written: str | None) -> str:
    """Return why an indicator came out as it did, in English where the catalogue has it."""
    return load_catalog().reason(written, lang) if lang == "en" else written or ""


def group_name(say: Speech, code: str | None) -> str:
    """Return the name of a group of indicators."""
    names = {
        "anggaran": say("Anggaran"),
        "rencana": say("Rencana"),
        "persaingan": say("Persaingan"),
        "harga": say("Harga"),
        "waktu": say("Waktu"),
        "persekongkolan": say("Pola penawaran"),
        "kontrak": say("Kontrak"),
        "statistik": say("Statistik"),
        "skor": say("Skor"),
    }
    return names.get(code or "", (code or "").capitalize())


def value_basis(say: Speech, basis: str | None) -> str:
    """Say what the value of a package is: its contract, or what was known before there was one."""
    names = {"kontrak": say("kontrak"), "hps": say("HPS"), "pagu": say("pagu")}
    return names.get(basis or "", "")


def fate(say: Speech, code: str) -> str:
    """Return the fate of a source row in words."""
    names = {
        "dimuat": say("Dimuat"),
        "subtotal": say("Subtotal"),
        "judul": say("Judul"),
        "catatan": say("Catatan"),
        "kosong": say("Kosong"),
        "duplikat": say("Duplikat"),
        "karantina": say("Karantina"),
    }
    return names.get(code, code)


def file_status(say: Speech, code: str | None) -> str:
    """Return the status of a source file in words."""
    names = {
        "dimuat": say("Dimuat"),
        "dimuat_dengan_peringatan": say("Dimuat dengan peringatan"),
        "sebagian_karantina": say("Sebagian dikarantina"),
        "ditolak": say("Ditolak"),
        "diabaikan": say("Diabaikan"),
    }
    return names.get(code or "", code or "")


def file_change(say: Speech, code: str) -> str:
    """Return what became of source files since the release before, in words."""
    names = {
        "berkas baru": say("Berkas baru"),
        "berkas diganti": say("Berkas diganti"),
        "berkas hilang": say("Berkas hilang"),
    }
    return names.get(code, code)


def change_name(say: Speech, code: str) -> str:
    """Return the class of a budget change in words."""
    names = {
        "naik": say("Naik"),
        "turun": say("Turun"),
        "baru": say("Baris baru"),
        "hapus": say("Baris dihapus"),
        "tetap": say("Tetap"),
        "pindah_opd": say("Pindah perangkat daerah"),
        "ganti_kode": say("Ganti kode"),
        "ganti_nama": say("Ganti nama"),
    }
    return names.get(code, code)


def fates() -> tuple[str, ...]:
    """Return the codes of every fate a source row can have, in the declared order."""
    return load_schema().table("nasib_baris").column("nasib").constraints.enum


def month_names(lang: str) -> list[str]:
    """Return the names of the twelve months."""
    return [entry.title.in_language(lang) for entry in load_schema().codelists["bulan"].codes]
