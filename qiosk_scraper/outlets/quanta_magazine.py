"""Quanta Magazine: WordPress.

Checked against a saved page of 2019; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.quantamagazine.org/"

OUTLET = Outlet(
    slug="quanta-magazine",
    name="Quanta Magazine",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("biology", "computer-science", "mathematics", "physics")},
    feeds=(f"{HOME}feed/",),
    language="en",
    timezone="America/New_York",
    host_aliases=("quantamagazine.org",),
)
