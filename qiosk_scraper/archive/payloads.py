"""Bodies of a batch on their way into the archive: compressed before the transaction, each digest once.

Once an outlet has enough pages, a dictionary is trained on them and kept in the archive; what was stored before stays
as it is.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from qiosk_scraper.archive.rows import Rows, rows_in
from qiosk_scraper.captures import Dictionary, Payload, Press, train

PAGES_TO_TRAIN_ON = 100
"""Pages of an outlet after which its dictionary is trained, once."""


class PayloadStore:
    """Compresses; remembers dictionaries and, until an outlet has its dictionary, the pages to train it on."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._press = Press()
        self._dictionaries: dict[int, Dictionary | None] = {}
        self._samples: dict[int, list[bytes]] = {}

    def pack(self, bodies: Iterable[tuple[int, str, bytes]]) -> Payloads:
        """The payloads of these (outlet id, digest, body) that are not in the archive yet."""
        wanted = {sha256: (outlet_id, body) for outlet_id, sha256, body in bodies}
        there = {
            row[0]
            for row in rows_in(
                self._conn, "SELECT sha256 FROM payloads WHERE sha256 IN (SELECT value FROM json_each(?))", wanted
            )
        }
        packed = Payloads()
        for sha256, (outlet_id, body) in wanted.items():
            if sha256 not in there:
                dictionary = self._dictionary(outlet_id, body, packed)
                packed.payloads.append(self._press.pack(body, sha256, dictionary))
        return packed

    def forget(self) -> None:
        """After a transaction that failed: a dictionary trained in it is not in the file."""
        self._dictionaries.clear()

    def _dictionary(self, outlet_id: int, body: bytes, packed: Payloads) -> Dictionary | None:
        if outlet_id not in self._dictionaries:
            found = self._conn.execute(
                "SELECT id, data FROM dictionaries WHERE outlet_id = ? ORDER BY id DESC LIMIT 1", (outlet_id,)
            ).fetchone()
            self._dictionaries[outlet_id] = Dictionary(*found) if found else None
        dictionary = self._dictionaries[outlet_id]
        if dictionary is None:
            samples = self._samples.setdefault(outlet_id, [])
            samples.append(body)
            if len(samples) >= PAGES_TO_TRAIN_ON:
                trained = train(samples)
                samples.clear()
                if trained:
                    dictionary = Dictionary(self._next_id(packed), trained)
                    self._dictionaries[outlet_id] = dictionary
                    packed.dictionaries.append((dictionary, outlet_id))
        return dictionary

    def _next_id(self, packed: Payloads) -> int:
        last = self._conn.execute("SELECT max(id) FROM dictionaries").fetchone()[0] or 0
        return int(last) + len(packed.dictionaries) + 1


class Payloads:
    """What a batch adds to `payloads` and `dictionaries`."""

    def __init__(self) -> None:
        self.payloads: list[Payload] = []
        self.dictionaries: list[tuple[Dictionary, int]] = []

    def write(self, rows: Rows) -> None:
        """Gathers the rows."""
        rows.extend(
            "dictionaries",
            [
                (one.id, outlet_id, one.data, hashlib.sha256(one.data).hexdigest())
                for one, outlet_id in self.dictionaries
            ],
        )
        rows.extend("payloads", [(one.sha256, one.codec, one.dictionary_id, one.data) for one in self.payloads])
