"""Where things lie: those of this user, and those that come with the program. Light, since every start asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_HOME = "FLOWERSORT_HOME"
_NAME = "flowersort"
_STORE = "store.sqlite"
_LOG = "flowersort.log"
_SORTS = "sorts"


@dataclass(frozen=True, slots=True)
class Places:
    """Where this user's things lie; none of it need exist yet."""

    store: Path
    log: Path
    cache: Path
    config: Path
    sorts: Path


def places(environment: Mapping[str, str]) -> Places:
    """Return where this user's things lie: below `FLOWERSORT_HOME` if set, else where the system wants them.

    They are relative paths, of no use, for a user whom the system gives no home folder.
    """
    home = environment.get(_HOME)
    if home:
        return _below(Path(os.path.abspath(os.path.expanduser(home))))  # noqa: PTH100, PTH111 (Path's raise for `~nobody`)
    try:
        return Places(
            store=platformdirs.user_state_path(_NAME, appauthor=False) / _STORE,
            log=platformdirs.user_log_path(_NAME, appauthor=False) / _LOG,
            cache=platformdirs.user_cache_path(_NAME, appauthor=False),
            config=platformdirs.user_config_path(_NAME, appauthor=False),
            sorts=platformdirs.user_state_path(_NAME, appauthor=False) / _SORTS,
        )
    except RuntimeError:
        # Newer platformdirs says so where there is no home; older ones leave the `~` in.
        return _below(Path("~"))


def _below(base: Path) -> Places:
    state = base / "state"
    return Places(state / _STORE, base / "log" / _LOG, base / "cache", base / "config", state / _SORTS)


def resource(*parts: str) -> Path:
    """Return the path of a bundled file or folder: inside the installed package, or in the checkout it runs from."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources").joinpath(*parts)
