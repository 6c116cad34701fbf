"""Responsible Statecraft: RebelMouse since 2023, dated WordPress addresses before, served in the new layout too.

Printed there and read by the CMS's layer: the label line `Reporting | QiOSK` (kind and section or region, either side
may be missing), and the photo line `Top Photo Credit: …` after the body, which no field marks.
Addresses seen in stored texts and public code, 2022 to 2026; the site itself was not fetched.
"""

from qiosk_scraper.outlet import Outlet

HOME = "https://responsiblestatecraft.org/"
_REGIONS = ("europe", "asia-pacific", "africa", "middle-east", "latin-america", "north-america")
_TOPICS = ("global-crises", "washington-politics", "military-industrial-complex", "media")
_LISTINGS = "|".join(("qiosk", "analysis", "reporting", "video", "video-section", *_REGIONS, *_TOPICS))

OUTLET = Outlet(
    slug="responsible-statecraft",
    name="Responsible Statecraft",
    home_url=HOME,
    sections={
        **{slug: f"{HOME}{slug}/" for slug in ("qiosk", "analysis", "reporting", *_REGIONS, *_TOPICS)},
        # Seen in the site's own links; of the other regions only the first-level address was.
        "middle-east": f"{HOME}regions/middle-east/",
        "video": f"{HOME}video-section/",
    },
    feeds=(f"{HOME}feeds/feed.rss",),
    sitemaps=(f"{HOME}feeds/sitemaps/news_1.xml",),
    language="en",
    timezone="America/New_York",
    host_aliases=("www.responsiblestatecraft.org",),
    article_urls=(
        r"^/(?:19|20)\d\d/[01]\d/[0-3]\d/[^/]+/?$",
        # One part, often without a hyphen (`/replicator/`); a clash of slugs gets the post's id.
        r"^/[a-z0-9][a-z0-9_%\-]{2,}/?$",
        r"^/\d{8,}\.html$",
    ),
    other_urls=(
        rf"^/(?:{_LISTINGS}|regions|topics|about|about-us|contact|privacy-policy|editorial-and-submission-policy|"
        rf"masthead|submissions|"
        r"newsletter|newsletters|subscribe|donate|search|author|authors|tag|tags|feed|feeds|core|res|u|media-library|"
        r"amp|page|login|"
        r"events|podcasts?|staff|terms|terms-of-use|sitemap)(?:/|$)",
    ),
    delay=5.0,
)
