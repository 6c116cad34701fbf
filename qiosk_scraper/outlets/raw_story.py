"""Raw Story: RebelMouse.

Checked against a saved page of 2022; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.rawstory.com/"

OUTLET = Outlet(
    slug="raw-story",
    name="Raw Story",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("raw-investigates",)},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("rawstory.com",),
)
