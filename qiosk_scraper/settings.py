"""Scrapy's settings: only what differs from its defaults, each with its reason. Our own begin with QIOSK_."""

import os

from qiosk_scraper import __version__

VERSION = __version__
BOT_NAME = "qiosk"
SPIDER_MODULES = ["qiosk_scraper.spiders"]
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


# Who asks, and whom to tell when it is too much.
def user_agent(contact: str) -> str:
    """`qiosk/0.1.0 (+desk@example.org)`; what cannot stand in a header is left out."""
    said = "".join(letter for letter in contact.strip() if letter.isascii() and letter.isprintable())
    return f"qiosk/{VERSION} (+{said})" if said else f"qiosk/{VERSION}"


USER_AGENT = user_agent(os.environ.get("QIOSK_CONTACT", ""))
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",  # what fetching/decoding.py can take off
}

# Where the archive is when a spider is run by `scrapy crawl`.
QIOSK_DB = os.environ.get("QIOSK_DB", "").strip() or "data/archive.db"

# Politeness. The gaps are kept by fetching/pace.py, which knows Retry-After, Crawl-delay and the outlet's own delay.
ROBOTSTXT_OBEY = True
QIOSK_DELAY = 5.0
QIOSK_DELAY_FORCED = None  # a user's own `--delay`, which also holds for loopback
CONCURRENT_REQUESTS = 32  # hosts in parallel; a host gets one at a time
CONCURRENT_REQUESTS_PER_DOMAIN = 8  # only for pages that hang: see fetching/pace.py
QIOSK_PATIENCE = 1.5  # seconds without an answer after which the next page has its turn
DOWNLOAD_DELAY = 0
RETRY_TIMES = 3  # four requests in all
QIOSK_RETRY_GAP = 1.0
QIOSK_RETRY_AFTER_CAP = 600.0  # for a host in one run; a page that asks for more is put off
QIOSK_PUT_OFF = 900.0  # a page that failed at every try is asked again after this, later each time
QIOSK_ROBOTS_TIMEOUT = 30.0
QIOSK_ROBOTS_RETRY_TIMES = 2

# Limits on what one response may cost.
QIOSK_HEADER_TIMEOUT = 60.0  # to the end of the headers, however slowly they drip
DOWNLOAD_TIMEOUT = 120  # in all
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # 1 GiB by default
DOWNLOAD_WARNSIZE = 0
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 * 1024 * 1024  # 5 MB by default: one heavy page would hold up the others
REDIRECT_MAX_TIMES = 10
DOWNLOAD_VERIFY_CERTIFICATES = True

# Room on the archive's disk.
QIOSK_MIN_FREE = 500.0  # MiB that are to stay free
QIOSK_ROOM_PATIENCE = 600.0  # seconds in which somebody may make room

# Nothing but http and https: the others read local files or log in elsewhere.
DOWNLOAD_HANDLERS = {
    "http": "qiosk_scraper.fetching.limits.Download",
    "https": "qiosk_scraper.fetching.limits.Download",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER = "qiosk_scraper.fetching.settling.SettlingDownloader"
# The address guard has to see the address that is connected to.
TWISTED_DNS_RESOLVER = "qiosk_scraper.fetching.addresses.GuardedResolver"
QIOSK_OPEN_ADDRESSES: list[str] = []  # local `address:port` that may be asked all the same
QIOSK_EMBEDDED: dict[str, str] = {}  # host of an embedded outlet to the server that stands in for it

# Both listen on a port by default, and the second can run code.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

COOKIES_ENABLED = False  # news pages need none, and the first one makes Scrapy ask for the public suffix list
METAREFRESH_ENABLED = False  # a way around the redirect rules
REFERER_ENABLED = False

_SCRAPY = "scrapy.downloadermiddlewares"
DOWNLOADER_MIDDLEWARES = {
    "qiosk_scraper.fetching.robots.Robots": 100,
    "qiosk_scraper.fetching.retries.Retries": 550,
    "qiosk_scraper.fetching.redirects.Redirects": 600,
    "qiosk_scraper.fetching.addresses.AddressGuard": 700,
    "qiosk_scraper.fetching.embedded.EmbeddedProxy": 750,
    "qiosk_scraper.fetching.pace.Pace": 800,
    "qiosk_scraper.fetching.room.Room": 810,
    "qiosk_scraper.fetching.last_asked.LastAsked": 820,
    "qiosk_scraper.fetching.conditional.Conditional": 830,
    "qiosk_scraper.fetching.certificates.CertificateNames": 940,
    "qiosk_scraper.fetching.received.KeepHeaders": 950,
    # Replaced by ours, or of no use here. The cookies' module asks for the public suffix list.
    f"{_SCRAPY}.offsite.OffsiteMiddleware": None,
    f"{_SCRAPY}.robotstxt.RobotsTxtMiddleware": None,
    f"{_SCRAPY}.httpauth.HttpAuthMiddleware": None,
    f"{_SCRAPY}.retry.RetryMiddleware": None,
    f"{_SCRAPY}.redirect.MetaRefreshMiddleware": None,
    f"{_SCRAPY}.redirect.RedirectMiddleware": None,
    f"{_SCRAPY}.cookies.CookiesMiddleware": None,
    f"{_SCRAPY}.httpproxy.HttpProxyMiddleware": None,  # the guard could not see behind it
    f"{_SCRAPY}.httpcache.HttpCacheMiddleware": None,
    f"{_SCRAPY}.httpcompression.HttpCompressionMiddleware": None,  # fetching/decoding.py, in the handler
}

# Every answer goes to the spider, which names it; none is dropped on the way.
_SPIDERMW = "scrapy.spidermiddlewares"
SPIDER_MIDDLEWARES = {
    f"{_SPIDERMW}.httperror.HttpErrorMiddleware": None,
    f"{_SPIDERMW}.referer.RefererMiddleware": None,
    f"{_SPIDERMW}.urllength.UrlLengthMiddleware": None,
    f"{_SPIDERMW}.depth.DepthMiddleware": None,
}

# The data flow.
ITEM_PIPELINES = {
    "qiosk_scraper.pipelines.KeepCapture": 100,
    "qiosk_scraper.pipelines.ParseCapture": 200,
    "qiosk_scraper.pipelines.Store": 500,
}

# The archive's frontier is the truth: Scrapy's queue holds the few requests that are under way, in memory, and what
# was asked already is known to the archive. JOBDIR lost requests at every kill (measured with Scrapy 2.19).
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

LOG_LEVEL = "INFO"
LOG_FORMATTER = "qiosk_scraper.fetching.log.VisitLog"
LOG_VERSIONS: list[str] = []
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
MEMUSAGE_ENABLED = False
