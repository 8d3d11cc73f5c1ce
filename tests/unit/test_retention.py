"""How long what is kept can be set, within reason."""

import pytest

from scheduler.retention import RULES, rules_with


def test_without_changes_the_rules_are_as_they_are() -> None:
    assert rules_with("") == RULES


def test_changes_leave_the_other_rules_alone() -> None:
    changed = {rule.kind: rule.keep for rule in rules_with("questions=P18M, audit = P36M,")}
    assert changed == {**{rule.kind: rule.keep for rule in RULES}, "questions": "P18M", "audit": "P36M"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("questions", "KIND=PERIOD"),
        ("quests=P1M", "questions"),
        ("questions=1M", "P14D"),
        ("questions=", "P14D"),
        ("questions=PT1H", "whole days"),
        ("questions=P0D", "whole days"),
        ("questions=P20Y", "ten years"),
    ],
)
def test_a_wrong_change_is_said_with_its_mend(changes: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rules_with(changes)
