"""The desk asks every door of the store that takes a clearance with the clearance of whoever asks."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import sakkhi.collect
import sakkhi.desk
import sakkhi.store

DESK = Path(sakkhi.desk.__file__).parent
# What shows nothing of a report or incident, or only of one that was found by such a door.
OPEN_MODULES = {"own_sites", "people", "deeds", "database", "models", "columns"}


def doors() -> dict[str, dict[str, list[str]]]:
    """The parameters of every public function and class of the store and of `collect.shown`, by module."""
    out: dict[str, dict[str, list[str]]] = {}
    for package, names in ((sakkhi.store, None), (sakkhi.collect, {"shown"})):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            short = module.name.rpartition(".")[2]
            if module.ispkg or (names is not None and short not in names):
                continue
            loaded = importlib.import_module(module.name)
            out[module.name] = {
                name: list(inspect.signature(value).parameters)
                for name, value in vars(loaded).items()
                if callable(value) and getattr(value, "__module__", "") == module.name and not name.startswith("_")
            }
    return out


def test_no_door_is_asked_without_a_clearance() -> None:
    known = doors()
    faults = []
    for file in DESK.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        names: dict[str, list[str]] = {}
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    if f"{node.module}.{alias.name}" in known:
                        modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                    elif alias.name in known.get(node.module, {}):
                        names[alias.asname or alias.name] = known[node.module][alias.name]
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            parameters: list[str] = []
            if isinstance(call.func, ast.Name):
                parameters = names.get(call.func.id, [])
            elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
                parameters = known.get(modules.get(call.func.value.id, ""), {}).get(call.func.attr, [])
            if "clearance" not in parameters:
                continue
            given = len(call.args) > parameters.index("clearance") or any(k.arg == "clearance" for k in call.keywords)
            if not given:
                faults.append(f"{file.relative_to(DESK)}:{call.lineno}")
    assert faults == []
