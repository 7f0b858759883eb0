from __future__ import annotations

import re

import pytest

from flowersort.core.state import State
from flowersort.gui.theme.tokens import DARK, LIGHT, STATE_TOKENS, TEXT_TOKENS, Theme, Token

GROUNDS = (Token.WINDOW, Token.SURFACE, Token.HOVER, Token.SELECTION)
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, “relative luminance”."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_what_wcag_says_of_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@BOTH
@pytest.mark.parametrize("token", TEXT_TOKENS, ids=str)
def test_text_stands_out_from_whatever_it_stands_on(theme: Theme, token: Token) -> None:
    found = {ground: contrast(theme.colours[token], theme.colours[ground]) for ground in GROUNDS}
    assert min(found.values()) >= 4.5, found


@BOTH
def test_text_on_the_accent_stands_out(theme: Theme) -> None:
    for ground in (Token.ACCENT, Token.TEXT, Token.MUTED):
        assert contrast(theme.colours[Token.SURFACE], theme.colours[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize("token", [Token.EDGE, Token.ACCENT], ids=str)
def test_edges_of_controls_and_the_ring_can_be_made_out(theme: Theme, token: Token) -> None:
    assert all(contrast(theme.colours[token], theme.colours[ground]) >= 3.0 for ground in GROUNDS)


@BOTH
def test_every_token_has_a_colour_without_transparency(theme: Theme) -> None:
    assert set(theme.colours) == set(Token)
    for token in Token:
        assert re.fullmatch("#[0-9A-F]{6}", theme.colours[token])
        assert theme.colour(token).name().upper() == theme.colours[token]


def test_each_state_has_a_token_and_those_next_to_each_other_differ() -> None:
    assert {STATE_TOKENS[state] for state in State} == {Token(state.value) for state in State}
    for theme in (LIGHT, DARK):
        assert len({theme.colours[STATE_TOKENS[state]] for state in State}) == len(State)
