"""Items → the targets of a mention."""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention


def add_target(mention: Mention, item: Item) -> None:
    """Take what an item names as a target of the mention; nothing where it names none."""
    for cls in ("facility", "victim", "official"):
        value = item.value(cls) if cls != "official" else None
        if value:
            mention.targets.append((value, item))
            return
    if item.classes & {"actor", "demonym"}:
        mention.target_actors.append(item)
    elif item.classes & {"rank", "official.military"}:
        mention.targets.append(("military_personnel", item))
    elif "person" in item.classes or ("name" in item.classes and " " in item.text):
        mention.targets.append(("civilians", item))
