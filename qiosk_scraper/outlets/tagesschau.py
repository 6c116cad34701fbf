"""tagesschau.de: a broadcaster's system of its own, German.

Checked against a saved page of 2023; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.tagesschau.de/"

OUTLET = Outlet(
    slug="tagesschau",
    name="tagesschau.de",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}" for slug in ("ausland", "inland", "investigativ", "wirtschaft", "wissen")},
    language="de",
    timezone="Europe/Berlin",
    host_aliases=("tagesschau.de",),
)
