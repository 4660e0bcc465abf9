"""The same records as text in six formats, as one would paste them into a prompt.

In: a list of flat records (dicts with the same keys; text and numbers). Out: nesting, reading back.

    WRITERS["CSV"]([{"id": 1, "city": "Graz"}])  ->  "id,city\n1,Graz\n"
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

Record = Mapping[str, str | int]


def compact_json(records: Sequence[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, separators=(",", ":"))


def pretty_json(records: Sequence[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=2)


def yaml(records: Sequence[Record]) -> str:
    """A list of mappings. Texts are quoted as JSON does it, which every YAML reader takes."""
    blocks = [
        [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in r.items()]
        for r in records
    ]
    return "".join("- " + "\n  ".join(lines) + "\n" for lines in blocks)


def csv_text(records: Sequence[Record]) -> str:
    """A header and a line for each record; fields are quoted only where they must be."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def markdown_table(records: Sequence[Record]) -> str:
    head = list(records[0])
    rows = [head, ["---"] * len(head), *(record.values() for record in records)]
    return "".join(f"| {' | '.join(_in_a_cell(value) for value in row)} |\n" for row in rows)


def _in_a_cell(value: str | int) -> str:
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def xml(records: Sequence[Record]) -> str:
    return "<records>\n" + "".join(map(_element, records)) + "</records>\n"


def _element(record: Record) -> str:
    fields = "".join(f"    <{key}>{escape(str(value))}</{key}>\n" for key, value in record.items())
    return f"  <record>\n{fields}  </record>\n"


WRITERS: dict[str, Callable[[Sequence[Record]], str]] = {
    "CSV": csv_text,
    "Markdown": markdown_table,
    "JSON": compact_json,
    "YAML": yaml,
    "JSON, pretty": pretty_json,
    "XML": xml,
}
