"""The Nation: WordPress.

Checked against a saved page of 2023; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.thenation.com/"

OUTLET = Outlet(
    slug="the-nation",
    name="The Nation",
    home_url=HOME,
    sections={"front": HOME},
    language="en",
    timezone="America/New_York",
    host_aliases=("thenation.com",),
)
