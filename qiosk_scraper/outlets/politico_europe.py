"""Politico Europe: WordPress.

Checked against a saved page of 2025; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.politico.eu/"

OUTLET = Outlet(
    slug="politico-europe",
    name="Politico Europe",
    home_url=HOME,
    sections={"front": HOME},
    feeds=(f"{HOME}feed/",),
    language="en",
    timezone="Europe/Brussels",
    host_aliases=("politico.eu",),
)
