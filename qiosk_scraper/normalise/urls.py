"""One spelling for each address, so that an article is stored once whatever link led to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from w3lib.url import canonicalize_url

from qiosk_scraper.normalise.secrets import is_secret

if TYPE_CHECKING:
    from qiosk_scraper.outlet import Outlet

MAX_URL = 2_083
"""Characters. Longer ones are traps or inlined payloads."""

_TRACKING_PREFIXES = (
    "utm_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "hsa_",
    "at_",
    "ns_",
    "guce_",
    "stm_",
    "trk_",
    "fb_action",
    "itm_",
    "wt_",
    "wt.",
    "xtor",
    "__hs",
    "_hs",
    "hsctatracking",
    "rebellt",
    "rb_",
    "vero_",
    "oly_",
    "ml_subscriber",
    "mc_",
)
_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh epik srsltid
    mkt_tok s_cid s_kwcid ef_id icid ncid cmpid cmp campaign_id ocid spm smid smtyp smprod sr_share share shared
    sharetype sharetoken share_id shareid amp _amp amp_js_v amp_gsa usqp outputtype ref ref_src ref_url refsrc
    referer referrer __twitter_impression guccounter soc_src soc_trk trk taid tracking trackingid trackid
    cn-reloaded nl_id nlid fb_ref fb_source action_object_map action_type_map action_ref_map _ga _gl _openstat
    partner emc emci emdi ceid wpsrc wpisrc wpmm tid_src source_id sref recommended_by recip_id newsletter_id
    cx_testid cx_testvariant cx_artpos cx_experienceid cx_referrer traffic_source trafficsource nocache
    cachebuster cache_bust _cb fresh phpsessid jsessionid aspsessionid sessionid session_id sessid zanpid
    wickedid irclickid irgwc mibextid rnd sc_src sc_llid sc_uid __s cfid cftoken zenid oscsid
"""
_TRACKING = frozenset(_NAMES.split())
_FEED_VALUES = re.compile(
    r"rss|feed|atom|twitter|facebook|email|newsletter|social|whatsapp|telegram|copy|homepage", re.IGNORECASE
)
_SOURCE_NAMES = frozenset({"source", "src", "from", "via", "medium", "origin", "cid", "fr"})

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufeff]")
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9_])?)*"
)
_IPV6 = re.compile(r"\[[0-9a-f:.]{2,45}\]")
_PLAIN_PATH = re.compile(r"(?:/(?!\.\.?(?:/|$))[A-Za-z0-9._~\-]*)*")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*|(?<=/)\((?:[A-Z]\([^()/]*\))+\)/", re.IGNORECASE)
"""`;jsessionid=…`, and the folder `/(S(…))/` of ASP.NET."""
_HEX = re.compile(r"[0-9a-fA-F]+")
_AMP_FILE = re.compile(r"\.amp(\.html?)?$", re.IGNORECASE)
_DEFAULT_PORT = {"http": "80", "https": "443"}


def canonical_url(url: str, outlet: Outlet | None = None) -> str | None:
    """The one spelling of an http(s) address, or None if it cannot be fetched. Never raises; idempotent.

    With an outlet, any of its hosts and either scheme becomes those of its home, and its own list of parameters
    decides. Without one, scheme and host stay. Fragment, userinfo, default port, tracking and secret parameters, AMP
    forms go; the path ends in a slash unless its last segment has a file extension.
    """
    if not isinstance(url, str) or len(url) > MAX_URL:
        return None
    if outlet is None:
        return _canonical(url, None, frozenset(), None)
    return _canonical(url, outlet.home_url, outlet.hosts, outlet.kept_parameters)


def same_site(url: str, outlet: Outlet) -> bool:
    """Whether the address is on one of the outlet's hosts (`www.` or not); False for what cannot be fetched."""
    canonical = canonical_url(url, outlet)
    return canonical is not None and _origin(canonical) == _origin(
        _canonical(outlet.home_url, None, frozenset(), None) or ""
    )


def owner_of(url: str) -> str:
    """The name under which a host was registered, as far as its form tells: `ledger.co.uk` of `sport.ledger.co.uk`."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    return ".".join(labels[-3 if len(labels) > 2 and _SECOND_LEVEL.fullmatch(labels[-2]) else -2 :])


_SECOND_LEVEL = re.compile(r"ac|co|or|ne|go|re|pe|com|net|org|gov|edu|gob|gouv|govt|nom|info|press|media")
"""Below countries: `co.uk`, `com.br`, `gov.au`."""


def looks_like_article(url: str, outlet: Outlet) -> bool:
    """Whether the address alone speaks for an article of the outlet: its own patterns first, then common shapes."""
    canonical = canonical_url(url, outlet)
    if canonical is None or not same_site(canonical, outlet):
        return False
    path = urlsplit(canonical).path
    if any(re.search(pattern, path) for pattern in outlet.other_urls):
        return False
    listings = {
        canonical_url(section, outlet) for section in (*outlet.sections.values(), outlet.home_url, *outlet.feeds)
    }
    if canonical in listings:
        return False
    if outlet.article_urls:
        return any(re.search(pattern, path) for pattern in outlet.article_urls)
    return _article_path(path)


_NO_ARTICLE = re.compile(
    r"^/(?:tags?|topics?|authors?|u|users?|profile|category|categories|sections?|search|page|feeds?|rss"
    r"|amp|login|signup|"
    r"register|account|subscribe|newsletters?|about(?:-us)?|contact(?:-us)?|privacy(?:-policy)?|terms(?:-[a-z-]+)?|"
    r"cookies?(?:-policy)?|jobs|careers|shop|store|cart|advertise|donate|help|faq|sitemap|wp-(?:admin|content|json)|"
    r"cdn-cgi|core|res|static|assets|media-library|gallery|archives?)(?:/|$)",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?!html?/?$|php/?$|aspx?/?$|jsp/?$|shtml/?$|stm/?$|ece/?$|cms/?$)[a-z][a-z0-9]{1,4}/?$", re.IGNORECASE
)
_DATED = re.compile(r"/(?:19|20)\d\d/(?:[01]?\d|[a-z]{3})(?:/[0-3]?\d)?/[^/]{3,}", re.IGNORECASE)


def _article_path(path: str) -> bool:
    if path in ("", "/") or _NO_ARTICLE.search(path) or _FILE.search(path):
        return False
    if _DATED.search(path):
        return True
    last = path.rstrip("/").rsplit("/", 1)[-1]
    words = [word for word in re.split(r"[-_]", last) if word]
    return (
        len(words) >= 3
        or bool(re.search(r"\d{5,}", last))
        or (len(words) == 2 and path.count("/") <= 2 and len(last) >= 8)
    )


@lru_cache(maxsize=4096)
def _canonical(url: str, home: str | None, hosts: frozenset[str], kept: frozenset[str] | None) -> str | None:
    try:
        once = _spell(url, home, hosts, kept)
        # The spelling of odd addresses settles on the second pass (`/%2561mp/…`); what does not is no address.
        for _ in range(3):
            again = _spell(once, home, hosts, kept)
            if again == once:
                return once
            once = again
    except ValueError:  # UnicodeError too: `http://[::1`, a lone surrogate, an empty label
        return None
    return None


def _spell(url: str, home: str | None, hosts: frozenset[str], kept: frozenset[str] | None) -> str:
    parts = urlsplit(_CONTROL.sub("", url).strip().replace("\\", "/"))
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT:
        raise ValueError("scheme")
    netloc = _netloc(parts.netloc, scheme)
    if home is not None:
        home_parts = urlsplit(home)
        home_netloc = _netloc(home_parts.netloc, home_parts.scheme.lower())
        if _bare(netloc) in {_bare(home_netloc), *(_bare(host) for host in hosts)}:
            scheme, netloc = home_parts.scheme.lower(), home_netloc
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece, kept, parts.path))
    if not query and _PLAIN_PATH.fullmatch(parts.path):
        result = f"{scheme}://{netloc}{_path(parts.path)}"
        if len(result) > MAX_URL:
            raise ValueError("too long")
        return result
    # Only path and query go through w3lib: it would turn the host's port and case its own way.
    spelled = urlsplit(canonicalize_url(f"http://x{_path(parts.path)}{'?' + query if query else ''}"))
    path = _path(spelled.path)
    result = f"{scheme}://{netloc}{path}{'?' + spelled.query if spelled.query else ''}"
    if len(result) > MAX_URL:
        raise ValueError("too long")
    return result


def _netloc(netloc: str, scheme: str) -> str:
    """Host in lower case and Punycode, the port unless it is the scheme's own; no userinfo."""
    host, port = netloc.rpartition("@")[2], ""
    match = re.fullmatch(r"(.*?):(\d*)", host)
    if match and (not match[1].startswith("[") or match[1].endswith("]")):
        host, port = match[1], match[2]
    host = unquote(host).strip(" ").lower()
    if not host.startswith("["):
        host = (host if host.isascii() else host.encode("idna").decode("ascii")).rstrip(".").lower()
    if not (_HOST.fullmatch(host) or _IPV6.fullmatch(host)):
        raise ValueError("host")
    if port and (len(port) > 5 or int(port) > 65_535):
        raise ValueError("port")
    port = str(int(port)) if port else ""
    return host if port in ("", _DEFAULT_PORT[scheme]) else f"{host}:{port}"


def _bare(netloc: str) -> str:
    return netloc.removeprefix("www.")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return _bare(parts.netloc)


def _path(path: str) -> str:
    path = _SESSION.sub("", path)
    if "://" not in path:
        path = re.sub(r"/{2,}", "/", path)
    segments = path.strip("/").split("/")
    while len(segments) > 1 and segments[0].lower() == "amp":
        segments = segments[1:]
    while len(segments) > 1 and segments[-1].lower() == "amp":
        segments = segments[:-1]
    segments[-1] = _AMP_FILE.sub(lambda match: match[1] or "", segments[-1])
    joined = "/" + "/".join(segments)
    if joined == "/" or _EXTENSION.search(joined):
        return joined
    return joined + "/"


def _is_tracking(piece: str, kept: frozenset[str] | None, path: str) -> bool:
    name, _, value = piece.partition("=")
    name = unquote(name)
    if kept is not None:
        return name not in kept
    name = name.lower().removeprefix("amp;")
    return (
        name in _TRACKING
        or name.startswith(_TRACKING_PREFIXES)
        or (name in _SOURCE_NAMES and bool(_FEED_VALUES.search(value)))
        or is_secret(name, value)
        # A path of words names its page; what else has 32 hex digits is a visit's number.
        or (len(value) >= 32 and bool(_HEX.fullmatch(value)) and _article_path(path))
    )
