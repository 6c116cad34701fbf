"""Der Spiegel: a system of its own, German; many articles behind a paywall.

Checked against a saved page of 2023; its lists were not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://www.spiegel.de/"

OUTLET = Outlet(
    slug="spiegel",
    name="Der Spiegel",
    home_url=HOME,
    sections={
        slug: f"{HOME}{slug}/"
        for slug in ("ausland", "kultur", "netzwelt", "panorama", "politik", "wirtschaft", "wissenschaft")
    },
    feeds=(f"{HOME}schlagzeilen/index.rss",),
    language="de",
    timezone="Europe/Berlin",
    host_aliases=("spiegel.de",),
)
