"""Al Jazeera English: a system of its own.

Checked against a saved page of 2019; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.aljazeera.com/"

OUTLET = Outlet(
    slug="al-jazeera",
    name="Al Jazeera English",
    home_url=HOME,
    sections={slug: f"{HOME}{slug}/" for slug in ("economy", "features", "news", "opinions")},
    feeds=(f"{HOME}xml/rss/all.xml",),
    language="en",
    host_aliases=("aljazeera.com",),
)
