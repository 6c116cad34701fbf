"""TechCrunch: WordPress, sections below `/category/`.

Checked against a saved page of 2024; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://techcrunch.com/"

OUTLET = Outlet(
    slug="techcrunch",
    name="TechCrunch",
    home_url=HOME,
    sections={
        slug: f"{HOME}category/{slug}/" for slug in ("artificial-intelligence", "security", "startups", "venture")
    },
    feeds=(f"{HOME}feed/",),
    language="en",
    timezone="America/Los_Angeles",
    host_aliases=("www.techcrunch.com",),
)
