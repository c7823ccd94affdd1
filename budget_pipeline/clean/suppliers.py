"""The suppliers behind names, tax numbers and system ids of all files, as four tables.

Every spelling is kept with the rule that joined it. A likeness of names is a proposal for a person
to review (penyedia_usulan), never a merge: common names collide across cities.
"""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from budget_pipeline.clean.likeness import Candidate, likely_pairs
from budget_pipeline.clean.matching import RULES, Entity, Matches, Sign, match
from budget_pipeline.clean.names import SupplierName, split_name

INPUT: Final = ("nama", "npwp_kunci", "kode_sistem", "kota", "npwp_samaran")


class Resolved(NamedTuple):
    """`ids`: supplier of each input row (NA without any sign of one); then three tables' rows."""

    ids: "pd.Series[str]"
    penyedia: pd.DataFrame
    penyedia_nama: pd.DataFrame
    penyedia_usulan: pd.DataFrame


@dataclass(slots=True)
class _Supplier:
    """What is told of one entity. `spellings`: name -> [rows, number of its strongest rule]."""

    entity: Entity
    id: str
    spellings: dict[str, list[int]] = field(default_factory=dict)
    masked: str = ""
    person: bool = False

    @property
    def name(self) -> str:
        """Return the spelling met most often, the first in the alphabet among equals."""
        return min(self.spellings, key=lambda name: (-self.spellings[name][0], name), default="")


def resolve(frame: pd.DataFrame) -> Resolved:
    """Return the supplier of each row and the rows of the supplier tables.

    `frame` has the columns nama, npwp_kunci (opaque key or NA), kode_sistem ("system:id" or NA) and
    kota; npwp_samaran and perorangan are used where present. The same rows in another order give
    the same suppliers.
    """
    signs, index = _signs(frame)
    names = {sign.nama: split_name(sign.nama) for sign in signs}
    matches = match(signs, names)
    suppliers = _gather(matches, names)
    ids = np.array([suppliers[matches[s].entity.key].id if s in matches else None for s in signs])
    by_row = pd.Series(ids[index], index=frame.index, dtype="string[pyarrow]")
    ordered = sorted(suppliers.values(), key=lambda supplier: supplier.id)
    return Resolved(
        by_row, _supplier_rows(ordered, names), _spelling_rows(ordered), _proposals(ordered, names)
    )


def _signs(frame: pd.DataFrame) -> tuple[list[Sign], npt.NDArray[Any]]:
    """Return the distinct signs in a stable order, and each row's position among them."""
    table = pd.DataFrame(index=frame.index)
    for name in INPUT:
        given = frame[name] if name in frame else pd.Series("", index=frame.index)
        table[name] = given.astype("string[pyarrow]").fillna("").str.strip()
    flags = frame["perorangan"] if "perorangan" in frame else pd.Series(False, index=frame.index)
    table["perorangan"] = flags.astype("boolean").fillna(False).astype(bool)
    groups = table.groupby(list(table.columns), sort=True)
    counts = groups.size()
    keys = (tuple(key) for key in counts.index)
    signs = [Sign._make((*key, n)) for key, n in zip(keys, counts.tolist(), strict=True)]
    return signs, groups.ngroup().to_numpy()


def _gather(matches: Matches, names: dict[str, SupplierName]) -> dict[str, _Supplier]:
    suppliers: dict[str, _Supplier] = {}
    for sign, (entity, rule) in matches.items():
        supplier = suppliers.get(entity.key)
        if supplier is None:
            supplier = suppliers[entity.key] = _Supplier(entity, entity.id)
        if sign.nama:
            seen = supplier.spellings.setdefault(sign.nama, [0, len(RULES)])
            seen[0], seen[1] = seen[0] + sign.rows, min(seen[1], RULES.index(rule))
        supplier.masked = supplier.masked or sign.npwp_samaran
        supplier.person = supplier.person or sign.perorangan or names[sign.nama].person
    return suppliers


def _supplier_rows(suppliers: list[_Supplier], names: dict[str, SupplierName]) -> pd.DataFrame:
    main = [supplier.name for supplier in suppliers]
    rows: dict[str, list[object]] = {
        "id_penyedia": [supplier.id for supplier in suppliers],
        "nama": [name or None for name in main],
        "bentuk": [names[name].form or None if name else None for name in main],
        "nama_inti": [names[name].core or None if name else None for name in main],
        "npwp": [supplier.masked or None for supplier in suppliers],
        "aturan": [supplier.entity.rule for supplier in suppliers],
        "perorangan": [supplier.person for supplier in suppliers],
        "jumlah_nama": [len(supplier.spellings) for supplier in suppliers],
    }
    return pd.DataFrame(rows)


def _spelling_rows(suppliers: list[_Supplier]) -> pd.DataFrame:
    rows = [
        (supplier.id, name, RULES[rule], count)
        for supplier in suppliers
        for name, (count, rule) in sorted(supplier.spellings.items())
    ]
    return pd.DataFrame(rows, columns=["id_penyedia", "nama_asli", "aturan", "jumlah"])


def _proposals(suppliers: list[_Supplier], names: dict[str, SupplierName]) -> pd.DataFrame:
    named = [(supplier, names[name]) for supplier in suppliers if (name := supplier.name)]
    candidates = (
        Candidate(supplier.id, name.form, name.core, supplier.entity.rule == "npwp")
        for supplier, name in named
        if name.core
    )
    columns = ["id_penyedia", "id_penyedia_lain", "kemiripan", "alasan"]
    return pd.DataFrame([tuple(pair) for pair in likely_pairs(candidates)], columns=columns)
