"""Corriere della Sera: a system of its own, Italian.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.corriere.it/"

OUTLET = Outlet(
    slug="corriere",
    name="Corriere della Sera",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("cronache", "economia", "esteri", "politica")},
    language="it",
    timezone="Europe/Rome",
    host_aliases=("corriere.it",),
)
