"""Near-duplicates: words, slices by which candidates are found, the share of word sequences, the groups."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper.similarity import BANDS, from_bytes, groups, share, shingles, slices, to_bytes, words

SENTENCE = (
    "The harbour board voted on Tuesday to close the old ferry pier, citing repairs that would cost more than the town "
    "earns from its berths in ten years; members said no decision had been taken on what would stand in its place."
)
MANDARIN = (
    "港务局周二投票决定关闭旧渡轮码头，理由是维修费用将超过该镇十年泊位收入。"
    "委员们表示，尚未决定在原址上建造什么，但会听取居民意见。市长说，渡轮将继续运营到春天，直到新的码头建成为止。"
)


def mark(text: str) -> set[int]:
    return set(slices(shingles(text)))


def shared(one: str, other: str) -> float:
    return share(shingles(one), shingles(other))


def pair(seed: int, similarity: float, size: int) -> tuple[str, str]:
    """Two texts of made-up words with a shared beginning: about so much of their word sequences."""
    source = random.Random(seed)
    common_words = round(size * 2 * similarity / (1 + similarity))

    def invent(count: int) -> list[str]:
        return ["".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(count)]

    common = invent(common_words)
    return " ".join(common + invent(size - common_words)), " ".join(common + invent(size - common_words))


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


def test_typography_changes_nothing() -> None:
    printed = SENTENCE.upper().replace(",", " —").replace(" ", "\u00a0", 3) + "\n\n…"
    assert shared(printed, SENTENCE) == 1.0
    assert mark(printed) == mark(SENTENCE)


@pytest.mark.parametrize("text", ["", "…", "word " * 29, "港务局周二投票决定关闭", MANDARIN[:50]])
def test_short_text_is_not_compared(text: str) -> None:
    assert shingles(text) == set()
    assert slices(shingles(text)) == ()
    assert shared(text, text) == 0.0


def test_thirty_words_are_enough() -> None:
    assert len(shingles(" ".join(map(str, range(30))))) == 26


def test_one_character_changes_little_in_an_unspaced_script() -> None:
    edited = MANDARIN.replace("春天", "秋天")
    assert 0.8 < shared(MANDARIN, edited) < 1
    assert mark(MANDARIN) & mark(edited)


def test_one_word_makes_the_share_less_than_all() -> None:
    long = " ".join(map(str, range(2000)))
    assert 0.99 < shared(long, long.replace(" 700 ", " seven hundred ")) < 1


def test_other_text_of_the_same_words_is_not_similar() -> None:
    assert shared(SENTENCE, " ".join(sorted(SENTENCE.split()))) < 0.1


def test_share_of_half_a_text() -> None:
    numbers = [str(number) for number in range(104)]
    # 100 sequences and 50 of them: half of all there are.
    assert shared(" ".join(numbers), " ".join(numbers[:54])) == 0.5


def test_slices_are_the_same_in_every_process_and_version() -> None:
    asked = (
        "import sys; from qiosk_scraper.similarity import shingles, slices, to_bytes; "
        "print(to_bytes(slices(shingles(sys.argv[1]))).hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", asked, SENTENCE],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert found == {to_bytes(slices(shingles(SENTENCE))).hex()}
    # Stored in archives: who changes this raises similarity.VERSION.
    assert found.pop()[:32] == "d2ba462ffad48ed68d6a62c769430f19"


@pytest.mark.parametrize("size", [60, 400])
def test_near_duplicates_share_a_slice_and_others_do_not(size: int) -> None:
    def found(similarity: float, seeds: range) -> float:
        pairs = [pair(seed, similarity, size) for seed in seeds]
        return sum(bool(mark(one) & mark(other)) for one, other in pairs) / len(pairs)

    assert found(0.8, range(100)) == 1.0
    assert found(0.56, range(100)) >= 0.97
    assert found(0.1, range(1000, 1100)) <= 0.15
    assert found(0.0, range(2000, 2100)) == 0.0


def test_slices_say_which_they_are_and_fit_four_bytes() -> None:
    found = slices(shingles(SENTENCE))
    assert len(found) == BANDS == len(set(found))
    assert all(0 <= number < 2**32 for number in found)
    # One sequence alone fills every slot with the same hash; its slices still differ.
    assert len(set(slices({"a b c d e"}))) == BANDS


@settings(max_examples=50)
@given(st.text())
def test_slices_of_any_text_can_be_stored(text: str) -> None:
    made = slices(shingles(text * 20))
    assert from_bytes(to_bytes(made)) == made
    assert len(made) in (0, BANDS)


@pytest.mark.parametrize("cut", [b"\0", b"\0" * 167, b"\0" * 169])
def test_bytes_that_are_no_slices_are_refused(cut: bytes) -> None:
    with pytest.raises(ValueError, match="168 bytes"):
        from_bytes(cut)


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
