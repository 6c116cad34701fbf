"""What has to come of answers that are no articles, and of articles in odd bytes, letters, data and dates."""

from __future__ import annotations

import codecs
import json

from fault_outlet import documents as d
from fault_outlet.cases import STORED, case_of
from fault_outlet.server import Fault

HTML = "text/html; charset=utf-8"
NO_ARTICLES = [
    *(
        case_of(f"type-{name}", d.page(data, Content_Type=kind), "not_html")
        for name, (data, kind) in {
            "pdf": (d.PDF, "application/pdf"),
            "pdf-as-html": (d.PDF, HTML),
            "png-as-html": (d.PNG, HTML),
            "jpeg": (d.JPEG, "image/jpeg"),
            "zip-as-html": (d.ZIP, HTML),
            "video-as-html": (d.VIDEO, HTML),
            "json": (d.JSON, "application/json"),
            "json-as-html": (d.JSON, HTML),
            "script": (d.SCRIPT, "text/javascript"),
            "feed-as-html": (d.FEED, HTML),
            "drawing": (d.DRAWING, "image/svg+xml"),
            "plain": (d.PLAIN, "text/plain"),
            "plain-as-html": (d.PLAIN, HTML),
            "stream": (bytes(range(256)) * 40, "application/octet-stream"),
        }.items()
    ),
    *(case_of(f"soft-404-{name}", d.page(d.bare(*said)), "soft_404") for name, said in d.NOT_FOUND.items()),
    *(case_of(f"shell-{name}", d.page(data), "needs_javascript") for name, data in d.SHELLS.items()),
    case_of("frames", d.frames, "empty_body"),
    case_of("no-words", d.page(d.NO_WORDS), "empty_body"),
    case_of("nothing-but-nul", d.page(b"\x00" * 4000), "empty"),
    case_of("cut-markup", d.cut_markup, STORED, flags=("maybe_truncated",)),
]
WALLS = [
    *(case_of(f"captcha-{name}", d.page(data), "captcha", put_off=True) for name, data in d.CHALLENGES.items()),
    *(
        case_of(f"captcha-403-{name}", d.page(data, 403), "captcha", put_off=True)
        for name, data in d.CHALLENGES.items()
    ),
    case_of("captcha-429", d.page(d.CHALLENGES["words"], 429, Retry_After="90000"), "captcha", put_off=True),
    case_of("captcha-header", d.page(d.bare("post.example"), 403, Cf_Mitigated="challenge"), "captcha", put_off=True),
    *(case_of(f"consent-{name}", d.page(data), "consent_wall") for name, data in d.CONSENT.items()),
    *(case_of(f"login-{name}", d.page(data), "login_wall") for name, data in d.LOGIN.items()),
    case_of("login-401", d.page(d.LOGIN["en"], 401), "login_wall"),
    *(
        case_of(f"maintenance-{name}", d.page(data), "maintenance", put_off=True)
        for name, data in d.MAINTENANCE.items()
    ),
    case_of("maintenance-503", d.page(d.MAINTENANCE["en"], 503), "maintenance", 2, 4, put_off=True),
]


def _in(
    words: tuple[str, list[str]], codec: str, flags: tuple[str, ...] = (), **said: object
) -> tuple[Fault, object, tuple[str, ...]]:
    return d.in_bytes(words, codec, **said), {"headline": words[0], "text": "\n\n".join(words[1])}, flags  # type: ignore[arg-type]


def _meta(label: str) -> str:
    return f'<meta charset="{label}">'


_GUESS = ("charset_guess",)
CHARSETS = [
    case_of(f"charset-{name}", fault, STORED, wants=wants, flags=flags)
    for name, (fault, wants, flags) in {
        "mark-beats-header": _in(d.GERMAN, "utf-8", header="utf-16", mark=codecs.BOM_UTF8),
        "mark-16-le": _in(d.RUSSIAN, "utf-16-le", header="utf-8", mark=codecs.BOM_UTF16_LE),
        "mark-16-be": _in(d.JAPANESE, "utf-16-be", mark=codecs.BOM_UTF16_BE),
        "utf-16-le": _in(d.GERMAN, "utf-16-le", header="utf-16"),
        "utf-16-be": _in(d.GERMAN, "utf-16-be", header="utf-16be"),
        "utf-16-unsaid": _in(d.RUSSIAN, "utf-16-le"),
        "utf-8-as-latin": _in(d.RUSSIAN, "utf-8", header="iso-8859-1", meta=_meta("windows-1252")),
        "utf-8-unsaid": _in(d.CHINESE, "utf-8"),
        "utf-8-cut": _in(d.GERMAN, "utf-8", meta=_meta("utf8")),
        "1252-as-latin": _in(d.ENGLISH, "cp1252", header="ISO-8859-1"),
        "1252-as-utf-8": _in(d.ENGLISH, "cp1252", header="utf-8"),
        "1252-as-utf-8-twice": _in(d.GERMAN, "cp1252", header="UTF-8", meta=_meta("utf-8")),
        "1252-unsaid": _in(d.ENGLISH, "cp1252", _GUESS),
        "1251": _in(d.RUSSIAN, "cp1251", header="windows-1251"),
        "1251-by-language": _in(d.RUSSIAN, "cp1251", _GUESS, lang="ru"),
        "1251-unsaid": _in(d.RUSSIAN, "cp1251", _GUESS),
        "koi8": _in(d.RUSSIAN, "koi8-r", meta=_meta("KOI8-R")),
        "koi8-unsaid": _in(d.RUSSIAN, "koi8-r", _GUESS),
        "latin-2": _in(d.POLISH, "iso8859-2", meta=_meta("iso-8859-2")),
        "shift-jis": _in(d.JAPANESE, "cp932", header="Shift_JIS"),
        "shift-jis-label": _in(d.JAPANESE, "cp932", meta=_meta("x-sjis")),
        "shift-jis-unsaid": _in(d.JAPANESE, "cp932", _GUESS, lang="ja"),
        "euc-jp": _in(d.JAPANESE, "euc_jisx0213", meta=_meta("euc-jp")),
        "iso-2022-jp": _in(d.JAPANESE, "iso2022_jp_ext", header="iso-2022-jp"),
        "gb18030": _in(d.CHINESE, "gb18030", header="gb18030"),
        "gb18030-as-gb2312": _in(d.CHINESE, "gb18030", meta=_meta("gb2312")),
        "gb18030-unsaid": _in(d.CHINESE, "gb18030", _GUESS, lang="zh"),
        "euc-kr": _in(d.KOREAN, "cp949", header="euc-kr"),
        "euc-kr-unsaid": _in(d.KOREAN, "cp949", _GUESS, lang="ko"),
        "no-such": _in(d.GERMAN, "utf-8", header="no-such-charset"),
        "header-quoted": _in(d.RUSSIAN, "cp1251", header='"windows-1251" '),
        "entities": _in(d.RUSSIAN, "ascii", header="us-ascii"),
    }.items()
]
_SEVEN = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- was what the harbour board read out aloud on Tuesday morning."
_REST = "The rest of the tale stands below, as it was told by the people of the harbour that week."
_LONG = "A line of the tale that is long enough to be taken for one, and that ends in a full stop."


def _letters(*paragraphs: bytes, text: str) -> tuple[Fault, object]:
    return d.with_words(*paragraphs, _REST.encode()), {"text": f"{text}\n\n{_REST}"}


LETTERS = [
    case_of(f"letters-{name}", fault, STORED, wants=wants)
    for name, (fault, wants) in {
        "nul": _letters(
            b"Before the nul\x00 and after it the words of this line go on as before.",
            text="Before the nul and after it the words of this line go on as before.",
        ),
        "nul-run": _letters(
            b"Many\x00\x00\x00\x00 of them stand here, and nothing of what follows is lost.",
            text="Many of them stand here, and nothing of what follows is lost.",
        ),
        "c0": _letters(
            b"A bell\x07, an escape\x1b[31m and a backspace\x08 stand in this line of the tale.",
            text="A bell, an escape[31m and a backspace stand in this line of the tale.",
        ),
        "c1": _letters(
            "A control\x81 and another\x9d stand in this line of the tale, unseen.".encode(),
            text="A control and another stand in this line of the tale, unseen.",
        ),
        "surrogate": _letters(
            b"Half a pair \xed\xa0\x80 stands in this line of the tale, as some programs write it.",
            text="Half a pair \ufffd stands in this line of the tale, as some programs write it.",
        ),
        "surrogate-entity": _letters(
            b"Half a pair &#xD800; stands in this line of the tale, as an entity.",
            text="Half a pair \ufffd stands in this line of the tale, as an entity.",
        ),
        "entities": _letters(
            b"Entities &#0; &#1; &#x110000; &#x80; &bogus; &amp;amp; &#8217; stand in this line of the tale.",
            text="Entities \ufffd \ufffd € &bogus; &amp; ’ stand in this line of the tale.",
        ),
        "utf-7": _letters(_SEVEN, text=_SEVEN.decode()),
        "nonsense": _letters(
            b"Bytes that are nothing \xff\xfe stand in this line of the tale, as they may.",
            text="Bytes that are nothing ÿþ stand in this line of the tale, as they may.",
        ),
    }.items()
]


def _block(**fields: object) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def _with(fields: str) -> str:
    return f'{{"@context":"https://schema.org","@type":"NewsArticle",{fields}}}'


_NAME = '"author":{"@type":"Person","name":"Bo Reed"}'
LINKED_DATA = [
    case_of(f"linked-{name}", fault, STORED, wants=wants)
    for name, (fault, wants) in {
        "nan": (d.linked(_with('"wordCount":NaN,"x":Infinity,' + _NAME)), {"byline": "By Ada Quill"}),
        "comma": (d.linked(_with(_NAME + ",")), {}),
        "comments": (d.linked("/* one */ // two\n" + _with(_NAME)), {}),
        "newlines": (d.linked(_with('"description":"one\ntwo\tthree",' + _NAME)), {}),
        "cdata": (d.linked("//<![CDATA[\n" + _with(_NAME) + "\n//]]>"), {}),
        "comment-tags": (d.linked("<!-- " + _with(_NAME) + " -->"), {}),
        "graph": (
            d.linked(json.dumps({"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "author": "Bo Reed"}]})),
            {},
        ),
        "list": (d.linked("[" + _with(_NAME) + ",[]," + 'null,1,"x"]'), {}),
        "author-text": (d.linked(_block(author="Bo Reed")), {}),
        "wrong-types": (
            d.linked(_block(author=7, headline={"a": []}, datePublished=[1], image=True, articleBody=[None])),
            {},
        ),
        "deep": (d.linked("[" * 100_000 + "]" * 100_000), {}),
        "deep-objects": (d.linked('{"a":' * 100_000 + "1" + "}" * 100_000), {}),
        "digits": (d.linked(_with('"wordCount":' + "9" * 5000)), {}),
        "twice": (d.linked(_with('"headline":"First","headline":"Second"')), {}),
        "cut": (d.linked(_with(_NAME)[:-20]), {}),
        "empty": (d.linked(""), {}),
        "others": (
            d.linked(
                _block(url="{root}/news/another-tale", headline="Another tale altogether", articleBody="Other words.")
            ),
            {},
        ),
        "own-and-others": (
            d.linked(
                _block(url="{root}/news/another-tale", headline="Another tale altogether", author="Cy Other"),
                _block(url="{url}", mainEntityOfPage="{url}", author="Ada Quill"),
            ),
            {},
        ),
        "many": (d.linked(*(_block(url=f"{{root}}/news/x-{n}-tale") for n in range(3000))), {}),
        "long": (d.linked(_block(description="words " * 100_000)), {}),
        "escapes": (d.linked(_with('"description":"\\ud800 \\u0000 \\x41 \\q"')), {}),
    }.items()
]
DATES = [
    case_of(f"date-{name}", d.dated(text), STORED, wants={"published_at": comes}, flags=flags)
    for name, (text, comes, flags) in {
        "year-1": ("0001-01-01T00:00:00Z", None, ()),
        "year-0": ("0000-00-00", None, ()),
        "garbage": ("soon, perhaps", None, ()),
        "no-zone": ("2025-03-04T05:06:07", "2025-03-04T05:06:07+00:00", ()),
        "milliseconds": ("1741064767000", "2025-03-04T05:06:07+00:00", ()),
        "offset-99": ("2025-03-04T05:06:07+99:99", None, ()),
        "second-60": ("2025-03-04T23:59:60+00:00", "2025-03-05T00:00:00+00:00", ()),
        "number": ("99999", None, ()),
        "far": ("2099-01-01T00:00:00Z", "2099-01-01T00:00:00+00:00", ("date_future",)),
        "year-99999": ("99999-01-01T00:00:00Z", None, ()),
        "long": ("9" * 5000, None, ()),
    }.items()
]
