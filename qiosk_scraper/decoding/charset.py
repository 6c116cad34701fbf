"""A page's bytes as text.

Order: byte order mark, valid multi-byte UTF-8, HTTP header, `meta`, then a guess from the language and the bytes.
UTF-8 stands before the header because servers declare a default charset for pages that are not in it, while text
that is valid multi-byte UTF-8 by chance does not occur. A page that calls itself UTF-8 and is none is guessed, too.
UTF-7 is never read. NUL is no letter and is left out; the two halves of a pair that UTF-8 must not hold are joined.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from typing import Literal, NamedTuple

How = Literal["bom", "utf8", "header", "meta", "guess", "ascii"]

# Labels whose WHATWG meaning differs from Python's codec of that name, or that Python does not know.
_LABELS = {
    **dict.fromkeys(
        (
            "ascii",
            "us-ascii",
            "ansi_x3.4-1968",
            "iso-8859-1",
            "iso8859-1",
            "iso88591",
            "iso_8859-1",
            "latin1",
            "latin-1",
            "l1",
            "cp819",
            "ibm819",
            "iso-ir-100",
            "cp1252",
            "windows-1252",
            "x-cp1252",
            "ansi",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "l5", "windows-1254", "x-cp1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "iso8859-11", "tis-620", "dos-874", "windows-874"), "cp874"),
    **dict.fromkeys(
        ("gb2312", "gbk", "gb_2312-80", "gb_2312", "chinese", "csgb2312", "x-gbk", "cp936", "gb18030"), "gb18030"
    ),
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "ms932", "windows-31j", "csshiftjis"), "cp932"
    ),
    **dict.fromkeys(
        (
            "euc-kr",
            "euckr",
            "ks_c_5601-1987",
            "ks_c_5601-1989",
            "ksc5601",
            "korean",
            "windows-949",
            "cseuckr",
            "iso-ir-149",
        ),
        "cp949",
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cn-big5", "csbig5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese"), "euc_jp"),
    **dict.fromkeys(("iso-8859-8-i", "logical", "csiso88598i"), "iso8859-8"),
    **dict.fromkeys(("x-mac-roman", "macintosh", "mac", "csmacintosh"), "mac-roman"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(
        (
            "unicode-1-1-utf-8",
            "unicode11utf8",
            "unicode20utf8",
            "utf8",
            "utf-8",
            "x-unicode20utf8",
            "utf8mb4",
            "cesu-8",
        ),
        "utf-8",
    ),
    **dict.fromkeys(("utf-16", "utf16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "unicodefffe"), "utf-16-be"),
    "dos-866": "cp866",
    "ibm866": "cp866",
    "866": "cp866",
    "csibm866": "cp866",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "sun_eu_greek": "iso8859-7",
    "visual": "iso8859-8",
}
_WIDER = {"euc_jp": "euc_jis_2004", "iso2022_jp": "iso2022_jp_ext"}
"""What browsers read beyond Python's codec of that name: circled numbers."""
# Codecs that turn text into other text or bytes, that carry code, or that WHATWG replaces by an error.
_REFUSED = re.compile(
    r"utf[-_]?7|unicode[-_]1[-_]1[-_]utf[-_]7|cs?unicode11utf7|hz|iso-?2022-?(?:cn|kr)|replacement|punycode|idna"
    r"|raw.?unicode|unicode.?escape|undefined|base64|hex|rot|uu|zip|zlib|bz2|quopri|mbcs|oem|utf-?32"
)
# The encoding browsers fall back to for a language (the WHATWG table, shortened).
_BY_LANGUAGE = {
    "ar": "cp1256",
    "fa": "cp1256",
    "bg": "cp1251",
    "ru": "cp1251",
    "uk": "cp1251",
    "be": "cp1251",
    "mk": "cp1251",
    "sr": "cp1251",
    "kk": "cp1251",
    "cs": "cp1250",
    "hu": "iso8859-2",
    "pl": "iso8859-2",
    "sk": "cp1250",
    "sl": "iso8859-2",
    "hr": "cp1250",
    "ro": "cp1250",
    "el": "iso8859-7",
    "et": "cp1257",
    "lt": "cp1257",
    "lv": "iso8859-13",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "tr": "cp1254",
    "az": "cp1254",
    "vi": "cp1258",
    "zh": "gb18030",
}
_MULTI_BYTE = {
    "ja": ("euc_jp", "cp932"),  # Shift JIS is never valid EUC, the other way round it often is
    "ko": ("cp949",),
    "zh": ("gb18030", "big5hkscs"),
    "zh-tw": ("big5hkscs", "gb18030"),
    "zh-hk": ("big5hkscs", "gb18030"),
}
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,400}?\blang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';,]{1,40})""", re.IGNORECASE)
_HEAD_BYTES = 65_536
"""How far `meta` is looked for: scripts stand before it on RebelMouse pages (seen 2024-08)."""
_MULTI_BYTE_CHARACTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_HALF_PAIRS = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
"""Halves of UTF-16 pairs, each written as if it were a character (CESU-8)."""
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_LOOKED_AT, _SAMPLE, _SHORTEST_SAMPLE = 256 * 1024, 4096, 24
"""Bytes: of the page, of its words that are not ASCII, and of those at the least."""
_OTHER_SCRIPTS = frozenset({"cp1251", "cp1253", "cp1255", "cp1256"})
_LONGEST_PROLOGUE = 400
"""Bytes of an XML declaration, which is one line of 40 to 60."""


class Decoded(NamedTuple):
    text: str
    encoding: str
    """Python's name of the codec."""
    how: How
    """What said so; `guess` is worth a flag."""
    utf8: bytes | None = None
    """`text` in UTF-8, where it came so and every byte of it could be read."""


def decode(body: bytes, content_type: str | None = None) -> str:
    """`body` as text; bytes that mean nothing become U+FFFD. Never raises."""
    return read_text(body, content_type).text


def read_text(body: bytes, content_type: str | None = None) -> Decoded:
    """`body` as text, with the encoding used and what named it."""
    found = _read(body, content_type)
    return found._replace(text=found.text.replace("\x00", ""), utf8=None) if "\x00" in found.text else found


def _read(body: bytes, content_type: str | None) -> Decoded:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            marked = body[len(mark) :]
            if name == "utf-8":
                with contextlib.suppress(UnicodeDecodeError):
                    return Decoded(marked.decode("utf-8"), name, "bom", marked)
            return Decoded(marked.decode(name, "replace"), name, "bom")
    if (wide := _wide(body)) is not None:
        return Decoded(body.decode(wide, "replace"), wide, "guess")
    if body.isascii():
        for name, how in _declared(body, content_type) if b"\x1b" in body else ():
            if name.startswith("iso2022"):  # says everything in ASCII bytes, after escapes
                return Decoded(body.decode(name, "replace"), name, how)
        return Decoded(body.decode("ascii"), "ascii", "ascii", body)
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(body.decode("utf-8"), "utf-8", "utf8", body)
    if (text := _nearly_utf8(body, 10)) is not None:
        return Decoded(text, "utf-8", "utf8")
    declared = _declared(body, content_type)
    if declared and all(name == "utf-8" for name, _ in declared):  # and it is none
        text = _nearly_utf8(body, 1)
        return _guess(body) if text is None else Decoded(text, "utf-8", declared[0][1])
    for name, how in [*declared, *((_WIDER[name], how) for name, how in declared if name in _WIDER)]:
        try:
            return Decoded(body.decode(name, "whatwg" if name.startswith("cp125") else "strict"), name, how)
        except (UnicodeError, ValueError):
            continue
    if declared:
        return Decoded(body.decode(declared[0][0], "replace"), *declared[0])
    return _guess(body)


def codec_name(label: str) -> str | None:
    """The Python codec that a charset label means in HTML, or None: unknown, or never to be read (UTF-7)."""
    label = label.strip().strip("\"'").lower()
    if known := _LABELS.get(label):
        return known
    if not label or _REFUSED.match(label):
        return None
    try:
        found = codecs.lookup(label)
        "".encode(found.name)
        b"".decode(found.name)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    return _LABELS.get(found.name, found.name)


def _declared(body: bytes, content_type: str | None) -> list[tuple[str, How]]:
    """Codecs named by the header and by the page, in that order."""
    found: list[tuple[str, How]] = []
    if content_type and (match := _HEADER.search(content_type)) and (name := codec_name(match[1])):
        found.append((name, "header"))
    head = body[:_HEAD_BYTES]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    if label := _label_in(head):
        name = codec_name(label)
        if name in ("utf-16-le", "utf-16-be"):  # a page that could be read this far is not UTF-16
            name = "utf-8"
        if name:
            found.append((name, "meta"))
    return found


def _label_in(head: bytes) -> str | None:
    """The encoding that an XML declaration names, else the first `meta` tag that names one."""
    from bs4.dammit import EncodingDetector  # takes 80 ms, and few pages come this far

    # Its patterns look on to the next `>`: given a bound, or 64 KiB of `<meta` without one take 2.5 s.
    prologue = head[:_LONGEST_PROLOGUE].partition(b"?>")
    return EncodingDetector.find_declared_encoding(b"".join(prologue[:2])) or EncodingDetector.find_declared_encoding(
        head.replace(b"<", b"><"), is_html=True, search_entire_document=True
    )


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the first ones is NUL."""
    head = body[:64]
    if head.count(0) * 3 < len(head) or len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and even * 4 < odd:
        return "utf-16-le"
    if even * 4 > len(head) and odd * 4 < even:
        return "utf-16-be"
    return None


def _weigh(body: bytes) -> tuple[int, int]:
    """How many characters of several bytes there are, and how many bytes or pieces that are none."""
    stray = body.decode("utf-8", "count").count("\ufffd") - body.count(b"\xef\xbf\xbd")
    return len(_MULTI_BYTE_CHARACTER.findall(body)), stray


def _nearly_utf8(body: bytes, certainty: int) -> str | None:
    """UTF-8, if the bytes are but for a few stray ones (a Windows quote pasted in, a cut last character); `certainty`
    times as many characters of it as those has to be there."""
    multi_byte, stray = _weigh(body)
    return body.decode("utf-8", "stray") if multi_byte >= certainty * stray else None


def _guess(body: bytes) -> Decoded:
    """The encoding of the page's language, where it fits; what its letters look like, if they are not Latin; what is
    usual for the language; else Windows-1252."""
    named = _LANGUAGE.search(body[:_HEAD_BYTES])
    tag = named[1].decode("ascii").lower() if named else ""
    for name in _MULTI_BYTE.get(tag, _MULTI_BYTE.get(tag[:2], ())):
        try:
            return Decoded(body.decode(name), name, "guess")
        except UnicodeError:
            continue
    seen = _detected(body) or _BY_LANGUAGE.get(tag[:2])
    if seen is not None:
        return Decoded(body.decode(seen, "replace"), seen, "guess")
    return Decoded(body.decode("cp1252", "whatwg"), "cp1252", "guess")


def _detected(body: bytes) -> str | None:
    """The encoding in which the words of a page make sense in another script than Latin. Of Latin ones the detector
    takes Windows-1252 for its neighbours more often than not (2026-11)."""
    words = [word for word in _TAG.sub(b" ", body[:_LOOKED_AT]).split() if not word.isascii()]
    sample = b" ".join(words)[:_SAMPLE]
    if len(sample) < _SHORTEST_SAMPLE:
        return None
    from bs4.dammit import EncodingDetector

    named = next(iter(EncodingDetector(sample, is_html=True).encodings), "")
    if (name := codec_name(named)) is None or (name.startswith(("utf-", "cp125")) and name not in _OTHER_SCRIPTS):
        return None
    letters = [letter for letter in sample.decode(name, "ignore") if letter > "\x7f" and letter.isalpha()]
    other = sum(not unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in letters)
    return name if letters and other >= 0.9 * len(letters) else None


def _whatwg(error: UnicodeError) -> tuple[str, int]:
    """The bytes that Windows code pages leave open stand for the C1 control of the same number."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 is read as Windows-1252, in which it was most likely typed; a cut last character goes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.end >= len(error.object) and error.reason == "unexpected end of data":
        return "", error.end
    if half := _HALF_PAIRS.match(error.object, error.start):
        return half[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "replace"
        ), half.end()
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", "replace"), error.end


codecs.register_error("whatwg", _whatwg)


def _count(error: UnicodeError) -> tuple[str, int]:
    """One mark for whatever `_stray` reads as one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    half = _HALF_PAIRS.match(error.object, error.start)
    return "\ufffd", half.end() if half else error.end


codecs.register_error("stray", _stray)
codecs.register_error("count", _count)
