"""Which key gives which class: digits for the first nine, and letters of the names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

RESERVED_LETTERS = frozenset("noxgcz")
"""Letters that mean something else while photos are reviewed."""

_DIGITS = 9


def class_digits(count: int) -> tuple[str, ...]:
    """Return the digit of each of `count` classes, `1` to `9`; empty text from the tenth on."""
    return tuple(str(place + 1) if place < _DIGITS else "" for place in range(count))


def class_letters(classes: Sequence[str]) -> tuple[str, ...]:
    """Return a letter for each class, small, no two the same.

    A class has the first letter of its name. Where that is reserved or an earlier class has it, it gets the next
    letter of its name that no class has; where there is none, empty text.
    """
    given = [""] * len(classes)
    taken = set(RESERVED_LETTERS)
    # First letters before all others: a class should not lose its own to another one's second choice.
    for most in (1, None):
        for place, name in enumerate(classes):
            if not given[place]:
                given[place] = next((letter for letter in list(_letters(name))[:most] if letter not in taken), "")
                taken.add(given[place])
    return tuple(given)


def further_letters(names: Sequence[str], taken: Collection[str]) -> tuple[str, ...]:
    """Return a letter for each class that comes after others, small, none of them `taken`; empty where none is left."""
    given = list[str]()
    for name in names:
        used = {*RESERVED_LETTERS, *taken, *given}
        given.append(next((letter for letter in _letters(name) if letter not in used), ""))
    return tuple(given)


def _letters(name: str) -> Iterator[str]:
    return (letter for letter in name.casefold() if letter.isalpha())
