"""taz: a system of its own, German.

Checked against a saved page of 2023; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://taz.de/"

OUTLET = Outlet(
    slug="taz",
    name="taz",
    home_url=HOME,
    sections={"front": HOME},
    language="de",
    timezone="Europe/Berlin",
    host_aliases=("www.taz.de",),
)
