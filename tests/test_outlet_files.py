"""Adding an outlet: its file from a few pages, its golden pages, and what docs/add-an-outlet.md prints."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runner import Ran, qiosk
from plain_site import ARTICLES, PlainSite
from small_site import SmallSite, small

from qiosk_scraper import golden, outlets, own_outlets
from qiosk_scraper.demo import serve
from qiosk_scraper.drafting import draft, slug_of
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import Capture

__all__ = ["small"]  # fixture

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "add-an-outlet.md").read_text()
ARTICLE = ARTICLES[0].path
COURIER = "the-tidewater-courier"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for own outlets."""
    folder = tmp_path / "own"
    monkeypatch.setenv("QIOSK_OUTLETS", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    outlets.look_again()
    yield folder
    monkeypatch.undo()
    outlets.look_again()


def make(site: PlainSite, *more: str) -> Ran:
    return qiosk("outlets", "new", "The Tidewater Courier", f"{site.root}/", f"{site.root}{ARTICLE}", *more)


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        ("https://ledger.example/", "ko", "Asia/Seoul"),
        ("https://ledger.example/", "tr-TR", "Europe/Istanbul"),
        ("https://ledger.co.kr/", "en", "Asia/Seoul"),
        ("https://ledger.example/", "es", None),
        ("https://ledger.example/", "en-US", None),
    ],
)
def test_a_drafted_file_proposes_the_zone_of_the_country_or_of_a_language_of_one(
    url: str, language: str, zone: str | None
) -> None:
    page = Capture(url, f"<html lang='{language}'><title>Ledger</title><body><p>Tide</p></body></html>".encode())
    told = re.search(r'timezone="(.+)"', draft("The Ledger", [page]).source)
    assert (told[1] if told else None) == zone


def test_what_a_menu_offers_beside_sections_is_left_out() -> None:
    offers = ("privacy-policy", "terms-of-use", "about-us", "log-out", "sign-up", "submissions", "editorial-standards",
              "donations", "newsletter-sign-up", "u/login", "kites-come-back-to-the-quay")  # fmt: skip
    menu = "".join(f"<a href='/{path}/'>{path[:20]}</a>" for path in ("wind", "quay/boats", *offers))
    page = Capture("https://ledger.example/", f"<title>L</title><body><nav>{menu}</nav><p>Tide".encode())
    source = draft("The Ledger", [page]).source
    assert re.findall(r'f"{HOME}(.+?)/"', source) == ["wind", "quay/boats"]


def test_a_file_is_made_from_the_pages(site: PlainSite, own: Path) -> None:
    ran = make(site)
    file = own / "the_tidewater_courier.py"
    assert (ran.code, ran.out) == (0, f"{file}\n")
    made = outlets.find_outlet(COURIER)
    assert (made.name, made.home_url, made.language) == ("The Tidewater Courier", f"{site.root}/", "en")
    assert made.sections == {name: f"{site.root}/{name}" for name in ("local-news", "business")}
    assert made.feeds == (f"{site.root}/rss.xml",)
    assert outlets.outlet_for_url(f"{site.root}{ARTICLE}") is made
    assert COURIER in qiosk("outlets", "list").out
    assert "not checked by a person" in qiosk("outlets", "show", COURIER).out
    assert str(own) in qiosk("doctor").out


def test_the_file_is_as_ruff_wants_it(site: PlainSite, own: Path, small: SmallSite) -> None:
    make(site)
    small.put("/", _front(small))
    assert qiosk("outlets", "new", 'The "Gull\\" & Son', f"{small.root}/", "--slug", "gull").code == 0
    ruff = shutil.which("ruff") or str(ROOT / ".venv" / "bin" / "ruff")
    for check in (["check"], ["format", "--check"]):
        ran = subprocess.run([ruff, *check, "--config", str(ROOT / "pyproject.toml"), "--no-cache", str(own)],
                             capture_output=True, text=True, check=False)  # fmt: skip
        assert ran.returncode == 0, ran.stdout


def _front(site: SmallSite) -> str:
    """Articles at odd addresses, sitemaps in robots.txt, links in the navigation that are no sections."""
    site.put(
        "/robots.txt", f"User-agent: *\nDisallow:\nSitemap: {site.root}/map.xml\nSitemap: https://x.example/m.xml\n"
    )
    cards = "".join(
        f'<li class="card"><h2><a href="/item/{number}">What the ferry of day {number} has brought to town</a></h2>'
        "<p>What is known about it.</p></li>"
        for number in range(40, 48)
    )
    navigation = (
        '<nav><a href="/hafen">Hafen</a><a href="/kultur/theater">Theater</a><a href="/impressum">Impressum</a>'
        '<a href="/login">Anmelden</a><a href="https://x.example/">Anderswo</a><a href="/">Start</a></nav>'
    )
    return (
        f'<html lang="de-DE"><head><title>Neues</title></head><body>{navigation}'
        f"<main><h1>Neues</h1><ul>{cards}</ul></main></body></html>"
    )


def test_addresses_navigation_and_robots_txt(small: SmallSite, own: Path) -> None:
    small.put("/", _front(small))
    assert qiosk("outlets", "new", "Der Möwenbote", f"{small.root}/").code == 0
    made = outlets.find_outlet("der-mowenbote")
    assert list(made.sections) == ["hafen", "theater"]
    assert made.sitemaps == (f"{small.root}/map.xml",)
    assert made.language == "de"
    assert made.article_urls == (r"^/item/\d+/?$",)


def test_the_system_is_told(own: Path) -> None:
    with serve(1) as server:
        ran = qiosk("outlets", "new", "Ledger", f"{server.address}/harbour/", "--dry-run")
    assert ran.code == 0 and "RebelMouse" in ran.out and not own.exists()
    compile(ran.out, "draft", "exec")


def test_nothing_is_written_over(site: PlainSite, own: Path) -> None:
    make(site)
    file = own / "the_tidewater_courier.py"
    file.write_text(file.read_text() + "# mine\n")
    again = make(site)
    assert again.code == ExitCode.USAGE and "--force" in again.error
    assert "# mine" in file.read_text()
    assert qiosk("outlets", "new", "Demo", f"{site.root}/").code == ExitCode.USAGE  # a shipped one has the name
    assert make(site, "--force").code == 0 and "# mine" not in file.read_text()


@pytest.mark.parametrize("urls", [["news.example"], ["ftp://news.example/"], ["http://"]])
def test_what_is_no_address(urls: list[str], own: Path) -> None:
    assert qiosk("outlets", "new", "Gazette", *urls).code == ExitCode.USAGE


def test_a_name_and_a_slug_of_which_no_file_can_be_made(own: Path) -> None:
    for arguments in (["  "], [""], ["Gazette", "--slug", "../../gazette"], ["Gazette", "--slug", "The Gazette"]):
        ran = qiosk("outlets", "new", *arguments[:1], "http://127.0.0.1:9/", *arguments[1:])
        assert ran.code == ExitCode.USAGE, ran.error  # before anything is asked of the site
    assert not own.exists()


def test_pages_of_two_sites(site: PlainSite, small: SmallSite, own: Path) -> None:
    small.put("/", _front(small))
    ran = qiosk("outlets", "new", "Gazette", f"{site.root}/", f"{small.root}/")
    assert ran.code == ExitCode.USAGE and "several sites" in ran.error


def test_a_broken_file_costs_one_outlet(own: Path) -> None:
    own.mkdir()
    (own / "broken.py").write_text("OUTLET = 1 / 0\n")
    (own / "other.py").write_text("OUTLET = 7\n")
    outlets.look_again()
    assert set(outlets.all_outlets()) >= {"demo", "responsible-statecraft"}
    assert set(own_outlets.load(own)[1]) == {own / "broken.py", own / "other.py"}
    out = qiosk("doctor").out
    assert "broken.py: ZeroDivisionError" in out and "other.py: TypeError" in out


def test_an_installed_qiosk_writes_to_the_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QIOSK_OUTLETS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_outlets.folder_to_write() == ROOT / "qiosk_scraper" / "outlets"
    assert own_outlets.golden_folder() == ROOT / "tests" / "fixtures"
    monkeypatch.setattr(own_outlets, "checkout", lambda: None)
    assert own_outlets.folder_to_write() == tmp_path / "qiosk" / "outlets"
    assert own_outlets.golden_folder() == tmp_path / "qiosk" / "outlets" / "fixtures"


@pytest.mark.parametrize(
    ("name", "slug"), [("El País (España)", "el-pais-espana"), ("People's Daily", "peoples-daily"), ("朝日新聞", "")]
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of(name) == slug


# -- golden pages --------------------------------------------------------------------------------------------------


def test_a_golden_page_is_written_read_and_told_apart(site: PlainSite, own: Path) -> None:
    make(site)
    ran = qiosk("outlets", "fixture", f"{site.root}{ARTICLE}", "--name", "one-author")
    folder = own / "fixtures" / COURIER / "one-author"
    assert (ran.code, ran.out) == (0, f"{folder}\n")
    assert {file.name for file in folder.iterdir()} == {"page.html", "capture.json", "article.json"}
    assert qiosk("outlets", "test").code == 0
    article = json.loads((folder / "article.json").read_text())
    article["authors"][0]["name"] = "Lena Brant"
    (folder / "article.json").write_text(json.dumps(article))
    ran = qiosk("outlets", "test", COURIER, "--json")
    assert ran.code == ExitCode.DRIFT and "1 of 1 golden pages" in ran.error
    (one,) = ran.json
    assert (one["case"], one["field"]) == (f"{COURIER}/one-author", "authors")
    assert (one["expected"][0]["name"], one["found"][0]["name"]) == ("Lena Brant", "Lena Brandt")
    assert qiosk("outlets", "fixture", f"{site.root}{ARTICLE}", "--name", "one-author").code == ExitCode.USAGE


@pytest.mark.parametrize("name", ["../../../elsewhere", "/tmp/elsewhere", "..", ".", "", "Two Authors", "a\nb"])
def test_a_golden_page_is_named_by_a_word_and_written_nowhere_else(
    site: PlainSite, own: Path, tmp_path: Path, name: str
) -> None:
    ran = qiosk("outlets", "fixture", f"{site.root}{ARTICLE}", "--name", name)
    assert (ran.code, "no name of a golden page" in ran.error) == (ExitCode.USAGE, True)
    assert not list(tmp_path.rglob("page.html"))
    assert site.log == []


def test_the_name_of_a_golden_page_fits_any_disk() -> None:
    assert len(golden.case_name("https://gazette.example/" + "a" * 2_000)) <= 80


def test_the_table_of_a_golden_page_shows_where_it_differs(site: PlainSite, own: Path) -> None:
    assert qiosk("outlets", "fixture", f"{site.root}{ARTICLE}", "--name", "ferry").code == 0
    (file,) = own.rglob("ferry/article.json")
    article = json.loads(file.read_text())
    article["body"][1]["text"] += " Nobody said so."
    article["answered_by"]["headline"] = "my own layer"
    file.write_text(json.dumps(article))
    rows = {line.split()[1]: line for line in qiosk("outlets", "test", "--table").out.splitlines()[2:]}
    assert "Nobody said so." in rows["body"] and article["body"][0]["text"][:20] not in rows["body"]
    assert "my own layer" in rows["answered_by"] and "published" not in rows["answered_by"]


def test_a_saved_page_as_a_golden_page(site: PlainSite, own: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><h1>A page that names no address</h1></body></html>")
    url = "https://courier.example/local-news/2025/Ferry-Pier.html?x=1"
    assert qiosk("outlets", "fixture", str(page)).code == ExitCode.USAGE
    page.write_bytes(site.answer(ARTICLE, "")[2])
    ran = qiosk("outlets", "fixture", str(page), "--url", url)
    assert ran.out.endswith("/courier.example/ferry-pier\n") or ran.out.endswith("/x-1\n"), ran.out
    (case,) = golden.cases(own / "fixtures")
    assert list(golden.differences(case)) == []


def test_no_golden_page_and_half_a_golden_page(own: Path) -> None:
    assert qiosk("outlets", "test", "gazette").code == ExitCode.USAGE
    folder = own / "fixtures" / "gazette" / "half"
    folder.mkdir(parents=True)
    (folder / "capture.json").write_text("{}")
    ran = qiosk("outlets", "test")
    assert ran.code == ExitCode.USAGE and "no whole golden page" in ran.error


def test_the_golden_pages_of_the_checkout_are_read_as_written_down() -> None:
    assert qiosk("outlets", "test", "responsible-statecraft", "--folder", str(ROOT / "tests" / "fixtures")).code == 0


def test_a_page_that_is_no_article_is_no_golden_page(site: PlainSite, own: Path) -> None:
    assert qiosk("outlets", "fixture", f"{site.root}/").code == ExitCode.NOT_AN_ARTICLE
    assert not own.exists()


# -- the guide -------------------------------------------------------------------------------------------------------


def test_the_guide_runs_as_it_is_printed(
    site: PlainSite, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its commands in their order; the crawl alone is asked for by address, since a name opens no address of ours."""
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^qiosk [^\n#]+", "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.S)), re.M)
    assert len(lines) >= 6
    for line in lines:
        _, *words = shlex.split(line.replace("https://news.example", site.root))
        if words[0] == "crawl":
            words[1:2] = [f"{site.root}/local-news", "--delay", "0"]
        ran = qiosk(*words)
        assert ran.code == 0, (line, ran.err)
    assert (own / "fixtures" / COURIER / "photo-with-credit" / "article.json").exists()


@pytest.mark.parametrize("source", re.findall(r"```python\n(.*?)```", GUIDE, re.S))
def test_the_files_in_the_guide_load(source: str, tmp_path: Path) -> None:
    file = tmp_path / "courier.py"
    file.write_text(source)
    assert own_outlets.outlet_in(file).slug == COURIER


def test_the_guide_is_one_page() -> None:
    assert len(GUIDE.splitlines()) <= 90


def test_no_list_or_an_empty_one_and_a_site_that_is_an_outlet_already(site: PlainSite, own: Path) -> None:
    first = make(site)
    assert first.code == 0
    assert "headline was read" not in first.err and "no list" not in first.err and "already" not in first.err
    again = qiosk("outlets", "new", "Another Name", f"{site.root}{ARTICLE}")
    assert f"this site is an outlet already, {COURIER}" in again.err
    assert "no list among the pages" in again.err
    empty = draft("Empty", [Capture("https://empty.example/", b"<html><body><div id='app'></div></body></html>")])
    assert "javascript=True" in empty.found[-1]
