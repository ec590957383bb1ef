"""Reads from the Rust sources which settings a process knows: their names, and what fits each."""

import functools
import re
from dataclasses import dataclass

from rendering import REPOSITORY

SHARED = REPOSITORY / "shared"
# The package of each crate whose types stand in the settings.
CRATES = {
    "blobs": "blobs",
    "bus": "bus",
    "crypto::seal": "crypto",
    "ledger": "ledger",
    "telemetry": "telemetry",
}

ITEM = re.compile(
    r"(?P<attributes>(?:^#\[[^\n]*\]\n)*)"
    r"^pub(?:\([a-z]+\))? (?P<what>struct|enum) (?P<name>\w+) \{\n(?P<body>.*?)^\}",
    re.MULTILINE | re.DOTALL,
)
FIELD = re.compile(r"^\s*(?:pub )?([a-z_][a-z0-9_]*): ([^\n]+?),?$", re.MULTILINE)
VARIANT = re.compile(
    r"^    ([A-Z]\w*)(?: \{(?P<fields>[^}]*)\}|\((?P<inner>\w+)\))?,", re.MULTILINE
)

WHOLE_NUMBERS = {"u16", "u32", "u64", "usize", "i32", "i64"}


@dataclass(frozen=True)
class Key:
    """One setting."""

    # What a value must match.
    pattern: str
    # Keys of the user's choice may follow.
    is_map: bool = False


def _without_comments(text):
    return re.sub(r"^\s*//[^\n]*\n", "", text, flags=re.MULTILINE)


@functools.cache
def _items(crate):
    """Every public struct and enum of a crate by name: its attributes, what it is, its body."""
    items = {}
    for path in sorted((SHARED / crate / "src").rglob("*.rs")):
        text = _without_comments(path.read_text(encoding="utf-8"))
        for item in ITEM.finditer(text):
            items[item["name"]] = (item["attributes"], item["what"], item["body"])
    return items


def _renamed(attributes, variant):
    """The name of a variant in a settings file."""
    style = re.search(r'rename_all = "([^"]+)"', attributes)
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", variant).lower()
    return {"kebab-case": words.replace("_", "-"), "snake_case": words}.get(
        style and style[1], variant.lower()
    )


def _fields(crate, body, start):
    keys = {}
    for name, kind in FIELD.findall(body):
        keys.update(_keys(crate, kind, (*start, name)))
    return keys


def _keys(crate, kind, start):
    """The settings below `start`, which has the Rust type `kind` as crate `crate` writes it."""
    kind = re.sub(r"^Option<(.+)>$", r"\1", kind.strip())
    if kind.startswith("std::collections::BTreeMap<String, String>"):
        return {start: Key(".+", is_map=True)}
    if kind == "bool":
        return {start: Key("true|false")}
    if kind in WHOLE_NUMBERS:
        return {start: Key("[0-9]+")}
    if kind == "f64":
        return {start: Key(r"[0-9]+(\.[0-9]+)?")}
    if kind == "SocketAddr":
        return {start: Key(r"[0-9.]+:[0-9]+|\[[0-9a-f:]+\]:[0-9]+")}
    owner, _, name = kind.rpartition("::")
    crate = CRATES.get(owner, crate)
    item = _items(crate).get(name)
    if item is None:
        return {start: Key(".+")}
    attributes, what, body = item
    if what == "struct":
        return _fields(crate, body, start)
    variants = list(VARIANT.finditer(body))
    keys = {}
    names = "|".join(_renamed(attributes, variant[1]) for variant in variants)
    tag = re.search(r'tag = "([^"]+)"', attributes)
    keys[(*start, tag[1]) if tag else start] = Key(names)
    for variant in variants:
        if variant["fields"]:
            keys.update(_fields(crate, variant["fields"], start))
        if variant["inner"]:
            keys.update(_keys(crate, variant["inner"], start))
    return keys


def known():
    """Every setting of a process by its path, for instance `("http", "listen")`."""
    return _keys("runtime", "Settings", ())


def find(variable, keys):
    """The setting that an environment variable sets, or None."""
    parts = variable.split("__")
    if parts[0] != "MINGJING":
        return None
    path = tuple(part.lower() for part in parts[1:])
    exact = keys.get(path)
    if exact is not None and not exact.is_map:
        return path
    above = keys.get(path[:-1])
    return path[:-1] if above is not None and above.is_map else None
