"""An index grows in layers: what is added is found and changes nothing for what was there."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.base import HERE
from knowledge_base.matching import Intent, IntentKind, Reading, build_index, read_combination
from knowledge_base.matching.index import ENOUGH
from knowledge_base.matching.layers import Layers

READING = Reading({})
SCHOOL = Intent(IntentKind.TIP, "school", ("kind naar huis gestuurd", "school belt dat een kind weg moet"))
TAXI = Intent(IntentKind.TIP, "taxi", tuple(f"wie betaalt taxi {number}" for number in range(ENOUGH)))
COOKING = Intent(IntentKind.TOPIC, "cooking", ("recept voor lasagne", "wat eten we vandaag"))
CAKE = Intent(IntentKind.TIP, "cake", ("taart halen als iets gelukt is", "we vieren nooit iets"), 1)
LAMP = Intent(IntentKind.TIP, "lamp", ("zelf een lamp kiezen voor op de kamer",))
TEXTS = ("wie betaalt de taxi", "taart op school", "een lamp op de kamer", "lasagne", "")


@cache
def settled() -> Layers:
    return Layers(build_index((SCHOOL, TAXI, COOKING), READING))


@cache
def grown() -> Layers:
    return settled().with_intents([CAKE]).with_intents([LAMP])


def shares(layers: Layers, text: str) -> dict[str, list[float]]:
    """What each signal adds to what was there from the beginning."""
    sight = layers.sight(None)
    signals = layers.signals(text, READING.words(text))
    found = read_combination(HERE / "combination.json").shares(signals, sight.settled)
    return {name: values[:3].tolist() for name, values in found.items()}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS) | st.text(max_size=60))
def test_what_is_added_changes_nothing_for_what_was_there(text: str) -> None:
    before, after = shares(settled(), text), shares(grown(), text)
    assert before.keys() == after.keys()
    for name, values in before.items():
        assert after[name] == pytest.approx(values, abs=1e-6)


@pytest.mark.parametrize("intent", [SCHOOL, CAKE, LAMP], ids=lambda intent: intent.id)
@pytest.mark.parametrize("signal", ["words", "letters", "meaning", "wording", "nearest meaning"])
def test_every_signal_knows_what_was_added_and_what_was_there(intent: Intent, signal: str) -> None:
    scores = grown().signals(intent.wordings[0], READING.words(intent.wordings[0]))[signal]
    assert grown().intents[int(scores.argmax())] is intent


def test_words_that_were_in_nothing_before_count_in_what_is_added() -> None:
    letters = grown().signals("xylofoon", ["xylofoon"])["letters"]
    assert letters.max() == 0
    music = grown().with_intents([Intent(IntentKind.TIP, "music", ("samen xylofoon spelen",))])
    assert music.signals("xylofoon", ["xylofoon"])["letters"][-1] > 0


def test_layers_stay_few_and_say_the_same_as_one() -> None:
    many = [Intent(IntentKind.TIP, f"tip-{n}", (f"vraag {n} over iets anders",)) for n in range(40)]
    one_by_one = settled()
    for intent in many:
        one_by_one = one_by_one.with_intents([intent])
    at_once = settled().with_intents(many)
    assert one_by_one.intents == at_once.intents
    assert one_by_one.thickness[0] == len(settled().intents)
    assert len(one_by_one.thickness) <= 4
    for text in ("vraag 7 over iets", *TEXTS):
        one, other = (layers.signals(text, READING.words(text)) for layers in (one_by_one, at_once))
        for name, scores in one.items():
            assert scores == pytest.approx(other[name], abs=1e-5), name


def test_what_is_gone_is_gone_from_its_layer_alone() -> None:
    assert grown().without({"cake"}).intents == (SCHOOL, TAXI, COOKING, LAMP)
    assert grown().without({"cake", "lamp"}).intents == settled().intents
    assert grown().without({"taxi"}).intents == (SCHOOL, COOKING, CAKE, LAMP)
    assert grown().without({"cooking"}).intents == grown().intents  # only tips can go


def test_a_tip_of_one_network_is_seen_there_alone() -> None:
    nobody, ours, others = (seen_in(networks) for networks in ((), (1,), (2,)))
    assert "cake" in ours
    assert "cake" not in nobody + others
    assert all("lamp" in seen for seen in (nobody, ours, others))


def seen_in(networks: tuple[int, ...]) -> list[str]:
    return [grown().intents[place].id for place in grown().sight(networks).places]


def test_a_tip_that_few_people_put_in_words_is_known_as_such() -> None:
    few = dict(zip([intent.id for intent in grown().intents], grown().sight(None).few, strict=True))
    assert few == {"school": True, "taxi": False, "cooking": False, "cake": True, "lamp": True}


def test_a_tip_without_words_disturbs_nothing() -> None:
    bare = settled().with_intents([Intent(IntentKind.TIP, "bare", ("",))])
    scores = bare.signals("taart", ["taart"])
    assert all(np.isfinite(values).all() for values in scores.values())
