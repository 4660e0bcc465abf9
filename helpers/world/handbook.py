"""Larkspur's documentation: some hundred pages of two releases, for four groups of readers.

`handbook(seed)` draws values, names and identifiers; the subjects are always the same. A page is
what somebody put on a shelf: Markdown with a menu and a footer, tables as CSV, PDF with lines and
running heads. What it says is known, fact by fact.

In: pages and facts. Out: files (samples), questions (handbook_gold), loading (retrieval.loading).
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.world import handbook_facts as known
from helpers.world.lexicon import PLANS, REGIONS, WEEKDAYS

OLD, NEW = "4", "5"
PUBLIC, STAFF, FINANCE, PARTNER = "public", "staff", "finance", "partner"
CITIES = "Porto Ghent Turku Leeds Basel Gdansk Denver Quito Pune Osaka Lyon Malmo Cork Bergen"
WIDE = 62  # characters of a line of a PDF
FOOT = "Was this page helpful? [Yes](#) [No](#)"


@dataclass(frozen=True)
class Fact:
    """One thing that a page says: the sentence or table row, and how people ask for it."""

    page: str
    evidence: str
    plain: str  # a question in the page's own words
    other: str = ""  # the same in other words; "" where it has an identifier


@dataclass(frozen=True)
class Page:
    """One file of the documentation, before anything is cleaned.

    `body` is Markdown or CSV; the lines of a PDF. `release` is "" where a page holds for all.
    """

    path: str  # "5/guides/backups.md"
    title: str
    release: str
    group: str  # who may read it
    body: str


@dataclass(frozen=True)
class Handbook:
    pages: tuple[Page, ...]
    facts: tuple[Fact, ...]


def handbook(seed: object = 0) -> Handbook:
    """The documentation under this seed; the same on every machine."""
    rng = random.Random(f"handbook/{seed}")
    made = [*guides(rng), *settings(rng), *errors(rng), *regions(rng), *plans(rng), *papers(rng)]
    facts = tuple(fact for _, found in made for fact in found)
    return Handbook(tuple(page for page, _ in made), facts)


Made = Iterator[tuple[Page, list[Fact]]]


def guides(rng: random.Random) -> Made:
    """Two facts a page, in both releases, with other values."""
    for title, rows in sections(known.GUIDES):
        facts = [row.split(" | ") for row in rows]
        values = [rng.sample(row[1].split(), 2) for row in facts]
        for at, release in enumerate((OLD, NEW)):
            path = f"{release}/guides/{slug(title)}.md"
            said = [row[0].format(v=v[at]) for row, v in zip(facts, values, strict=True)]
            found = [Fact(path, s, *row[2:]) for s, row in zip(said, facts, strict=True)]
            yield Page(path, title, release, PUBLIC, guide(rng, title, release, said)), found


def guide(rng: random.Random, title: str, release: str, said: list[str]) -> str:
    """Markdown: a menu, three sections with the facts among other sentences, a footer."""
    parts = rng.sample(("Overview", "How it works", "Limits", "Good to know", "Details"), 3)
    holds = rng.sample(range(3), len(said))
    lines = [f"[Docs](/) > [Release {release}](/{release}/) > {title}", "", f"# {title}"]
    for i, part in enumerate(parts):
        sentences = filler(rng, title, rng.randint(3, 5))
        for at, sentence in zip(holds, said, strict=True):
            if at == i:
                sentences.insert(rng.randint(1, len(sentences)), sentence)
        lines += ["", f"## {part}", "", " ".join(sentences)]
    return "\n".join([*lines, "", "---", FOOT, ""])


def filler(rng: random.Random, topic: str, n: int) -> list[str]:
    return [line.format(topic=topic.lower()) for line in rng.sample(known.FILLER, n)]


def settings(rng: random.Random) -> Made:
    """A table of six settings, as Markdown in the old release and as CSV in the new one."""
    for head, _ in sections(known.SETTINGS):
        title, _, names = head.partition(" | ")
        for release in (OLD, NEW):
            rows = [(n, rng.randint(2, 900), rng.choice(("yes", "no"))) for n in names.split()]
            path = f"{release}/settings/{slug(title)}.{'csv' if release == NEW else 'md'}"
            facts = [
                Fact(
                    path,
                    f"setting: {n}; default: {default}; restart: {restart}",
                    f"What is the default of {n}?",
                )
                for n, default, restart in rows
            ]
            body = table(("setting", "default", "restart"), rows, release == NEW)
            yield Page(path, f"Settings: {title}", release, PUBLIC, body), facts


def table(heads: tuple, rows: list[tuple], as_csv: bool) -> str:
    """The rows as CSV or as a Markdown table."""
    lines = [heads, *rows] if as_csv else [heads, ["---"] * len(heads), *rows]
    forms = ("{}", ",") if as_csv else ("| {} |", " | ")
    return "".join(forms[0].format(forms[1].join(map(str, line))) + "\n" for line in lines)


def errors(rng: random.Random) -> Made:
    """A page for customers and one for the staff, of the same number; some numbers look alike."""
    rows = [row.split(" | ") for row in known.CAUSES.strip().splitlines()]
    numbers = rng.sample([100 * a + b for a in (10, 14, 40, 41) for b in range(10, 60)], len(rows))
    for number, (cause, fix) in zip(numbers, rows, strict=True):
        code = f"ERR-{number}"
        says = f"{code} means that {cause}."
        helps = f"To solve {code}, {fix}."
        path = f"errors/{code}.md"
        lines = [f"[Docs](/) > [Errors](/errors/) > {code}", "", f"# {code}", "", says]
        lines += [filler(rng, "error codes", 1)[0], helps, "", "---", FOOT, ""]
        asked = (f"What does {code} mean?", f"How do I solve {code}?")
        facts = [Fact(path, says, asked[0]), Fact(path, helps, asked[1])]
        yield Page(path, code, "", PUBLIC, "\n".join(lines)), facts
        yield runbook(rng, code)


def runbook(rng: random.Random, code: str) -> tuple[Page, list[Fact]]:
    path, minutes = f"runbooks/{code}.md", rng.choice((5, 10, 15, 20, 30, 45))
    says = f"When {code} is seen by more than one customer, page the second line after {minutes} minutes."
    lines = [f"# Runbook {code}", "", f"What {code} means, and how to solve it, is on its page."]
    lines += [says, *filler(rng, code, 2), ""]
    asked = f"After how many minutes is the second line paged for {code}?"
    return Page(path, f"Runbook {code}", "", STAFF, "\n".join(lines)), [Fact(path, says, asked)]


def regions(rng: random.Random) -> Made:
    cities = rng.sample(CITIES.split(), len(REGIONS))
    for region, city in zip(REGIONS, cities, strict=True):
        path, hour, day = f"regions/{region}.md", rng.randint(0, 23), rng.choice(WEEKDAYS)
        works = f"Maintenance in {region} takes place on {day} at {hour}:00."
        stands = f"The machines of {region} stand in {city}."
        lines = [f"[Docs](/) > [Regions](/regions/) > {region}", "", f"# {region}", "", stands]
        lines += [*filler(rng, region, 2), works, "", "---", FOOT, ""]
        facts = [
            Fact(path, works, f"When does maintenance in {region} take place?"),
            Fact(path, stands, f"In which city do the machines of {region} stand?"),
        ]
        yield Page(path, f"Region {region}", "", PUBLIC, "\n".join(lines)), facts


def plans(rng: random.Random) -> Made:
    """One table of what each plan includes, in both releases."""
    heads = ("plan", "storage_gb", "topics", "support_hours")
    for release in (OLD, NEW):
        path = f"{release}/plans.csv"
        rows = [
            (plan, 50 * 2**i * rng.randint(1, 3), 20 * 3**i + rng.randint(0, 9), 48 // 2**i)
            for i, plan in enumerate(PLANS)
        ]
        facts = [
            Fact(
                path,
                "; ".join(f"{h}: {v}" for h, v in zip(heads, row, strict=True)),
                f"How many topics does the {row[0]} plan include?",
                f"How much disk do we get with {row[0]}?",
            )
            for row in rows
        ]
        yield Page(path, "Plans", release, PUBLIC, table(heads, rows, True)), facts


def papers(rng: random.Random) -> Made:
    """PDFs: two facts each, far apart, in long paragraphs."""
    for head, rows in sections(known.PAPERS):
        title, _, group = head.partition(" | ")
        path, facts, paragraphs = f"papers/{slug(title)}.pdf", [], []
        for row in rows:
            sentence, values, plain, other = row.split(" | ")
            said = sentence.format(v=rng.choice(values.split()))
            facts.append(Fact(path, said, plain, other))
            before, after = filler(rng, title, 5), filler(rng, title, 4)
            paragraphs.append(" ".join([*before, said, *after]))
        yield Page(path, title, "", group, "\n\n".join(paragraphs)), facts


def sheets(page: Page) -> list[list[str]]:
    """The lines of a PDF page by page: narrow, with words cut at the end of a line, and a head."""
    paragraphs = page.body.split("\n\n")
    return [
        [f"Larkspur - {page.title}", f"Page {i} of {len(paragraphs)}", "", *broken(text)]
        for i, text in enumerate(paragraphs, 1)
    ]


def broken(text: str) -> list[str]:
    """Lines of at most WIDE characters; a long word may be cut with a hyphen."""
    lines, line = [], ""
    for word in text.split():
        room = WIDE - len(line) - 1
        if len(word) <= room:
            line = f"{line} {word}".strip()
        elif word.isalpha() and len(word) > 7 and room > 4:
            lines.append(f"{line} {word[:4]}-")
            line = word[4:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def sections(text: str) -> list[tuple[str, list[str]]]:
    """(head, rows) of each "# head" block."""
    blocks = re.split(r"^# ", text.strip(), flags=re.M)[1:]
    return [(b.splitlines()[0], b.strip().splitlines()[1:]) for b in blocks]


def slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower()).strip("-")
