"""The signals, the index and the combination, on a handful of intents."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.base import HERE, load_matcher
from knowledge_base.matching import Index, Intent, IntentKind, Reading, build_index, read_combination
from knowledge_base.matching.axes import ENOUGH_TO_TELL, KEPT, axes_of
from knowledge_base.matching.bags import count
from knowledge_base.matching.combination import Combination, Logistic, to_json
from knowledge_base.matching.features import letter_counts, stem_counts
from knowledge_base.matching.intents import tip_intent
from knowledge_base.matching.kept import digest
from knowledge_base.matching.material import MOST_SPELLED, work_out
from knowledge_base.matching.meaning import DIMENSIONS
from knowledge_base.matching.nearest import Owners
from knowledge_base.matching.reading import plain_words, read_synonyms
from knowledge_base.tip_files import TipFileError
from tests.stubs import SAME_SCHOOL, TIPS

READING = Reading({"leerling": "kind", "pupil": "kind"})
SCHOOL = Intent(IntentKind.TIP, "school", ("kind naar huis gestuurd", "school belt dat een kind weg moet"))
TAXI = Intent(IntentKind.TIP, "taxi", ("wie betaalt de taxi", "taxi naar school vergoed"))
COOKING = Intent(IntentKind.TOPIC, "cooking", ("recept voor lasagne", "wat eten we vandaag"))
INTENTS = (SCHOOL, TAXI, COOKING)
SIGNALS = ("words", "letters", "meaning", "wording")


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(INTENTS, READING)


def best(index: Index, text: str, signal: str) -> str:
    scores = index.signals(text, index.reading.words(text))[signal]
    return index.intents[int(scores.argmax())].id


@pytest.mark.parametrize("signal", SIGNALS)
@pytest.mark.parametrize("intent", INTENTS, ids=lambda intent: intent.id)
def test_every_signal_knows_a_wording_again(index: Index, signal: str, intent: Intent) -> None:
    assert best(index, intent.wordings[0], signal) == intent.id


@pytest.mark.parametrize("signal", ["letters", "wording"])
def test_typos_are_seen_through(index: Index, signal: str) -> None:
    assert best(index, "wie betaldt de taxie", signal) == "taxi"


def test_meaning_crosses_languages(index: Index) -> None:
    assert best(index, "the pupil was sent home by school", "meaning") == "school"


def test_the_order_of_words_makes_no_difference_to_their_wording(index: Index) -> None:
    assert best(index, "taxi de betaalt wie", "wording") == "taxi"


def test_synonyms_count_as_one_word(index: Index) -> None:
    assert best(index, "leerling naar huis", "words") == "school"
    assert index.reading.words("Leerling of PUPIL?") == ["kind", "of", "kind"]


def test_accents_and_capitals_make_no_difference() -> None:
    assert plain_words("ÉÉN wéér, Zoë!") == ["een", "weer", "zoe"]


def test_a_synonym_in_two_groups_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.yaml"
    path.write_text("kind: [leerling]\nschool: [leerling]\n")
    with pytest.raises(TipFileError, match="two groups"):
        read_synonyms(path)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="aé1 -\n😀\u202e", max_size=80))
def test_whatever_is_typed_every_signal_is_a_number_for_every_intent(text: str) -> None:
    made = build_small()
    for scores in made.signals(text, made.reading.words(text)).values():
        assert scores.shape == (len(INTENTS),)
        assert np.isfinite(scores).all()


def build_small() -> Index:
    """One index for all examples."""
    if not SMALL:
        SMALL.append(build_index(INTENTS, READING))
    return SMALL[0]


SMALL: list[Index] = []


def test_an_intent_without_wordings_is_never_nearest() -> None:
    made = build_index((*INTENTS, Intent(IntentKind.TIP, "bare", ())), READING)
    for intent in INTENTS:
        assert best(made, intent.wordings[0], "meaning") == intent.id


def test_ten_thousand_wordings_in_one_intent_hide_no_other() -> None:
    noisy = Intent(IntentKind.TIP, "noisy", tuple(f"regel {number} over van alles" for number in range(500)))
    made = build_index((*INTENTS, noisy), READING)
    assert best(made, "wie betaalt de taxi naar school", "letters") == "taxi"


def test_the_mean_of_the_best_leaves_out_what_is_not_there() -> None:
    owners = Owners(np.array([0, 0, 0, 2], dtype=np.int32), 3)
    means = owners.mean_of_best(np.array([0.5, 1.0, 0.0, -0.2], dtype=np.float32), 2)
    assert means == pytest.approx([0.75, 0.0, -0.2])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([-1.0, -0.25, 0.0, 0.5, 0.5, 1.0]), max_size=9), min_size=1),
    st.integers(1, 6),
)
def test_the_mean_of_the_best_is_that_of_sorting_each_by_itself(rows: list[list[float]], best: int) -> None:
    lengths = [len(row) for row in rows]
    owners = Owners(np.repeat(np.arange(len(rows), dtype=np.int32), lengths), len(rows))
    flat = np.array([value for row in rows for value in row], dtype=np.float32)
    means = [float(np.mean(sorted(row, reverse=True)[:best])) if row else 0.0 for row in rows]
    assert owners.mean_of_best(flat, best).tolist() == pytest.approx(means, abs=1e-5)
    assert owners.best(flat).tolist() == pytest.approx([max(row, default=0.0) for row in rows])


def test_of_many_wordings_those_that_look_least_alike_are_spelled() -> None:
    alike = tuple(f"wie betaalt de taxi naar school {number}" for number in range(MOST_SPELLED))
    crowded = replace(TAXI, wordings=(*alike, "lasagne"))
    spelled = work_out((SCHOOL, crowded), READING).spelled
    assert np.bincount(spelled.owners).tolist() == [len(SCHOOL.wordings), MOST_SPELLED]
    assert "lasagne" in spelled.lines


def test_axes_keep_what_differs_and_leave_few_vectors_as_they_are() -> None:
    chance = np.random.default_rng(3)
    flat = np.zeros((ENOUGH_TO_TELL, DIMENSIONS), dtype=np.float32)
    flat[:, : KEPT // 2] = chance.normal(size=(ENOUGH_TO_TELL, KEPT // 2))
    axes = axes_of(flat)
    assert axes.shape == (DIMENSIONS, KEPT)
    assert (flat @ axes) @ (flat[0] @ axes) == pytest.approx(flat @ flat[0], abs=1e-2)
    assert (axes_of(flat[:9]) == np.eye(DIMENSIONS)).all()


def test_features_are_counted_per_intent() -> None:
    bags = [stem_counts(["taxi", "taxi"]), stem_counts(["taxi"]), letter_counts(["x"])]
    counts = count(bags, np.array([0, 0, 1], dtype=np.int32))
    assert sorted(counts.counts[counts.intents == 0].tolist()) == [3.0, 3.0]


# An intent added later


def test_an_intent_that_is_added_is_found_at_once_and_the_old_index_is_as_it_was(index: Index) -> None:
    prize = Intent(IntentKind.TIP, "prize", ("taart halen als iets gelukt is",))
    larger = index.with_intents([prize])
    for signal in SIGNALS:
        assert best(larger, "moeten we taart halen", signal) == "prize"
    assert index.intents == INTENTS


@pytest.mark.parametrize("signal", SIGNALS)
def test_adding_gives_the_same_scores_as_building_anew(index: Index, signal: str) -> None:
    prize = Intent(IntentKind.TIP, "prize", ("taart halen als iets gelukt is", "we vieren nooit iets"))
    text = "taart op school"
    added, anew = index.with_intents([prize]), build_index((*INTENTS, prize), READING)
    scores = [made.signals(text, READING.words(text))[signal] for made in (added, anew)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-5)


def test_a_tip_that_is_added_is_matched_while_the_old_matcher_goes_on() -> None:
    matcher = load_matcher(TIPS)
    new = replace(SAME_SCHOOL, id="cake", phrasings={"nl": ("taart eten bij een verjaardag",), "en": ()})
    larger = matcher.with_tip(new)
    assert larger.judge("taart eten bij een verjaardag").ranking[0].tip.id == "cake"
    assert "cake" not in [ranked.tip.id for ranked in matcher.judge("taart eten").ranking]


def test_a_tip_is_found_by_its_own_words_too() -> None:
    wordings = tip_intent(SAME_SCHOOL).wordings
    assert "Blijf bij elkaar in de buurt" in wordings
    assert any("head teacher" in wording for wording in wordings)


# What is kept


def test_a_kept_index_is_used_again_and_says_the_same(tmp_path: Path) -> None:
    kept_at = tmp_path / "index.npz"
    first = build_index(INTENTS, READING, kept_at)
    written = kept_at.stat().st_mtime_ns
    again = build_index(INTENTS, READING, kept_at)
    assert kept_at.stat().st_mtime_ns == written
    for text in ("taxi", "een kind weg"):
        one, other = (made.signals(text, READING.words(text)) for made in (first, again))
        for signal in SIGNALS:
            assert one[signal] == pytest.approx(other[signal], abs=1e-3)


@pytest.mark.parametrize("damage", [b"", b"no index", None], ids=["empty", "other", "half"])
def test_a_damaged_index_is_made_again(
    tmp_path: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    kept_at = tmp_path / "index.npz"
    build_index(INTENTS, READING, kept_at)
    kept_at.write_bytes(kept_at.read_bytes()[:-2000] if damage is None else damage)
    assert best(build_index(INTENTS, READING, kept_at), "taxi", "words") == "taxi"
    assert "made again" in caplog.text
    caplog.clear()
    build_index(INTENTS, READING, kept_at)
    assert caplog.text == ""


def test_an_index_of_other_content_is_not_used(tmp_path: Path) -> None:
    kept_at = tmp_path / "index.npz"
    build_index(INTENTS, READING, kept_at)
    assert build_index(INTENTS[:2], READING, kept_at).intents == INTENTS[:2]
    assert len({digest(INTENTS, READING), digest(INTENTS[:2], READING), digest(INTENTS, Reading({}))}) == 3


def test_where_nothing_can_be_kept_the_index_works_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = build_index(INTENTS, READING, tmp_path / "not" / "there" / "index.npz")
    assert best(made, "taxi", "words") == "taxi"
    assert "could not be kept" in caplog.text


# The combination


def stored(**changes: object) -> str:
    combination = read_combination(HERE / "combination.json")
    return json.dumps({**to_json(combination), **changes})


def test_the_shipped_combination_survives_being_stored(tmp_path: Path) -> None:
    path = tmp_path / "combination.json"
    path.write_text(stored())
    assert read_combination(path) == read_combination(HERE / "combination.json")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "not json",
        stored(version=0),
        stored(weights={}),
        stored(no_tip="much"),
        stored(right=7),
    ],
)
def test_a_combination_that_cannot_be_used_says_what_to_run(tmp_path: Path, content: str) -> None:
    path = tmp_path / "combination.json"
    path.write_text(content)
    with pytest.raises(TipFileError, match="make train"):
        read_combination(path)


def test_a_combination_that_is_missing_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="make train"):
        read_combination(tmp_path / "combination.json")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=2, max_size=2))
def test_a_probability_is_a_probability_whatever_the_evidence(evidence: list[float]) -> None:
    assert 0 <= Logistic((3.0, -2.0), 1.0).probability(np.array(evidence, dtype=np.float32)) <= 1


def test_odds_add_up_to_one_and_leave_danger_out(index: Index) -> None:
    danger = Intent(IntentKind.URGENT, "danger", ("hij wil dood",))
    made = index.with_intents([danger])
    combination: Combination = read_combination(HERE / "combination.json")
    shares = combination.shares(made.signals("hij wil dood", ["hij", "wil", "dood"]))
    odds = combination.odds(shares, made.kinds)
    assert odds.sum() == pytest.approx(1.0, abs=1e-5)
    assert odds[-1] == 0
