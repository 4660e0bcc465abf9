"""Every format gives the records back when an independent reader reads it."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from helpers.prompts import formats

RECORDS = [
    {"id": "7", "text": 'He said "no", twice'},
    {"id": "8", "text": "naïve: a < b & c | d"},
    {"id": "9", "text": "two\nlines # and more"},
]


def read_xml(text):
    return [{field.tag: field.text for field in record} for record in ElementTree.fromstring(text)]


def read_yaml(text):
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load(text)


READERS = {
    "JSON": json.loads,
    "JSON, pretty": json.loads,
    "CSV": lambda text: list(csv.DictReader(io.StringIO(text))),
    "XML": read_xml,
    "YAML": read_yaml,
}


@pytest.mark.parametrize("name", READERS)
def test_what_is_written_reads_back(name):
    assert READERS[name](formats.WRITERS[name](RECORDS)) == RECORDS


def test_a_markdown_table_has_a_line_for_each_record():
    lines = formats.WRITERS["Markdown"](RECORDS).splitlines()
    assert lines[:3] == ["| id | text |", "| --- | --- |", '| 7 | He said "no", twice |']
    assert lines[3:] == ["| 8 | naïve: a < b & c \\| d |", "| 9 | two<br>lines # and more |"]


def test_every_format_but_markdown_has_a_reader_here():
    assert set(formats.WRITERS) - set(READERS) == {"Markdown"}
