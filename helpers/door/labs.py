"""Hands out the labs: `labs/` -> the learner's `work/`, without ever overwriting an answer.

In: which files are copied, updated or left alone.  Out: what is in them.
A copy that its owner has not touched follows the released lab; a touched one belongs to its owner.
"""

import hashlib
import json
import os
from pathlib import Path

RECORD = ".handed_out.json"  # file -> hash of the version that was handed out


def hand_out(labs: Path, work: Path) -> list[str]:
    """Brings `work` up to date with `labs`; a sentence for each thing worth telling."""
    record = _read_record(work)
    told = []
    for lab in sorted(
        path for path in labs.rglob("*") if path.is_file() and not _is_hidden(path, labs)
    ):
        name = lab.relative_to(labs).as_posix()
        told += _hand_out_one(lab, work / name, name, record)
    if record:
        _write(work / RECORD, json.dumps(record, indent=1).encode())
    return told


def _hand_out_one(lab: Path, copy: Path, name: str, record: dict[str, str]) -> list[str]:
    released = lab.read_bytes()
    if not copy.exists():
        sentence = [f"New in work/: {name}"]
    elif _hash(copy.read_bytes()) == _hash(released):
        record[name] = _hash(released)
        return []
    elif record.get(name) == _hash(released):  # only the learner has changed it
        return []
    elif record.get(name) == _hash(copy.read_bytes()):
        sentence = [f"Updated in work/: {name} (you had not changed it)"]
    else:
        return [
            f"labs/{name} is newer than your work/{name}, left alone because you changed it. "
            "For the new one, rename yours and start again."
        ]
    _write(copy, released)
    record[name] = _hash(released)
    return sentence


def _is_hidden(path: Path, labs: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.relative_to(labs).parts)


def _read_record(work: Path) -> dict[str, str]:
    """An unreadable record counts as none: then every file that differs is the learner's."""
    try:
        record = json.loads((work / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, so that a full disk or a closed lid leaves no half notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
