"""The Guardian: a system of its own.

Checked against a saved page of 2024; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.theguardian.com/"

OUTLET = Outlet(
    slug="the-guardian",
    name="The Guardian",
    home_url=HOME,
    sections={
        slug: f"{HOME}{slug}"
        for slug in (
            "books",
            "business",
            "commentisfree",
            "environment",
            "football",
            "science",
            "technology",
            "uk-news",
            "us-news",
            "world",
        )
    },
    feeds=(f"{HOME}world/rss",),
    language="en",
    timezone="Europe/London",
    host_aliases=("theguardian.com",),
)
