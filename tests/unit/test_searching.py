"""A module that isn't there is searched for once."""

import importlib
import sys

import pytest

from bot.telegram.searching import stop_searching


def test_what_is_not_installed_stays_missing_and_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_searching("leernetwerk_has_no_such_module")
    monkeypatch.setattr(sys, "meta_path", [])
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("leernetwerk_has_no_such_module")
    monkeypatch.delitem(sys.modules, "leernetwerk_has_no_such_module")


def test_what_is_installed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    stop_searching("wave")
    assert importlib.import_module("wave")
