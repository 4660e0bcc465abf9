"""Streams are read as browsers read them; the cases are those of the Web Platform Tests.

Retyped from web-platform-tests/wpt, eventsource/format-*.any.js (BSD-3-Clause): the stream, and the
data that each of its message events must have.
"""

import pytest

from helpers.serving import wire

CASES = {
    "format-bom": ("\ufeffdata:1\n\n\ufeffdata:2\n\ndata:3\n\n", ["1", "3"]),
    "format-comments": (
        f"data:1\r:\0\n:\r\ndata:2\n:{'x' * 2048}\rdata:3\n:data:fail\r:{'x' * 2048}\ndata:4\n\n",
        ["1\n2\n3\n4"],
    ),
    "format-data-before-final-empty-line": (
        "retry:1000\ndata:test1\n\nid:test\ndata:test2",
        ["test1"],
    ),
    "format-field-data": ("data:\n\ndata\ndata\n\ndata:test\n\n", ["", "\n", "test"]),
    "format-field-parsing": (
        "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n"
        " data:32\ndata:4\n\n",
        ["\0\n 2\n1\n3\n\n4"],
    ),
    "format-field-unknown": (
        "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
        ["test\n\ntest"],
    ),
    "format-newlines": ("data:test\r\ndata\ndata:test\r\n\r", ["test\n\ntest"]),
}


@pytest.mark.parametrize(("stream", "data"), CASES.values(), ids=CASES)
def test_a_stream_gives_the_events_of_the_standard(stream, data):
    assert [event.data for event in wire.events(stream)] == data


def test_a_named_event_has_its_name_and_one_without_data_is_none():
    stream = "event:test\ndata:x\n\nevent:lost\n\ndata:x\n\n"
    assert wire.events(stream) == [wire.Event("test", "x"), wire.Event("message", "x")]


def test_comments_are_counted():
    assert wire.comments(": a\n\ndata: : b\n:\n\n") == 2
