"""What surrounds the content of a page: menus, the other language, citation, whom to write to."""

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from budget_pipeline.site.amounts import day

if TYPE_CHECKING:
    from budget_pipeline.site.page import Page


class Surroundings:
    """Everything base.html and _ikut_serta.html need to know about the page being shown."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.embed = page.embed
        self.wilayah = page.wilayah

    @property
    def navigation(self) -> list[tuple[str, str]]:
        """Return address and name of the main sections."""
        link, say, year = (
            self.page.link,
            self.page.say,
            self.page.site.latest_budget_year(self.wilayah),
        )
        return [
            (link("/anggaran", year) if year else link("/anggaran"), say("Anggaran")),
            (link("/pengadaan"), say("Pengadaan")),
            (link("/indikator"), say("Indikator")),
            (link("/kualitas"), say("Kualitas")),
            (link("/sumber"), say("Sumber")),
            (link("/unduhan"), say("Unduhan")),
        ]

    @property
    def foot_navigation(self) -> list[tuple[str, str]]:
        """Return address and name of the pages about the site itself."""
        link, say = self.page.link, self.page.say
        year = self.page.site.latest_budget_year(self.wilayah)
        return [
            (link("/perubahan", year) if year else link("/perubahan"), say("Perubahan anggaran")),
            (link("/opd"), say("Perangkat daerah")),
            (link("/penyedia"), say("Penyedia")),
            (link("/wilayah"), say("Wilayah")),
            (link("/pertanyaan"), say("Pertanyaan siap pakai")),
            (link("/rilis"), say("Rilis")),
            (link("/metodologi"), say("Metodologi")),
            (link("/glosarium"), say("Glosarium")),
            (link("/tentang"), say("Tentang")),
            (link("/privasi"), say("Privasi")),
            (link("/aksesibilitas"), say("Aksesibilitas")),
            (link("/data"), say("Tabel dan SQL")),
        ]

    def is_in(self, address: str) -> bool:
        """Tell whether this page belongs to the section at `address`."""
        section = address.partition("?")[0].split("/")[1]
        return self.page.path.split("/")[1] == section

    @property
    def other_language(self) -> str:
        """Return the address of this page in the other language."""
        other = "en" if self.page.lang == "id" else ""
        return self.page.same_address(lang=other) if other else self._without_language()

    @cached_property
    def permalink(self) -> str:
        """Return the full address of this page with what was filtered, without language or embedding."""
        asked = {
            k: self.page.query(k) for k in self.page.request.args if k not in ("lang", "embed")
        }
        filled = {key: value for key, value in asked.items() if value}
        return self.origin + self.page.path + (f"?{urlencode(filled)}" if filled else "")

    @property
    def embed_address(self) -> str:
        """Return the full address of this page for somebody else's frame."""
        return self.permalink + ("&" if "?" in self.permalink else "?") + "embed=1"

    def citation(self, title: str) -> str:
        """Return a citation of this page that names the release and how to check it."""
        site, say = self.page.site, self.page.say
        digest = site.release.checksums.get("data.db", "")[:16]
        return say(
            '%(kota)s, "%(judul)s", rilis data %(rilis)s%(sampai)s, %(alamat)s (SHA-256 data.db %(sidik)s…).',
            kota=site.name(self.wilayah),
            judul=title,
            rilis=site.release.id,
            sampai=self._until(),
            alamat=self.permalink,
            sidik=digest,
        )

    def report_mail(self, title: str) -> str:
        """Return the address of a prefilled mail to whoever keeps the data."""
        say = self.page.say
        return self._mail(
            self.page.site.contact,
            say("Kekeliruan data: %(judul)s", judul=title),
            say(
                "Halaman: %(alamat)s\nRilis: %(rilis)s\n\nYang keliru:\n\nYang benar, dan sumbernya:\n",
                alamat=self.permalink,
                rilis=self.page.site.release.id,
            ),
        )

    def apip_mail(self, title: str) -> str:
        """Return the address of a prefilled mail to the internal auditor."""
        say = self.page.say
        return self._mail(
            self.page.site.apip,
            say("Mohon ditelaah: %(judul)s", judul=title),
            say(
                "Halaman: %(alamat)s\nRilis: %(rilis)s\n\nUraian:\n",
                alamat=self.permalink,
                rilis=self.page.site.release.id,
            ),
        )

    def _until(self) -> str:
        until = self.page.site.until.get(self.wilayah)
        return (
            self.page.say(", data sampai %(hari)s", hari=day(until, self.page.lang))
            if until
            else ""
        )

    def _mail(self, address: str, subject: str, body: str) -> str:
        return f"mailto:{quote(address, safe='@.+-')}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"

    @property
    def origin(self) -> str:
        """Return scheme and host of this site, the configured ones where there are any."""
        configured = self.page.site.settings.get("alamat")
        if configured:
            return str(configured).rstrip("/")
        host = self.page.request.headers.get("host", "")
        return f"{self.page.request.scope.get('scheme', 'http')}://{host}"

    def _without_language(self) -> str:
        address = self.page.same_address()
        path, _, query = address.partition("?")
        kept = "&".join(pair for pair in query.split("&") if pair and not pair.startswith("lang="))
        return f"{path}?{kept}" if kept else path
