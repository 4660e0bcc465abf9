"""HTML pages that need nothing else: no script, no network, readable in print and by keyboard.

In: the frame of a page, and the Markdown that checks speak. Out: what a page says.
"""

from __future__ import annotations

import html
import re

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #bbb;vertical-align:top}
code{background:#eee;padding:0 .2em;overflow-wrap:anywhere}
.wide{overflow-x:auto}
.wide:focus-visible{outline:3px solid #0a58ca;outline-offset:2px}
.number{text-align:right;white-space:nowrap}
li>p:first-of-type{display:inline}
article{border-top:1px solid #bbb;padding-top:.5rem}
@media print{body{margin:0;max-width:none;font-size:10pt}.wide{overflow:visible}
article,tr{break-inside:avoid}h2,h3{break-after:avoid}}
"""


def page(title: str, body: str) -> str:
    """A whole page."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>{text(title)}</h1>\n{body}\n</main></body></html>\n"
    )


def text(words: str) -> str:
    """Words as HTML text: nothing in them is markup, nothing turns the reading direction."""
    safe = "".join(c for c in words if c in "\n\t" or c.isprintable())
    return html.escape(safe.encode("utf-8", "replace").decode("utf-8"))


def table(caption: str, head: list[str], rows: list[list[str]], numbers: set[int]) -> str:
    """A table of HTML cells; the first of each row is its heading, `numbers` are columns. On a
    narrow screen it scrolls by itself, with the arrow keys too."""
    kinds = [' class="number"' if i in numbers else "" for i in range(len(head))]
    names = "".join(
        f'<th scope="col"{k}>{text(name)}</th>' for k, name in zip(kinds, head, strict=True)
    )
    lines = "".join(f"<tr>{_cells(row, numbers)}</tr>\n" for row in rows)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{text(caption)}">'
        f"<table><caption>{text(caption)}</caption><thead><tr>{names}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _cells(row: list[str], numbers: set[int]) -> str:
    kinds = [' class="number"' if i in numbers else "" for i in range(len(row))]
    first = f'<th scope="row">{row[0]}</th>'
    return first + "".join(f"<td{k}>{c}</td>" for k, c in zip(kinds[1:], row[1:], strict=True))


def markdown(source: str) -> str:
    """Paragraphs, lists in lists, `code` and **bold**: what checks and goals use."""
    html_lines, open_lists = [], []
    for line in source.strip().split("\n"):
        item = re.match(r"( *)- (.*)", line)
        if not line.strip():
            continue
        while open_lists and (not item or len(item[1]) < open_lists[-1]):
            open_lists.pop()
            html_lines.append("</li></ul>")
        if not item:
            html_lines.append(f"<p>{_inline(line.strip())}</p>")
            continue
        deeper = not open_lists or len(item[1]) > open_lists[-1]
        html_lines.append(f"{'<ul>' if deeper else '</li>'}<li>{_inline(item[2])}")
        open_lists += [len(item[1])] if deeper else []
    return "\n".join(html_lines) + "</li></ul>" * len(open_lists)


def _inline(line: str) -> str:
    parts = re.split(r"(``.+?``|`[^`]+`)", line)
    return "".join(
        f"<code>{text(part.strip('`').strip())}</code>" if part.startswith("`") else _bold(part)
        for part in parts
    )


def _bold(part: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text(part))
