"""`sakkhi check-tables`: what breaks a rule in the language packs and the reference tables."""

from __future__ import annotations

from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.errors import TableError
from sakkhi.model.text import FoldMap


def print_table_faults() -> int:
    """The exit status, after printing file, row and reason of each fault: 0 where there is none, 1 otherwise."""
    from sakkhi.tables.checks import table_faults
    from sakkhi.tables.packs import available

    with quiet_end():
        faults, rows = table_faults()
        faults += pack_faults(available())
        faults += index_faults()
        for fault in faults:
            write_error(f"{fault}\n")
        packs = ", ".join(available()) or "none"
        write_whole(f"{rows} rows of reference tables and the packs {packs} checked, {len(faults)} faults\n".encode())
        return 1 if faults else 0
    return 0


def pack_faults(languages: tuple[str, ...]) -> list[TableError]:
    """The first fault of each pack: loading one checks its keys, ids, forms, paradigms and patterns."""
    from sakkhi.read.fold import fold
    from sakkhi.tables.packs import load_pack

    def folded(text: str, fold_map: FoldMap) -> str:
        return fold(text, fold_map).text

    faults = []
    for language in languages:
        try:
            load_pack(language, folded)
        except TableError as fault:
            faults.append(TableError(f"packs/{language}/{fault.file}", fault.row, fault.reason))
    return faults


def index_faults() -> list[TableError]:
    """A fault where the gazetteer's index was built from other tables, whatever their sizes and times say."""
    from sakkhi.tables.gazetteer import index_folder, is_current

    folder = index_folder()
    if not folder.exists() or is_current(folder, whole=True):
        return []
    return [TableError("tables/index", "-", "built from other tables; build it with `sakkhi gazetteer build`")]
