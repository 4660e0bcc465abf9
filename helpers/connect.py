"""Which model am I talking to? `MODEL = connect.model()`, and then `OpenAI()` or `Anthropic()`.

A provider is configured when COURSE_MODEL names its model and one of the SDKs has a key or a base
URL (OPENAI_API_KEY, OPENAI_BASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL), in the environment
or in a git-ignored file `.env` beside course.py; the environment wins. Then nothing local starts.
Otherwise the model in the box is served by a thread of this process, and the same variables point
both SDKs there.

Embeddings are a choice of their own, since Anthropic's API has none: `connect.embeddings()`.

Knows nothing of requests and replies. Never shows a character of a key.
"""

import os
import threading
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from helpers import office
from helpers.pocket import DEFAULT, MODELS

ENV_FILE = Path(os.environ.get("COURSE_ENV_FILE") or Path(__file__).parents[1] / ".env")
OFFICIAL = {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}
KEYS = {vendor: f"{vendor.upper()}_API_KEY" for vendor in OFFICIAL}
URLS = {vendor: f"{vendor.upper()}_BASE_URL" for vendor in OFFICIAL}
NAMES = ("COURSE_MODEL", *KEYS.values(), *URLS.values())
EMBEDDING = "COURSE_EMBEDDING_MODEL"
LOCAL_KEY = (
    "the-model-in-the-box-takes-any-key"  # also tells a child process whose values these are
)


@dataclass(frozen=True)
class Choice:
    """Who answers ("local", "openai", "anthropic" or "compatible"), and what is wrong with that."""

    provider: str
    model: str
    problems: tuple[str, ...] = ()


@dataclass
class Running:
    """The local server of this process, the variables that were set for it, and what they hid."""

    server: Any = None
    models: Any = None  # those that it serves
    vectors: bool = False  # somebody has a client for its embeddings
    ours: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    warned: set[str] = field(default_factory=set)


running = Running()
lock = threading.RLock()


def model() -> str:
    """The id for `model=`; where no provider is configured, the local server runs afterwards.

    >>> MODEL = connect.model()      # "pocket", and OpenAI() and Anthropic() talk to it
    """
    with lock:
        found = settings()
        choice = choose(found)
        for problem in choice.problems:
            warn_once(problem)
        if choice.provider == "local":
            start(choice.model)
        else:
            put_back() if running.vectors else stop()
            use(found)
        return choice.model


def embeddings() -> tuple[str, Any]:
    """The id for `model=` where vectors are made, and the client of OpenAI's SDK that has them.

    >>> EMBEDDING_MODEL, vectors = connect.embeddings()
    >>> vectors.embeddings.create(model=EMBEDDING_MODEL, input=["a text"])

    Without COURSE_EMBEDDING_MODEL it is the best one of the local server, whoever answers messages.
    With it, that one; of a provider where OPENAI_API_KEY or OPENAI_BASE_URL is set, too.
    """
    from openai import OpenAI

    from helpers.server import embedders

    with lock:
        found = settings()
        choice = choose_embeddings(found, embedders.installed().names)
        for problem in choice.problems:
            warn_once(problem)
        url, key = found.get(URLS["openai"]), found.get(KEYS["openai"], "none")
        if choice.provider == "local":
            serve()
            bypass_proxy()
            drop_harmful()
            running.vectors = True
            url, key = local_urls()["openai"], LOCAL_KEY
        return choice.model, OpenAI(base_url=url or OFFICIAL["openai"], api_key=key)


def status() -> dict[str, Any]:
    """Who answers, as plain data; starts nothing and holds no key.

    {"provider": "local", "model": "pocket", "base_urls": {"openai": …, "anthropic": …},
     "running": True, "problems": []}
    """
    with lock:
        found = settings()
        choice = choose(found)
        local = choice.provider == "local"
        return {
            "provider": choice.provider,
            "model": choice.model,
            "base_urls": local_urls() if local else provider_urls(found),
            "running": is_running(),
            "problems": list(choice.problems),
        }


def faults(kind: str, **settings: float) -> list[dict[str, Any]]:
    """Lets the next requests to the local server go wrong; all faults that are still to come.

    >>> connect.faults("rate_limit", count=2, retry_after=0.5)
    [{"kind": "rate_limit", "count": 2, "retry_after": 0.5}]

    The kinds and their settings: helpers/server/faults.py. RuntimeError where no local server
    runs, ValueError for a fault that cannot be read.
    """
    from helpers.server.ask import Refused

    try:
        return planned_faults().add({"kind": kind} | settings)
    except Refused as refused:
        raise ValueError(refused.message) from None


def clear_faults() -> None:
    """Nothing goes wrong on request any more; RuntimeError where no local server runs."""
    planned_faults().clear()


def planned_faults() -> Any:
    with lock:
        if not is_running():
            message = "Only the local server fails on request, and none runs in this process."
            raise RuntimeError(f"{message} Call connect.model() first, with no provider set.")
        return running.server.faults


def stop() -> None:
    """Ends the local server, if there is one, and puts the variables back as they were."""
    with lock:
        put_back()
        if is_running():
            running.server.stop()
        running.server, running.models, running.vectors = None, None, False


def put_back() -> None:
    """The variables as they were before the local server."""
    for name, value in running.ours.items():
        if os.environ.get(name) == value:
            del os.environ[name]
    os.environ.update(running.hidden)
    running.ours, running.hidden = {}, {}


def settings() -> dict[str, str]:
    """The variables that count, as somebody else set them: environment first, then .env."""
    environment = dict(os.environ)
    for name, value in (running.ours or inherited()).items():
        if environment.get(name) == value:
            environment[name] = running.hidden.get(name, "")
    merged = env_file(ENV_FILE) | {name: value for name, value in environment.items() if value}
    return {name: merged[name] for name in (*NAMES, EMBEDDING) if merged.get(name)}


def inherited() -> dict[str, str]:
    """What a parent process set for its own local server, e.g. a notebook that runs this script."""
    local = {
        os.environ.get(URLS[vendor], "").removesuffix("/v1")
        for vendor in OFFICIAL
        if os.environ.get(KEYS[vendor]) == LOCAL_KEY
    }
    values = {name: os.environ.get(name, "") for name in (*KEYS.values(), *URLS.values())}
    return {
        name: value
        for name, value in values.items()
        if value == LOCAL_KEY or (value and value.removesuffix("/v1") in local)
    }


def env_file(path: Path) -> dict[str, str]:
    """NAME=value lines of a .env file; comments, `export` and quotes are allowed; no file: {}."""
    if not path.is_file():
        return {}
    values = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            values[name.strip()] = unquoted(value.strip())
    return values


def unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()


def choose(found: Mapping[str, str]) -> Choice:
    """What the variables mean. Half a configuration means the model in the box, and a problem."""
    wanted = model_name(found)
    reachable = [vendor for vendor in OFFICIAL if KEYS[vendor] in found or URLS[vendor] in found]
    has_url = any(URLS[vendor] in found for vendor in OFFICIAL)
    if wanted and reachable and (has_url or wanted not in MODELS):
        return Choice(provider_of(found, reachable), wanted, missing_dialects(reachable))
    if wanted in MODELS:
        return Choice("local", wanted)
    local = MODELS[0] if MODELS else DEFAULT
    return Choice("local", local, half_configured(found, local))


def choose_embeddings(found: Mapping[str, str], names: Sequence[str]) -> Choice:
    """The same for embeddings; `names` are those of the local server, the best one first."""
    from helpers.embeddings import weights

    wanted = found.get(EMBEDDING, names[0])
    reachable = KEYS["openai"] in found or URLS["openai"] in found
    if wanted in names:
        return Choice("local", wanted)
    if is_key(wanted, found):
        problem = f"{EMBEDDING} holds a key instead of a model's name."
    elif wanted == weights.NAME:
        problem = weights.missing()
    elif reachable:
        return Choice(provider_of(found, ["openai"]), wanted)
    else:
        problem = (
            f"{EMBEDDING} is set, but the local server has only {', '.join(names)}, and neither "
            f"{KEYS['openai']} nor {URLS['openai']} is set."
        )
    return Choice("local", names[0], (f"{problem} Using {names[0]}.",))


def model_name(found: Mapping[str, str]) -> str:
    """COURSE_MODEL, unless a key was pasted there, which nobody shall see."""
    name = found.get("COURSE_MODEL", "")
    return "" if is_key(name, found) else name


def is_key(name: str, found: Mapping[str, str]) -> bool:
    return name.startswith("sk-") or name in (found.get(key) for key in KEYS.values())


def provider_of(found: Mapping[str, str], reachable: list[str]) -> str:
    for vendor in reachable:
        if host(found.get(URLS[vendor], OFFICIAL[vendor])) != host(OFFICIAL[vendor]):
            return "compatible"
    if len(reachable) == 2:
        return "anthropic" if found["COURSE_MODEL"].startswith("claude") else "openai"
    return reachable[0]


def missing_dialects(reachable: list[str]) -> tuple[str, ...]:
    return tuple(
        f"Neither {KEYS[vendor]} nor {URLS[vendor]} is set: cells that use the {vendor} SDK will "
        f"fail. The others work."
        for vendor in OFFICIAL
        if vendor not in reachable
    )


def half_configured(found: Mapping[str, str], local: str) -> tuple[str, ...]:
    """One sentence where some but not all of a provider's variables are set."""
    have = [name for name in NAMES if name in found]
    if not have:
        return ()
    meanwhile = f"Using the model in the box ({local})."
    if "COURSE_MODEL" not in found:
        only = " and ".join(have)
        return (f"Of a provider only {only} set; COURSE_MODEL names its model. {meanwhile}",)
    if not model_name(found):
        return (f"COURSE_MODEL holds a key instead of a model's name. {meanwhile}",)
    names = ", ".join((*KEYS.values(), *URLS.values()))
    return (
        f"COURSE_MODEL is set, but it is no model in the box ({', '.join(MODELS)}), and none of "
        f"{names} is set. {meanwhile}",
    )


def warn_once(problem: str) -> None:
    if problem not in running.warned:
        running.warned.add(problem)
        warnings.warn(problem, stacklevel=3)


def start(name: str) -> None:
    """Serves the models in the box, unless that is done, and points both SDKs at them."""
    if not MODELS:
        raise RuntimeError("No model in helpers/pocket/weights. `python3 course.py doctor` helps.")
    serve()
    running.models.get(name)  # the first cell waits for it, not the first request
    point_at(local_urls())


def serve() -> None:
    """Starts the local server, unless it runs; no model is loaded yet."""
    if not is_running():
        from helpers.server import engines, local  # the web framework: only where it is needed

        running.models = engines.shipped()
        running.server = local.LocalServer(running.models)


def is_running() -> bool:
    return running.server is not None and running.server.running


def point_at(urls: Mapping[str, str]) -> None:
    """Sets the SDKs' variables; what they held is kept for stop()."""
    ours = {URLS[v]: urls[v] for v in OFFICIAL} | {KEYS[v]: LOCAL_KEY for v in OFFICIAL}
    for name, value in ours.items():
        before = os.environ.get(name)
        if before and before not in (value, running.ours.get(name)):
            running.hidden[name] = before
    running.ours = ours
    os.environ.update(ours)
    bypass_proxy()
    drop_harmful()


def drop_harmful() -> None:
    """Takes out what stops both SDKs before they ask for anything, and keeps it for stop().

    A SOCKS proxy or a certificate that is not there: the model in the box needs neither.
    """
    for name, fault in office.clients(os.environ).items():
        warn_once(f"{name} {fault}. The model in the box does without it.")
        running.hidden[name] = os.environ.pop(name)


def bypass_proxy() -> None:
    """Keeps HTTP_PROXY away from loopback, in both spellings that programs read."""
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [item for item in os.environ.get(name, "").split(",") if item]
        os.environ[name] = ",".join(dict.fromkeys([*hosts, "127.0.0.1", "localhost"]))


def use(found: Mapping[str, str]) -> None:
    """Hands a provider's variables to the SDKs, those from .env too."""
    os.environ.update(found)
    for vendor in OFFICIAL:
        if URLS[vendor] in found and KEYS[vendor] not in found:
            os.environ[KEYS[vendor]] = "none"  # the SDKs insist on a key; Ollama and others do not


def local_urls() -> dict[str, str]:
    """Empty while it does not run. OpenAI's SDK wants /v1 in the URL, Anthropic's adds it."""
    if not is_running():
        return {}
    return {"openai": f"{running.server.url}/v1", "anthropic": running.server.url}


def provider_urls(found: Mapping[str, str]) -> dict[str, str]:
    """Where each SDK's requests go, without user names, passwords and queries."""
    return {
        vendor: shown(found.get(URLS[vendor], OFFICIAL[vendor]))
        for vendor in OFFICIAL
        if KEYS[vendor] in found or URLS[vendor] in found
    }


def host(url: str) -> str | None:
    return urlsplit(url).hostname


def shown(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
