"""The Intercept: WordPress.

Checked against a saved page of 2023; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://theintercept.com/"

OUTLET = Outlet(
    slug="the-intercept",
    name="The Intercept",
    home_url=HOME,
    sections={"front": HOME},
    language="en",
    timezone="America/New_York",
    host_aliases=("www.theintercept.com",),
)
