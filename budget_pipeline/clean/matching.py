"""Which rows mean one supplier: by tax number, then system id, then a name only one can bear."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from budget_pipeline.clean.names import SupplierName

RULES: Final = ("npwp", "kode_sistem", "nama")  # strongest first


class Sign(NamedTuple):
    """One distinct combination of what rows say about their supplier, and how many say it."""

    nama: str
    npwp_kunci: str
    kode_sistem: str
    kota: str
    npwp_samaran: str
    perorangan: bool
    rows: int

    @property
    def system(self) -> str:
        """Return the system that gave the id: what stands before ":", "" where nothing does."""
        return self.kode_sistem.rpartition(":")[0]


@dataclass(slots=True)
class Entity:
    """One supplier: its strongest key, and what decides whether others may join it."""

    key: str
    rule: str
    parts: set[tuple[str, str]] = field(default_factory=set)
    systems: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """Return the public id, the same in every release that knows the same strongest key."""
        return "p" + hashlib.sha256(self.key.encode()).hexdigest()[:12]

    def fits_city(self, cities: set[str]) -> bool:
        """Tell whether nothing known of the cities speaks against one supplier."""
        return not self.cities or not cities or bool(self.cities & cities)


class Match(NamedTuple):
    """The supplier of a sign, and the rule that chose it."""

    entity: Entity
    rule: str


Matches = dict[Sign, Match]
ByName = dict[tuple[str, str], dict[str, Entity]]


def match(signs: list[Sign], names: dict[str, SupplierName]) -> Matches:
    """Return the supplier of every sign that says anything; the order of signs does not matter."""
    matches: Matches = {}
    entities: dict[str, Entity] = {}
    _by_tax_number(signs, names, matches, entities)
    _by_system(signs, names, matches, entities)
    _systems_by_name(matches, entities)
    for with_city in (True, False):
        _by_exact_name(signs, names, matches, entities, with_city=with_city)
    return matches


def _by_tax_number(
    signs: list[Sign],
    names: dict[str, SupplierName],
    matches: Matches,
    entities: dict[str, Entity],
) -> None:
    for sign in signs:
        if sign.npwp_kunci:
            key = f"npwp:{sign.npwp_kunci}"
            matches[sign] = Match(_grow(entities, key, "npwp", sign, names[sign.nama]), "npwp")


def _by_system(
    signs: list[Sign],
    names: dict[str, SupplierName],
    matches: Matches,
    entities: dict[str, Entity],
) -> None:
    """Follow a system id to the one tax number it is known with, else let it stand alone."""
    keys: dict[str, set[str]] = defaultdict(set)
    for sign, found in matches.items():
        if sign.kode_sistem:
            keys[sign.kode_sistem].add(found.entity.key)
    for sign in signs:
        if sign.kode_sistem and not sign.npwp_kunci:
            known = keys.get(sign.kode_sistem, set())
            key = next(iter(known)) if len(known) == 1 else f"sistem:{sign.kode_sistem}"
            entity = _grow(entities, key, "kode_sistem", sign, names[sign.nama])
            matches[sign] = Match(entity, "kode_sistem")


def _systems_by_name(matches: Matches, entities: dict[str, Entity]) -> None:
    """Join an id of one system to the tax number of the only supplier of its exact name.

    Two ids of one system are two registrations, so they never join this way.
    """
    by_name = _index(entity for entity in entities.values() if entity.rule == "npwp")
    target: dict[str, Entity] = {}
    for entity in entities.values():
        if entity.rule != "kode_sistem" or any(not form for form, _ in entity.parts):
            continue
        owners: dict[str, Entity] = {}
        for part in entity.parts:
            owners |= by_name.get(part, {})
        for owner in owners.values() if len(owners) == 1 else ():
            if not owner.systems & entity.systems and owner.fits_city(entity.cities):
                target[entity.key] = owner
    if not target:
        return
    for sign, found in list(matches.items()):
        if joined := target.get(found.entity.key):
            joined.cities |= found.entity.cities
            matches[sign] = Match(joined, "nama")
    for key in target:
        del entities[key]


def _by_exact_name(
    signs: list[Sign],
    names: dict[str, SupplierName],
    matches: Matches,
    entities: dict[str, Entity],
    *,
    with_city: bool,
) -> None:
    """Join a bare name to the one supplier of that form and core, else let it stand alone."""
    by_name = _index(entities.values())
    for sign in signs:
        if sign in matches or not sign.nama or bool(sign.kota) != with_city:
            continue
        name = names[sign.nama]
        entity = _only_bearer(sign, name, by_name)
        if entity is None:
            key = f"nama:{name.form}|{name.core or sign.nama.upper()}|{sign.kota.casefold()}"
            entity = _grow(entities, key, "nama", sign, name)
        matches[sign] = Match(entity, "nama")


def _only_bearer(sign: Sign, name: SupplierName, by_name: ByName) -> Entity | None:
    """Return the one supplier of this name; a name without a legal form joins only its like."""
    bearers = by_name.get((name.form, name.core), {})
    for entity in bearers.values() if len(bearers) == 1 else ():
        cities = {sign.kota.casefold()} if sign.kota else set()
        if entity.fits_city(cities) and (name.form or entity.rule == "nama"):
            return entity
    return None


def _grow(
    entities: dict[str, Entity], key: str, rule: str, sign: Sign, name: SupplierName
) -> Entity:
    """Return the entity of `key`, made if new, that now knows what `sign` says."""
    entity = entities.get(key)
    if entity is None:
        entity = entities[key] = Entity(key, rule)
    if name.core:
        entity.parts.add((name.form, name.core))
    if sign.kode_sistem:
        entity.systems.add(sign.system)
    if sign.kota:
        entity.cities.add(sign.kota.casefold())
    return entity


def _index(entities: Iterable[Entity]) -> ByName:
    """Return the entities that bear each (form, core)."""
    found: ByName = defaultdict(dict)
    for entity in entities:
        for part in entity.parts:
            found[part][entity.key] = entity
    return found
