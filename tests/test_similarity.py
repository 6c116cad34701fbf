"""Near-duplicates: fingerprints, their estimate, the banding table and the groups."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper.similarity import BANDS, bands, estimate, fingerprint, groups, shingles, words

SENTENCE = (
    "The harbour board voted on Tuesday to close the old ferry pier, citing repairs that would cost more than the town "
    "earns from its berths in ten years; members said no decision had been taken on what would stand in its place."
)
MANDARIN = (
    "港务局周二投票决定关闭旧渡轮码头，理由是维修费用将超过该镇十年泊位收入。"
    "委员们表示，尚未决定在原址上建造什么，但会听取居民意见。市长说，渡轮将继续运营到春天，直到新的码头建成为止。"
)


def mark(text: str) -> bytes:
    made = fingerprint(text)
    assert made is not None
    return made


def pair(seed: int, similarity: float, size: int) -> tuple[str, str, float]:
    """Two texts of made-up words with a shared beginning, and the share of shingles they really have in common."""
    source = random.Random(seed)
    shared = round(size * 2 * similarity / (1 + similarity))

    def invent(count: int) -> list[str]:
        return ["".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(count)]

    common = invent(shared)
    one, other = " ".join(common + invent(size - shared)), " ".join(common + invent(size - shared))
    left, right = shingles(one), shingles(other)
    return one, other, len(left & right) / len(left | right)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Don’t PANIC, it's “fine”!", ["dont", "panic", "its", "fine"]),
        ("a well-known plan", ["a", "well", "known", "plan"]),
        ("Straße ﬁve ½", ["strasse", "five", "1", "2"]),
        ("cafe\u0301 CAFÉ", ["café", "café"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("东京 NHK ニュース", ["东", "京", "nhk", "ニ", "ュ", "ー", "ス"]),
        ("lone \ud800 surrogate", ["lone", "surrogate"]),
        ("… — !", []),
    ],
)
def test_words_lose_case_punctuation_and_forms(printed: str, read: list[str]) -> None:
    assert words(printed) == read


def test_typography_does_not_change_the_fingerprint() -> None:
    printed = SENTENCE.upper().replace(",", " —").replace(" ", "\u00a0", 3) + "\n\n…"
    assert mark(printed) == mark(SENTENCE)


@pytest.mark.parametrize("text", ["", "…", "word " * 29, "港务局周二投票决定关闭", MANDARIN[:50]])
def test_short_text_has_no_fingerprint(text: str) -> None:
    assert fingerprint(text) is None


def test_thirty_words_are_enough() -> None:
    assert fingerprint(" ".join(map(str, range(30)))) is not None


def test_one_character_changes_little_in_an_unspaced_script() -> None:
    edited = MANDARIN.replace("春天", "秋天")
    assert 0.7 < estimate(mark(MANDARIN), mark(edited)) < 1


def test_other_text_of_the_same_words_is_not_similar() -> None:
    shuffled = sorted(SENTENCE.split())
    assert estimate(mark(SENTENCE), mark(" ".join(shuffled))) < 0.1


def test_fingerprint_is_the_same_in_every_process_and_version() -> None:
    asked = "import sys; from qiosk_scraper.similarity import fingerprint; print(fingerprint(sys.argv[1]).hex())"
    seeds = ("0", "1")
    found = {
        subprocess.run(
            [sys.executable, "-c", asked, SENTENCE],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in seeds
    }
    assert found == {mark(SENTENCE).hex()}
    # Stored in archives: a change here means that all of them need new fingerprints.
    assert mark(SENTENCE).hex()[:32] == "013c3a6a0286907b021e1c450227c0da"


@pytest.mark.parametrize("similarity", [0.0, 0.3, 0.5, 0.8, 0.95])
@pytest.mark.parametrize("size", [60, 600])
def test_estimate_is_near_the_truth(similarity: float, size: int) -> None:
    wrong = []
    for seed in range(20):
        one, other, true = pair(seed, similarity, size)
        wrong.append(estimate(mark(one), mark(other)) - true)
    assert abs(sum(wrong) / len(wrong)) < 0.03
    assert max(map(abs, wrong)) < 0.2


@pytest.mark.parametrize("size", [80, 400])
def test_bands_find_near_duplicates_and_leave_others(size: int) -> None:
    def found(similarity: float, seeds: range) -> float:
        hits = 0
        for seed in seeds:
            one, other, true = pair(seed, similarity, size)
            assert true == pytest.approx(similarity, abs=0.03)
            hits += bool(set(bands(mark(one))) & set(bands(mark(other))))
        return hits / len(seeds)

    assert found(0.8, range(200)) >= 0.98
    assert found(0.3, range(1000, 1200)) <= 0.1


def test_bands_are_sqlite_integers_that_name_their_band() -> None:
    found = bands(mark(SENTENCE))
    assert len(found) == BANDS == len(set(found))
    assert all(-(2**63) <= number < 2**63 for number in found)
    assert len(set(bands(bytes(512)))) == BANDS


@pytest.mark.parametrize("cut", [b"", b"\0" * 511, b"\0" * 513])
def test_bytes_that_are_no_fingerprint_have_no_bands(cut: bytes) -> None:
    with pytest.raises(ValueError, match="512 bytes"):
        bands(cut)


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_has_a_fingerprint_or_none(text: str) -> None:
    made = fingerprint(text * 20)
    assert made is None or estimate(made, made) == 1


def test_group_is_named_by_its_smallest_id() -> None:
    assert groups([(9, 7), (7, 12), (3, 4), (12, 5), (8, 8)]) == {3: 3, 4: 3, 5: 5, 7: 5, 8: 8, 9: 5, 12: 5}


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30))), st.randoms())
def test_groups_do_not_depend_on_order(pairs: list[tuple[int, int]], source: random.Random) -> None:
    turned = [(b, a) if source.random() < 0.5 else (a, b) for a, b in pairs]
    source.shuffle(turned)
    made = groups(pairs)
    assert groups(turned) == made
    assert all(made[a] == made[b] for a, b in pairs)
    assert all(made[name] == name <= member for member, name in made.items())
