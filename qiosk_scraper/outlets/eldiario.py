"""elDiario.es: a system of its own, Spanish.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.eldiario.es/"

OUTLET = Outlet(
    slug="eldiario",
    name="elDiario.es",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("cultura", "economia", "internacional", "politica")},
    feeds=(f"{HOME}rss/",),
    language="es",
    timezone="Europe/Madrid",
    host_aliases=("eldiario.es",),
)
