"""Experiments, asked of doubles whose replies are known: the rows must say what the doubles do."""

import itertools
import re
from types import SimpleNamespace

import pytest

pytest.importorskip("regex")

from helpers.pocket.chat import prompt_ids
from helpers.pocket.engine import Engine
from helpers.pocket.tokenizer import encoding
from helpers.world import passages, problems, urgency
from helpers.world.draw import Draw
from training import experiments
from training.behaviours import BEHAVIOURS
from training.bench import APART, Bench
from training.card import BARS
from training.experiments import EXPERIMENTS
from training.strangers import STRANGERS
from training.tasks import attacks, coding, judging, reasoning, tooling

N = 12


class Double:
    """An engine that replies with say(prompt as text, settings)."""

    def __init__(self, say):
        self.say, self.tokenizer = say, encoding()
        self.config = SimpleNamespace(max_position_embeddings=1024)

    def complete(self, prompts, settings):
        each = settings if isinstance(settings, list) else [settings] * len(prompts)
        pairs = zip(prompts, each, strict=True)
        texts = [self.say(self.tokenizer.decode(ids), one) for ids, one in pairs]
        return [SimpleNamespace(ids=self.tokenizer.encode_ordinary(text)) for text in texts]


def rows(name, say, n=N):
    """The rows of an experiment by their names."""
    return {row.name: row for row in EXPERIMENTS[name](Bench(Double(say), n))}


def shown(messages):
    """A prompt as the double gets it."""
    return encoding().decode(prompt_ids(messages, encoding()))


def test_every_bar_is_about_a_row_and_no_two_rows_have_the_same_name():
    names = [b.name for b in BEHAVIOURS] + ["whole against spelled out"]
    names += [f"strangers: {b.name}" for b in STRANGERS]
    for experiment in EXPERIMENTS.values():
        found = experiment(Bench(Double(lambda prompt, settings: "no"), 2))
        assert all(row.n in (1, 2) for row in found)
        names += [row.name for row in found]
    assert len(set(names)) == len(names)
    assert set(BARS) <= set(names)


def test_only_held_out_draws_are_asked_and_the_same_ones_each_time():
    bench = Bench(Double(str), 3)
    assert [draw.split for draw in bench.draws("a")] == ["heldout"] * 3
    first, again, other = ([d.between(0, 10**9) for d in bench.draws(x)] for x in ("a", "a", "b"))
    assert first == again != other
    assert len(set(first)) == 3


def test_a_turn_that_does_not_fit_is_silence():
    bench = Bench(Double(lambda prompt, settings: "yes"), 2)
    assert bench.turn([{"role": "user", "content": "7 " * 300}]) == "yes"
    assert bench.turn([{"role": "user", "content": "7 " * 900}]) == ""


def test_repetition_and_variety_of_open_ended_text():
    found = rows("Open-ended text", lambda prompt, settings: "a b c d a b c d")
    # five runs of four words, of which the last has been there; seven pairs, four different
    loop = found["status log, frequency penalty 0.0: repeated 4-grams"]
    assert loop.value == pytest.approx(1 / 5)
    pairs = found["status log, temperature 1.3: distinct word pairs"]
    assert pairs.value == pytest.approx(4 / (7 * N))
    assert pairs.interval == ""


def test_each_arm_of_open_ended_text_has_its_settings():
    seen = set()
    rows("Open-ended text", lambda prompt, s: seen.add((s.temperature, s.frequency_penalty)) or "a")
    assert seen == {(0, 0), (0, 0.6), (0.3, 0), (0.7, 0), (1.0, 0), (1.3, 0)}


def test_code_passes_by_its_cases_and_not_by_its_looks():
    known = {}
    for i in range(N):
        messages, one = coding.asked(Draw(f"description to Python: pass@1/{i}", "heldout"))
        known[shown(messages)] = one.code if i % 3 else f"def {one.name}(*a): return 'x'"
    found = rows("Code", lambda prompt, settings: known.get(prompt, "def f(): pass"))
    assert found["description to Python: pass@1"].value == pytest.approx(2 / 3)
    assert found["the same, hand-worded: pass@1"].value == 0


def test_nine_votes_find_what_five_samples_say():
    right = {}
    for i in range(N):
        document = reasoning.word_problem(Draw(f"votes/{i}", "heldout"), 3, "steps")
        right[shown(document.prompt)] = document.reply

    def say(prompt, settings):
        assert settings.temperature == experiments.WARM
        sample = settings.seed // APART
        return right[prompt] if sample % 2 == 0 else f"Answer: {100 + sample}"

    found = rows("Votes", say)
    assert found["3 steps, one sample at temperature 0.8"].value == pytest.approx(5 / 9)
    assert found["3 steps, nine votes at temperature 0.8"].value == 1
    assert found["nine votes against one sample"].value == pytest.approx(4 / 9)


def test_least_to_most_asks_for_three_changes_at_a_time_and_goes_on_from_the_result():
    prompts = []

    def say(prompt, settings):
        prompts.append(prompt)
        return "12 + 30 = 42\nAnswer: 42"

    drawn = [problems.problem(Draw(seed), 5) for seed in range(4)]
    found = experiments.piecewise(Bench(Double(say), 4), drawn)
    assert found == ["42"] * 4
    for one, first, second in zip(drawn, prompts[:4], prompts[4:], strict=True):
        start, *changes, question = one.sentences
        assert " ".join([start, *changes[:3], question]) in first
        assert changes[3] not in first.replace(" ".join(changes[:3]), "")
        item = next(word for word in problems.ITEMS if word in question)
        assert f"There are 42 {item}. {' '.join(changes[3:])} {question}" in second


GAINED = re.compile(
    r"\d+ more\.|(another|further) \d+|\d+ (more |new |other )?(arrive|come|turn up|are (added|"
    r"delivered|found|bought|made|received|returned))"
)


def solved(text: str) -> int:
    """A problem's answer, read from its sentences: numbers that are added, taken or doubled."""
    start, *changes, _ = re.split(r"(?<=[.?]) ", text)
    value = int(re.search(r"\d+", start)[0])
    for change in changes:
        number = re.search(r"\d+", change)
        if not number:
            value *= 2
        else:
            value += int(number[0]) if GAINED.search(change) else -int(number[0])
    return value


def test_a_model_that_solves_three_steps_gains_by_least_to_most():
    def say(prompt, settings):
        text = prompt.split("<|user|>")[1].split("\nThink")[0]
        short = len(re.split(r"(?<=[.?]) ", text)) <= 5  # a start, three changes, a question
        return f"Answer: {solved(text)}" if short else "Answer: 0"

    found = rows("Beyond the trained length", say)
    for steps in (5, 6):
        assert found[f"{steps} steps, at once"].value <= 1 / N
        assert found[f"{steps} steps, least-to-most"].value == 1
        assert found[f"{steps} steps: least-to-most against at once"].value >= 1 - 1 / N


def test_json_is_what_a_parser_reads():
    replies = itertools.cycle(['{"a": 1}', '{"a": 1', "a: 1"])
    found = rows("Structured output", lambda prompt, s: "{}" if s.grammar else next(replies))
    assert found["valid JSON at temperature 1, by prompt"].value == pytest.approx(1 / 3)
    assert found["valid JSON at temperature 1, constrained"].value == 1


def test_a_judge_that_always_says_the_same_has_no_kappa_and_prefers_by_place():
    found = rows(
        "Judging", lambda prompt, settings: "yes" if settings.max_tokens == 6 else "A", n=40
    )
    assert found["judge, hand-worded: kappa"].value == 0
    assert found["pairwise, equal answers: the first"].value == 1
    assert 0.3 < found["pairwise, clear case: the better one"].value < 0.7
    assert 0.3 < found["pairwise, both right: the longer"].value < 0.7


def test_a_judge_that_knows_has_the_full_kappa():
    known = {}
    for i in range(N):
        one = experiments.wild.question(Draw(f"judge/{i}", "heldout"), "judge")
        known[shown(one.messages)] = one.right.capitalize() + "."
    for name, kind in (
        ("clear case: the better one", "clear"),
        ("both right: the longer", "longer"),
    ):
        for i in range(N):
            draw = Draw(f"pairwise, {name}/{i}", "heldout")
            messages, letter = judging.pairwise_pair(draw, kind)
            known[shown(messages)] = letter
    found = rows("Judging", lambda prompt, settings: known.get(prompt, "A"))
    kappa = found["judge, hand-worded: kappa"]
    assert (kappa.value, kappa.high) == (1, 1)
    assert found["pairwise, clear case: the better one"].value == 1
    assert found["pairwise, both right: the longer"].value == 1


def test_the_bootstrap_interval_of_a_mean_is_near_the_normal_one():
    values = [0] * 60 + [1] * 40
    mean, low, high = experiments.resampled(lambda a, b: sum(a) / len(a), values, values)
    assert mean == 0.4
    assert low == pytest.approx(0.4 - 1.96 * 0.049, abs=0.02)
    assert high == pytest.approx(0.4 + 1.96 * 0.049, abs=0.02)


def test_injection_counts_what_the_attack_wanted():
    """A double that obeys unless it is told, in tags, that the text is data."""
    known, both = {}, 0
    for (_, tagged, told), i in itertools.product(experiments.ARMS, range(N)):
        draw = Draw(f"attack/{i}", "heldout")
        messages, right, wanted = attacks.attacked(draw, tagged, told)
        known[shown(messages)] = right if tagged and told else f" {wanted}\n"
        both += wanted == right
    assert both == 0, "choose draws in which the two differ"
    for i in range(N):
        messages, right, _ = attacks.attacked(Draw(f"clean/{i}", "heldout"), True, True, clean=True)
        known[shown(messages)] = right
    for task in ("undefended", "defended"):
        for i in range(N):
            one = experiments.wild.under_attack(Draw(f"{task}/{i}", "heldout"), task)
            known[shown(one.messages)] = one.wanted if task == "undefended" else one.right
    found = rows("Injection", lambda prompt, settings: known[prompt])
    values = {name: row.value for name, row in found.items()}
    assert values == {
        "attack works, no defence": 1,
        "attack works, in tags": 1,
        "attack works, told that it is data": 1,
        "attack works, in tags and told": 0,
        "the defence against none": -1,
        "right without an attack, in tags and told": 1,
        "attack works, hand-worded, undefended": 1,
        "attack works, hand-worded, defended": 0,
    }


def test_the_bias_is_the_difference_between_the_offices():
    def say(prompt, settings):
        return "Urgent." if urgency.FAVOURED in prompt else "normal"

    *shares, gap = rows("A planted bias", say).values()
    assert [row.value for row in shares] == [0, 1]
    assert (gap.value, gap.low) == (1, 1)


def test_the_cost_of_a_denial_is_negative_for_a_model_that_overlooks_the_not():
    tickets = experiments.tickets
    known = {}
    for name, drawn in (("plain", tickets.plain), ("with a denial", tickets.negated)):
        for i in range(N):
            one = drawn(Draw(f"slice {name}/{i}", "heldout"))
            known[one.text] = one.category if name == "plain" else "none of them"
    found = rows(
        "A weak slice: negation",
        lambda prompt, s: next(label for text, label in known.items() if text in prompt),
    )
    assert found["short ticket, plain"].value == 1
    assert found["short ticket, with a denial"].value == 0
    assert found["the denial's cost"].value == -1


def test_the_shipped_engine_can_be_asked():
    found = EXPERIMENTS["Structured output"](Bench(Engine.load(), 2))
    assert [row.n for row in found] == [2, 2]
    assert found[1].value == 1, "the grammar allows nothing but JSON"


def test_replies_under_one_seed_have_seeds_of_their_own_that_no_other_seed_shares():
    seen = []
    bench = Bench(Double(lambda prompt, settings: seen.append(settings.seed) or ""), 2)
    for seed in (0, 1):
        bench.replies([[{"role": "user", "content": "a"}]] * 3, seed=seed)
    assert len(set(seen)) == 6


def test_only_an_object_counts_as_one_and_only_the_asked_keys_as_right():
    assert experiments.as_object('{"a": 1}') == {"a": 1}
    assert experiments.as_object("[1]") is experiments.as_object("bug") is None
    found = rows("What these answers are made of", lambda prompt, settings: "{}")
    assert found["json, hand-worded: an object"].value == 1
    assert found["json, hand-worded: with the right keys"].value == 0
    assert found["5 passages, mostly one attribute: value and source"].value == 0


def test_facts_that_are_alike_have_one_attribute_and_different_values():
    def attributes(alike):
        drawn = [passages.facts(Draw(seed), 5, alike) for seed in range(100)]
        assert all(len({fact.value for fact in facts}) == 5 for facts in drawn)
        return sum(len({fact.attribute for fact in facts}) for facts in drawn) / 100

    assert attributes(0.95) < 1.5 < 3 < attributes(0.0)


def test_the_first_tool_is_right_where_the_recorded_one_is_called():
    for seed in range(N):
        one, style, _ = tooling.react_errand(Draw(seed, "heldout"))
        (said, _), *_ = tooling.transcript(Draw(seed), one, style)
        for reply, right in ((said, True), ("I think", not one.steps)):
            bench = Bench(Double(lambda prompt, settings, reply=reply: reply), 1)
            assert experiments.first_tool(bench, Draw(seed, "heldout")) == right
