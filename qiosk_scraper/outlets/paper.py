"""Paper: RebelMouse.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.papermag.com/"

OUTLET = Outlet(
    slug="paper",
    name="Paper",
    home_url=HOME,
    sections={"front": HOME},
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("papermag.com",),
)
