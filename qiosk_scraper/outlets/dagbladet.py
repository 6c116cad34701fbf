"""Dagbladet: Labrador, Norwegian.

Checked against a saved page of 2026; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.dagbladet.no/"

OUTLET = Outlet(
    slug="dagbladet",
    name="Dagbladet",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("nyheter", "sport")},
    language="no",
    timezone="Europe/Oslo",
    host_aliases=("dagbladet.no",),
)
