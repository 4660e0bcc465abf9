"""Tools that are offered together, and the facts behind them.

`bench(draw)` draws one to four devices, or those that are wanted. In: benches. Out: what is asked
of them (errands.py).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from helpers.world import devices, passages
from helpers.world.devices import OPERATIONS, Device
from helpers.world.draw import Draw
from helpers.world.topics import Topic

MOST = 4  # tools of an errand
SAME = {"window": "maintenance day", "colour": "nickname"}  # attribute -> a noun of its topic
# c: calculator, l: lookup, s: search, a: action
BENCHES = (
    "cl cl cl cs cs cls cls clla l ll lla la s sl sa c ca caa aa csa cll clsa clsl lll"
).split()


@dataclass(frozen=True)
class Bench:
    """The devices of an errand; the facts that its search can find, and one that it cannot."""

    devices: tuple[Device, ...]
    facts: tuple[passages.Fact, ...] = ()
    absent: passages.Fact | None = None

    def of(self, kind: str) -> list[Device]:
        return [device for device in self.devices if device.kind == kind]

    def operators(self) -> dict[str, Device]:
        """Which device does which operation."""
        able: dict[str, Device] = {}
        for device in self.devices:
            if device.kind in ("calculator", "operation"):
                able |= dict.fromkeys(OPERATIONS, device)
            elif device.kind == "single":
                able[device.data] = device
        return able


def bench(draw: Draw, plain: bool = False, wanted: str = "") -> Bench:
    """One to four tools; `plain` ones take a single text each, as ReAct writes its calls.

    `wanted` are the letters of a bench, which may be of more tools then.
    """
    made: list[Device] = []
    facts = passages.facts(draw, draw.between(4, 7))
    most = len(wanted) or MOST
    wanted = wanted or draw.pick(BENCHES)
    for letter in wanted:
        taken = [device.name for device in made]
        if letter == "c" and not plain and len(wanted) <= 2 and draw.chance(0.15):
            pair = draw.pick_some(OPERATIONS, 2)
            made += [
                devices.single(draw, operator, [*taken, str(i)]) for i, operator in enumerate(pair)
            ]
        elif letter == "c":
            made.append(one_of(draw, lambda: devices.calculator(draw, taken), plain))  # noqa: B023
        elif letter == "l":
            numeric = "c" in wanted and draw.chance(0.7)
            topic = devices.topic(draw, numeric)
            while "s" in wanted and clashes(topic, facts):
                topic = devices.topic(draw, numeric)
            if not any(d.kind == "lookup" and d.data.topic == topic for d in made):
                made.append(devices.lookup(draw, topic, taken))
        elif letter == "s":
            texts = [passages.passage(draw, fact) for fact in facts[:-1]]
            made.append(devices.search(draw, texts, taken))
        else:
            new = one_of(draw, lambda: devices.any_action(draw, taken), plain)  # noqa: B023
            if not any(device.data == new.data for device in made):  # the same would be a riddle
                made.append(new)
    draw.rng.shuffle(made)
    return Bench(tuple(made[:most]), tuple(facts[:-1]), facts[-1])


def clashes(topic: Topic, facts: list[passages.Fact]) -> bool:
    """Could a question be for the lookup as well as for the search? Nobody could tell which."""
    return any(SAME.get(fact.attribute, fact.attribute) in topic.nouns for fact in facts)


def one_of(draw: Draw, make: Callable[[], Device], plain: bool) -> Device:
    """A device; a plain one takes one text."""
    while True:
        device = make()
        schema = device.tool["parameters"]
        texts = [schema["properties"][name] == {"type": "string"} for name in schema["required"]]
        if not plain or (len(texts) == 1 and device.kind != "operation"):
            return device


def open_tables(there: Bench) -> list[Device]:
    """The lookups that can be asked for any key, known or not."""
    return [d for d in there.of("lookup") if '"enum"' not in json.dumps(d.tool)]
