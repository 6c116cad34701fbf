"""Aftonbladet: a system of its own, Swedish.

Checked against a saved page of 2026; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.aftonbladet.se/"

OUTLET = Outlet(
    slug="aftonbladet",
    name="Aftonbladet",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("nyheter", "sportbladet")},
    language="sv",
    timezone="Europe/Stockholm",
    host_aliases=("aftonbladet.se",),
)
