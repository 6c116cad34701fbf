"""The Harbour Ledger: the made-up paper that the package itself serves on 127.0.0.1, in RebelMouse's structure."""

from qiosk_scraper.outlet import Outlet

HOME = "http://www.harbour-ledger.example/"

OUTLET = Outlet(
    slug="demo",
    name="The Harbour Ledger",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("harbour", "council", "weather-and-tides")},
    feeds=(f"{HOME}feeds/feed.rss",),
    sitemaps=(f"{HOME}feeds/sitemaps/news_1.xml",),
    language="en",
    timezone="America/New_York",
    other_urls=(r"^/(?:about|search|author|tag|feeds|core|res)(?:/|$)",),
    delay=0.0,
    embedded=True,
)
