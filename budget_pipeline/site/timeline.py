"""The stages of one procurement process, from plan to payment, in order."""

from typing import TYPE_CHECKING, Any

from budget_pipeline.site.sql import Row

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page


def timeline(
    page: "Page", package: Row, plans: list[Row], contracts: list[Row], handovers: list[Row]
) -> list[dict[str, Any]]:
    """Return the stages of a package in order: plan, estimate, selection, contract, addendum, handover, payment.

    A stage without data says so instead of being left out: what is unknown is part of the answer.
    """
    say = page.say
    steps = [
        _step(say("Rencana (RUP)"), r["tgl_pengumuman"], r["pagu"], r, r["kd_rup"]) for r in plans
    ]
    steps = steps or [
        _step(say("Rencana (RUP)"), None, None, None, say("tidak tertaut dalam data"))
    ]
    steps.append(_step(say("Pagu paket"), package["tgl_buat"], package["pagu"], package, ""))
    rounded = say("dibulatkan oleh sumber") if package["hps_dibulatkan"] else ""
    steps.append(
        _step(say("Harga perkiraan sendiri (HPS)"), None, package["hps"], package, rounded)
    )
    steps.append(
        _step(
            say("Pengumuman pemilihan"),
            package["tgl_pengumuman"],
            None,
            package,
            package["metode"] or "",
        )
    )
    if package["tgl_penetapan"]:
        steps.append(_step(say("Penetapan pemenang"), package["tgl_penetapan"], None, package, ""))
    for row in contracts:
        version = row["versi_addendum"] or 0
        name = say("Addendum ke-%(n)s", n=version) if version else say("Kontrak")
        value = row["nilai_kontrak"]
        note = row["alasan_addendum"] or (row["nama_penyedia"] or "")
        steps.append(_step(name, row["tgl_kontrak"] or row["tgl_penetapan"], value, row, note))
    if not contracts:
        steps.append(_step(say("Kontrak"), None, None, None, say("belum ada dalam data")))
    for row in handovers:
        name = say("Serah terima (BAST) dan pembayaran")
        steps.append(
            _step(
                name,
                row["tgl_bast"] or row["tgl_bap"],
                row["besar_pembayaran"],
                row,
                row["nomor_bast"] or "",
            )
        )
    if not handovers:
        steps.append(
            _step(say("Serah terima dan pembayaran"), None, None, None, say("belum ada dalam data"))
        )
    return steps


def _step(
    name: str, day: str | None, value: int | None, source: Row | None, note: str
) -> dict[str, Any]:
    place = source if source and source.get("id_berkas") else {}
    return {"nama": name, "hari": day, "nilai": value, "catatan": note, "sumber": place}
