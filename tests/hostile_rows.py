"""Texts and addresses that try to become markup, a script, a query or a formula once they are shown."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from visits import article, listing, url, visit, writing

from qiosk_scraper.items import Author, Block, Correction, Link, Photo, Teaser

TEXTS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=document.title='owned'>",
    "<svg onload=document.title='owned'>",
    "\"><script>document.title='owned'</script>",
    "'><img src=x onerror=document.title='owned'>",
    "</title><script>document.title='owned'</script>",
    "</textarea><script>document.title='owned'</script>",
    "</style><script>document.title='owned'</script>",
    "<iframe src='javascript:parent.document.title=1'></iframe>",
    "<a href='javascript:document.title=1'>click</a>",
    "<body onload=document.title='owned'>",
    "<details open ontoggle=document.title='owned'>",
    "<math><mtext></mtext><script>document.title='owned'</script></math>",
    "<noscript><p title='</noscript><img src=x onerror=document.title=1>'>",
    "<!--><script>document.title='owned'</script>-->",
    "<![CDATA[<script>document.title='owned'</script>]]>",
    "<base href='http://127.0.0.1:9/'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
    "<style>*{display:none}</style>",
    "<form action='http://127.0.0.1:9/'><input name=q></form>",
    "<object data='http://127.0.0.1:9/x'></object>",
    "<embed src='http://127.0.0.1:9/x'>",
    "<template><script>document.title='owned'</script></template>",
    "{{ 7 * 7 }}{{ config }}{% raw %}",
    "{% include '/etc/passwd' %}${7*7}#{7*7}",
    "' OR '1'='1'; DROP TABLE articles; --",
    '" NEAR( * headline:ferry AND OR NOT ^',
    "=HYPERLINK(\"http://127.0.0.1:9/\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe\u202c left to right \u200b",
    "&lt;script&gt;already escaped&amp;lt;",
    "javascript:document.title='owned'",
    "data:text/html,<script>document.title='owned'</script>",
    "\ue000<b>markers\ue001 of ours\ue001\ue000",
    "</span></li></ol></main><script>document.title='owned'</script>",
    "<xss style='position:fixed;inset:0' onmouseover=document.title=1>all</xss>",
    "<video><source onerror=document.title='owned'></video>",
    "<input autofocus onfocus=document.title='owned'>",
    "<p>" * 300,
    "`${document.title=1}`</script><script>/*",
)  # fmt: skip
ADDRESSES = (
    "javascript:document.title='owned'",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//127.0.0.1:9/x",
    "http://",
    "http://[::1",
    "http://x\" onmouseover=alert(1) y=\"",
    "blob:http://127.0.0.1:9/x",
    "ftp://127.0.0.1:9/",
    "view-source:http://127.0.0.1:9/",
)  # fmt: skip


def hostile_archive(path: Path) -> Path:
    """An archive in which every text an outlet can set holds one of TEXTS, every address one of ADDRESSES."""
    with writing(path) as writer:
        for n, text in enumerate(TEXTS):
            other = TEXTS[(n + 7) % len(TEXTS)]
            bad = ADDRESSES[n % len(ADDRESSES)]
            read = article(
                f"hostile-{n}", headline=text, dek=other, kicker=text, sections=(text[:200], "City"),
                authors=(Author(text, bad), Author(other)), byline=other, tags=(text, other),
                body=(
                    Block("paragraph", f"ferry {text}", (Link(bad, text), Link(url("tide"), "ferry"))),
                    Block("code", other), Block("pull_quote", text), Block("list_item", text), Block("heading", other),
                ),
                photos=(Photo("lead", bad, text, other, f"{text} {other}", text, other, text),
                        Photo("inline", bad, other, text, text, other, text, other)),
                teasers=(Teaser(1, text[:80], bad, text, other, text, other, (text,), Photo("lead", bad, text)),),
                corrections=(Correction(text, None),), language=text[:20], flags=(text[:60],),
            )  # fmt: skip
            writer.store([visit(read, n, body=f"<html>{text}<script>document.title='owned'</script></html>".encode())])
            writer.store([visit(article(f"hostile-{n}", headline=f"{text} again", dek=text), 4000 + n)])
        shown = tuple(
            Teaser(n, "main", url(f"hostile-{n - 1}"), text, text, text, text) for n, text in enumerate(TEXTS, 1)
        )
        writer.store([listing(second=9000, shown=shown)])
    with closing(sqlite3.connect(path)) as conn:
        for n, bad in enumerate(ADDRESSES):
            conn.execute("UPDATE articles SET url = ? WHERE id = ?", (f"{bad}#{n}", n + 1))
            conn.execute("UPDATE teasers SET url = ? WHERE id = ?", (f"{bad}#{n}", n + 1))
            conn.execute("UPDATE photos SET url = ? WHERE id = ?", (bad, n + 1))
            conn.execute("UPDATE captures SET url = ?, content_type = ? WHERE id = ?", (bad, TEXTS[n], n + 1))
        conn.execute("UPDATE outlets SET name = ?", (TEXTS[0],))
        conn.execute("UPDATE articles SET published_at = ?, modified_at = ? WHERE id = 3", (TEXTS[1], TEXTS[2]))
        conn.commit()
    return path
