"""A JSON schema that refers to itself -> one that comes to an end.

A tree of trees has no depth of its own, and a small model finds no end of it. So references that
lead back to themselves are followed LEVELS times; below that, what would need one more is left out:
a property that is not required, an option among several, the items of a list.

In: $ref inside one schema. Out: what can be enforced of it (helpers/pocket/grammar.py).
"""

from collections.abc import Iterator, Mapping
from typing import Any

LEVELS = 4
ITEMS = 4  # of a list whose items contain such lists again
DEFINITIONS = ("$defs", "definitions")
PARTS = ("items", "additionalProperties", "not")
LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
NAMED = ("properties", "patternProperties")
NEVER = object()  # in place of a schema that nothing short enough can fit


class Endless(ValueError):
    """A schema of which even the smallest value would contain itself."""


def ended(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with an end of its recursion; the very schema where there is none.

    ended({"$ref": "#"}) raises Endless.
    """
    circles = [pointer for pointer in sorted(set(references(schema))) if is_circle(pointer, schema)]
    return Levels(schema, circles).whole() if circles else schema


def references(schema: Any) -> Iterator[str]:
    """Every $ref in a schema, wherever it stands."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            if isinstance(part.get("$ref"), str):
                yield part["$ref"]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def is_circle(pointer: str, root: Mapping[str, Any]) -> bool:
    """Whether what this reference names refers, over any number of steps, to itself."""
    seen, waiting = {""}, [pointer]
    while waiting:
        for found in references(target(waiting.pop(), root)):
            if found == pointer:
                return True
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return False


def target(pointer: str, root: Mapping[str, Any]) -> Any:
    """What "#/$defs/name" points at; None for what is not in this schema."""
    found: Any = without_definitions(root) if pointer in ("#", "#/") else root
    for key in filter(None, pointer.removeprefix("#").split("/")):
        key = key.replace("~1", "/").replace("~0", "~")
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def without_definitions(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Definitions are no part of a value."""
    return {word: part for word, part in schema.items() if word not in DEFINITIONS}


class Levels:
    """Each circular definition as often as it may be inside itself, under a name for each level."""

    def __init__(self, root: Mapping[str, Any], circles: list[str]):
        self.root, self.circles = root, circles
        self.made: dict[str, Any] = {}

    def whole(self) -> dict[str, Any]:
        for level in range(LEVELS):
            for pointer in self.circles:
                part = self.follow(target(pointer, self.root), level - 1)
                self.made[self.name(pointer, level)] = part
        whole = self.follow(without_definitions(self.root), LEVELS - 1)
        if whole is NEVER:
            raise Endless("each value of it would have to contain another one, without an end")
        for word in DEFINITIONS:
            group = self.root.get(word)
            for key, part in group.items() if isinstance(group, Mapping) else ():
                self.made[f"{word}.{key}"] = self.follow(part, LEVELS - 1)
        return whole | {"$defs": {key: p for key, p in self.made.items() if p is not NEVER}}

    def name(self, pointer: str, level: int) -> str:
        return f"circle{self.circles.index(pointer)}.{level}"

    def follow(self, schema: Any, level: int) -> Any:
        """The schema with its circular references at this level; NEVER where it needs a lower one.

        Below level 0 there is nothing.
        """
        if not isinstance(schema, Mapping):
            return schema
        if isinstance(schema.get("$ref"), str):
            return self.reference(schema["$ref"], level)
        changed = dict(schema)
        fits = [self.named(changed, word, level) for word in NAMED if word in schema]
        fits += [self.listed(changed, word, level) for word in LISTS if word in schema]
        fits += [self.single(changed, word, level) for word in PARTS if word in schema]
        return changed if all(fits) else NEVER

    def reference(self, pointer: str, level: int) -> Any:
        if pointer in self.circles:
            known = self.name(pointer, level)
            return NEVER if self.made.get(known, NEVER) is NEVER else {"$ref": f"#/$defs/{known}"}
        for word in DEFINITIONS:  # they have moved
            if pointer.startswith(f"#/{word}/"):
                return {"$ref": f"#/$defs/{word}.{pointer.removeprefix(f'#/{word}/')}"}
        return {"$ref": pointer}

    def named(self, schema: dict[str, Any], word: str, level: int) -> bool:
        if not isinstance(schema[word], Mapping):
            return True
        parts = {key: self.follow(part, level) for key, part in schema[word].items()}
        schema[word] = {key: part for key, part in parts.items() if part is not NEVER}
        needed = schema.get("required")
        needed = needed if word == "properties" and isinstance(needed, list) else []
        return not any(parts.get(key) is NEVER for key in needed if isinstance(key, str))

    def listed(self, schema: dict[str, Any], word: str, level: int) -> bool:
        if not isinstance(schema[word], list):
            return True
        parts = [self.follow(part, level) for part in schema[word]]
        schema[word] = [part for part in parts if part is not NEVER]
        one_is_enough = word in ("anyOf", "oneOf")
        return bool(schema[word]) if one_is_enough else len(schema[word]) == len(parts)

    def single(self, schema: dict[str, Any], word: str, level: int) -> bool:
        value, part = schema[word], self.follow(schema[word], level)
        schema[word] = False if part is NEVER else part
        if word != "items" or not set(references(value)) & set(self.circles):
            return part is not NEVER or word == "additionalProperties"
        most = schema.get("maxItems")
        most = 0 if part is NEVER else min(most if isinstance(most, int) else ITEMS, ITEMS)
        least = schema.get("minItems")
        schema["maxItems"] = max(most, least if part is not NEVER and isinstance(least, int) else 0)
        return part is not NEVER or not least
