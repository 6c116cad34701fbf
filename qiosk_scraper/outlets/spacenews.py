"""SpaceNews: WordPress.

Checked against a saved page of 2019; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://spacenews.com/"

OUTLET = Outlet(
    slug="spacenews",
    name="SpaceNews",
    home_url=HOME,
    sections={"front": HOME},
    feeds=(f"{HOME}feed/",),
    language="en",
    timezone="America/New_York",
    host_aliases=("www.spacenews.com",),
)
