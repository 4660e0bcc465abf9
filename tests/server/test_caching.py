"""Prompt caching is counted as Anthropic counts it; its own SDK asks and reads."""

import anthropic as sdk
import pytest

from helpers.server.caching import LEAST, Block, Ledger, Use

LONG, LONGER = "The house rules of Larkspur. " * 4, "And all its services, one by one. " * 4
MARK, HOUR = {"type": "ephemeral"}, {"type": "ephemeral", "ttl": "1h"}


def block(text, mark=None):
    return {"type": "text", "text": text} | ({"cache_control": mark} if mark else {})


def usage(client, system, text="Hello", **more):
    told = {"model": "roomy", "max_tokens": 1, "messages": [{"role": "user", "content": text}]}
    return client.messages.create(system=system, **told | more).usage


def counted(told):
    return (told.cache_creation_input_tokens, told.cache_read_input_tokens)


def test_a_prefix_is_written_once_and_then_read(roomy_anthropic):
    system = [block("a " + LONG, MARK)]
    total = usage(roomy_anthropic, "a " + LONG).input_tokens
    first, second, other = (
        usage(roomy_anthropic, system),
        usage(roomy_anthropic, system),
        usage(roomy_anthropic, system, "Hello, you"),
    )
    written = len("a " + LONG) + 1  # every letter is a token, and the role has one
    assert counted(first) == (written, 0)
    assert counted(second) == counted(other) == (0, written)
    assert first.input_tokens == second.input_tokens == total - written
    assert first.cache_creation.ephemeral_5m_input_tokens == written


def test_without_a_mark_nothing_is_cached(roomy_anthropic):
    for _ in range(2):
        told = usage(roomy_anthropic, [block("b " + LONG)])
        assert (counted(told), told.cache_creation) == ((0, 0), None)


def test_a_second_mark_writes_what_is_new(roomy_anthropic):
    first = [block("c " + LONG, MARK)]
    usage(roomy_anthropic, first)
    told = usage(roomy_anthropic, [*first, block(LONGER, MARK)])
    assert counted(told) == (len(LONGER), len("c " + LONG) + 1)


def test_another_block_before_the_mark_is_another_prefix(roomy_anthropic):
    usage(roomy_anthropic, [block("d " + LONG, MARK)])
    told = usage(roomy_anthropic, [block("D " + LONG, MARK)])
    assert counted(told) == (len("d " + LONG) + 1, 0)


def test_a_conversation_reads_what_its_last_turn_wrote(roomy_anthropic):
    """cache_control at the top of the body marks the last block."""
    turns = [{"role": "user", "content": "e " + LONG}]
    told = {"model": "roomy", "max_tokens": 1, "cache_control": MARK}
    first = roomy_anthropic.messages.create(messages=turns, **told).usage
    turns += [{"role": "assistant", "content": "Yes."}, {"role": "user", "content": LONGER}]
    second = roomy_anthropic.messages.create(messages=turns, **told).usage
    assert second.cache_read_input_tokens == first.cache_creation_input_tokens > len(LONG)
    assert second.cache_creation_input_tokens > len(LONGER)


def test_tools_stand_before_the_system_prompt(roomy_anthropic):
    tool = {"name": "now", "description": "f " + LONG, "input_schema": {"type": "object"}}
    told = {"tools": [tool | {"cache_control": MARK}]}
    first = usage(roomy_anthropic, "One.", **told)
    second = usage(roomy_anthropic, "Another.", **told)
    assert second.cache_read_input_tokens == first.cache_creation_input_tokens > len(LONG)


def test_two_lifetimes_are_written_apart(roomy_anthropic):
    told = usage(roomy_anthropic, [block("g " + LONG, HOUR), block(LONGER, MARK)]).cache_creation
    assert told.ephemeral_1h_input_tokens == len("g " + LONG) + 1
    assert told.ephemeral_5m_input_tokens == len(LONGER)


def test_the_usage_of_a_stream_is_known_from_its_first_event(roomy_anthropic):
    told = {"model": "roomy", "max_tokens": 3, "messages": [{"role": "user", "content": "Hello"}]}
    events = list(
        roomy_anthropic.messages.create(system=[block("h " + LONG, MARK)], stream=True, **told)
    )
    start = events[0].message.usage
    assert counted(start) == (len("h " + LONG) + 1, 0)
    assert counted(events[-2].usage) == counted(start)
    assert events[-2].usage.input_tokens == start.input_tokens


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ([block("x", MARK)] * 5, "A maximum of 4 blocks with cache_control may be provided"),
        ([block("x", MARK), block("y", HOUR)], "must not come after"),
        ([block("x", {"type": "forever"})], 'cache_control.type is "forever"'),
        ([block("x", {"type": "ephemeral", "ttl": "2h"})], "one of 5m, 1h"),
    ],
)
def test_what_the_vendor_refuses_is_refused(roomy_anthropic, system, words):
    with pytest.raises(sdk.BadRequestError, match=words):
        usage(roomy_anthropic, system)


def test_a_prefix_is_kept_for_its_time_and_reading_renews_it():
    now = [0.0]
    ledger = Ledger(lambda: now[0])
    short, long = [Block("a", "x" * 100, "5m")], [Block("b", "y" * 100, "1h")]

    def read(blocks) -> int:
        return ledger.settle(blocks, len, 200).read

    assert (read(short), read(long)) == (0, 0)
    now[0] = 299
    assert (read(short), read(long)) == (100, 100)
    now[0] = 598
    assert read(short) == 100
    now[0] = 899
    assert (read(short), read(long)) == (0, 100)


def test_a_short_prefix_is_not_worth_it():
    ledger = Ledger()
    for size, use in ((LEAST - 1, Use()), (LEAST, Use(0, {"5m": LEAST}))):
        assert ledger.settle([Block("a", "x" * size, "5m")], len, 200) == use


def test_an_earlier_end_is_looked_for_twenty_blocks_back():
    for between, read in ((19, 100), (20, 0)):
        ledger = Ledger()
        first = Block("a", "x" * 100, "5m")
        ledger.settle([first], len, 1000)
        later = [Block("a", "x" * 100), *(Block(str(i), "y") for i in range(between))]
        assert ledger.settle([*later, Block("z", "z", "5m")], len, 1000).read == read


def test_no_token_at_all_only_fills_the_cache(roomy_anthropic):
    system = [block("i " + LONG, MARK)]
    told = {"model": "roomy", "messages": [{"role": "user", "content": "Hello"}]}
    reply = roomy_anthropic.messages.create(system=system, max_tokens=0, **told)
    assert (reply.content, reply.stop_reason, reply.usage.output_tokens) == ([], "max_tokens", 0)
    assert usage(roomy_anthropic, system).cache_read_input_tokens == len("i " + LONG) + 1
