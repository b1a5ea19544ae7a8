"""What a context asks of those above it: nothing is answered by chance, and no question is left without somebody."""

import sys

import pytest

from sunward.kernel.ports import Port, PortByKind


def declared() -> dict[str, object]:
    """Every port of the house, by where it stands."""
    modules = [(name, module) for name, module in sys.modules.items() if name.startswith("sunward.")]
    return {
        f"{name}.{word}": one
        for name, module in modules
        for word, one in vars(module).items()
        if isinstance(one, Port | PortByKind)
    }


def test_what_nobody_answers_is_not_taken_for_no() -> None:
    port: Port[int] = Port("how high the water stands")
    with pytest.raises(LookupError, match="how high the water stands"):
        _ = port.answer
    port.bind(3)
    port.bind(4)
    assert port.answer == 4


def test_each_answers_for_its_own_kind() -> None:
    port: PortByKind[str] = PortByKind()
    port.bind("recall", "elections")
    assert (port.of("recall"), port.of("item")) == ("elections", None)


def test_every_question_that_is_asked_upward_has_somebody_who_answers() -> None:
    ports = declared()
    assert len(ports) > 10
    assert [where for where, one in ports.items() if isinstance(one, Port) and not one._answers] == []
    assert [where for where, one in ports.items() if isinstance(one, PortByKind) and not one._answers] == []
