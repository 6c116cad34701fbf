"""Correctiv: WordPress, German.

Checked against a saved page of 2026; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://correctiv.org/"

OUTLET = Outlet(
    slug="correctiv",
    name="Correctiv",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("aktuelles", "faktencheck")},
    feeds=(f"{HOME}feed/",),
    language="de",
    timezone="Europe/Berlin",
    host_aliases=("www.correctiv.org",),
)
