"""The addresses of our pages. An article's stays: `/ARCHIVE/articles/ID` and `/ARCHIVE/articles/ID@REVISION`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of one archive."""

    name: str
    """The name of the database in Datasette."""
    base: str
    """Its address, without a slash at the end."""
    front: str

    @classmethod
    def of(cls, datasette: Datasette, name: str, *, alone: bool) -> Places:
        base = str(datasette.urls.database(name))
        return cls(name, base, str(datasette.urls.instance()) if alone else f"{base}/-/front")

    def article(self, article_id: int, revision: int | None = None, **values: str) -> str:
        which = f"{article_id}@{revision}" if revision else str(article_id)
        return self._with(f"{self.base}/articles/{which}", values)

    def cited(self, article_id: int, style: str, revision: int | None = None) -> str:
        return f"{self.article(article_id, revision)}/cite/{style}"

    def record(self, article_id: int, revision: int | None = None) -> str:
        return f"{self.article(article_id, revision)}/article.json"

    def differences(self, article_id: int, before: int, after: int, view: str = "") -> str:
        values = {"from": str(before), "to": str(after)} | ({"view": view} if view else {})
        return self._with(f"{self.base}/articles/{article_id}/differences", values)

    def search(self, **values: str) -> str:
        return self.search_with(values)

    def search_with(self, values: Mapping[str, str], kind: str = "") -> str:
        return self._with(f"{self.base}/-/search{kind}", values)

    def sections(self, **values: str) -> str:
        return self._with(f"{self.base}/-/sections", values)

    def charts(self, **values: str) -> str:
        return self._with(f"{self.base}/-/charts", values)

    def capture(self, capture_id: int, kind: str) -> str:
        return f"{self.base}/captures/{capture_id}/{kind}"

    def table(self, name: str, **values: str) -> str:
        return self._with(f"{self.base}/{quote(name)}", values)

    def recipe(self, name: str) -> str:
        return f"{self.base}/{name}"

    @staticmethod
    def _with(path: str, values: Mapping[str, str]) -> str:
        kept = {name: value for name, value in values.items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path
