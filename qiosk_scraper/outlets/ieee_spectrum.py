"""IEEE Spectrum: RebelMouse, sections below `/topic/`.

Declared only: no page of it was looked at.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://spectrum.ieee.org/"

OUTLET = Outlet(
    slug="ieee-spectrum",
    name="IEEE Spectrum",
    home_url=HOME,
    sections={
        slug: f"{HOME}topic/{slug}/"
        for slug in (
            "aerospace",
            "artificial-intelligence",
            "biomedical",
            "computing",
            "energy",
            "robotics",
            "semiconductors",
            "telecommunications",
        )
    },
    feeds=(f"{HOME}feeds/feed.rss",),
    language="en",
    timezone="America/New_York",
    host_aliases=("www.spectrum.ieee.org",),
)
