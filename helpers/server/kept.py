"""The responses that a server keeps, so that a later request can go on from one of them.

OpenAI keeps them for thirty days; here the newest MOST are kept, in memory, until the server ends.
In: requests and responses of the Responses API, as plain items. Out: their words
(responses_wire), their routes (app).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

from pydantic import BaseModel

from helpers.server import fields
from helpers.server.ask import Ask, Refused

MOST = 1000


@dataclass(frozen=True)
class Record:
    response: BaseModel
    earlier: list[Any]  # the items of the conversation before this request
    items: list[Any]  # the items of this request


class Kept:
    """One server's; thread-safe."""

    def __init__(self):
        self._records: OrderedDict[str, Record] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, read: Callable[[Mapping[str, Any]], Ask], body: Mapping[str, Any]) -> Ask:
        """The Ask of a body that may go on from a kept response; its own response is kept."""
        previous = fields.typed(body, "previous_response_id", str)
        earlier = [] if previous is None else self._conversation(previous)
        items = [self._item(item) for item in items_of(body.get("input"))]
        asked = read(dict(body) | {"input": [*earlier, *items]} if earlier or items else body)
        if fields.typed(body, "store", bool, True):
            return replace(asked, finished=partial(self._keep, earlier, items))
        return asked

    def get(self, id: str) -> BaseModel:
        return self._record(id).response

    def items(self, id: str) -> list[Any]:
        return self._record(id).items

    def forget(self, id: str) -> None:
        self._record(id)
        with self._lock:
            self._records.pop(id, None)

    def _record(self, id: str) -> Record:
        with self._lock:
            found = self._records.get(id)
        if found is None:
            raise Refused(404, f"Response with id '{id}' not found.", "response_id")
        return found

    def _conversation(self, id: str) -> list[Any]:
        """All items up to this response, with its output."""
        try:
            record = self._record(id)
        except Refused:
            code, name = "previous_response_not_found", "previous_response_id"
            message = f"Previous response with id '{id}' not found."
            raise Refused(400, message, name, code) from None
        return [*record.earlier, *record.items, *output_of(record.response)]

    def _item(self, item: Any) -> Any:
        """The item, or the one of a kept response that it refers to."""
        if not isinstance(item, dict) or set(item) - {"id", "type"} or "id" not in item:
            return item
        if item.get("type") not in (None, "item_reference"):
            return item
        with self._lock:
            records = list(self._records.values())
        for record in reversed(records):
            for known in [*output_of(record.response), *record.items]:
                if known.get("id") == item["id"]:
                    return known
        message = f"Item with id '{item['id']}' not found."
        raise Refused(404, message, "input", "item_not_found")

    def _keep(self, earlier: list[Any], items: list[Any], response: BaseModel) -> None:
        with self._lock:
            self._records[response.id] = Record(response, earlier, items)
            while len(self._records) > MOST:
                self._records.popitem(last=False)


def items_of(told: Any) -> list[Any]:
    """`input` as items that have ids; [] for what is no input, as the wire module will say."""
    if isinstance(told, str):
        told = [{"role": "user", "content": [{"type": "input_text", "text": told}]}]
    items = told if isinstance(told, list) else []
    return [named(item) if isinstance(item, dict) else item for item in items]


def named(item: dict[str, Any]) -> dict[str, Any]:
    """The item with a type and an id of its own."""
    if item.get("type") is None and "role" in item:
        item = {"type": "message"} | {name: v for name, v in item.items() if name != "type"}
    if item.get("type") is None or item.get("id") is not None:
        return item
    return item | {"id": f"{'msg' if item['type'] == 'message' else 'item'}_{uuid4().hex}"}


def output_of(response: BaseModel) -> list[dict[str, Any]]:
    return [item.model_dump(mode="json", exclude_unset=True) for item in response.output]
