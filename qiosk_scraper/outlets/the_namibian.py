"""The Namibian: WordPress.

Checked against a saved page of 2024; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.namibian.com.na/"

OUTLET = Outlet(
    slug="the-namibian",
    name="The Namibian",
    home_url=HOME,
    sections={"front": HOME},
    feeds=(f"{HOME}feed/",),
    language="en",
    timezone="Africa/Windhoek",
    host_aliases=("namibian.com.na",),
)
