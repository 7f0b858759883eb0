"""How plots look: one palette for plots and page, whatever Matplotlib is set to elsewhere."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# The names are those of the page's style sheet, which has a second set of values for dark screens.
PAPER, SURFACE, LINE = "#f7f6f3", "#ffffff", "#dedbd4"
TEXT, MUTED = "#1f2421", "#5b635d"
ACCENT, SOFT, WRONG = "#2f6b4f", "#cfe2d7", "#a3282b"
_TOKENS = {
    PAPER: "paper", SURFACE: "surface", LINE: "line", TEXT: "text", MUTED: "muted", ACCENT: "accent", SOFT: "soft",
    WRONG: "wrong",
}  # fmt: skip

# Matplotlib's own font lacks these scripts; the first of each pair that is installed helps out.
_MORE_FONTS = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Hiragino Sans", "PingFang SC", "Yu Gothic", "Microsoft YaHei",
    "Malgun Gothic", "Noto Sans Devanagari", "Noto Sans Thai",
)  # fmt: skip
_DOTS_PER_INCH = 160


@contextmanager
def own_style() -> Iterator[None]:
    """Draw in our style whatever the user's settings are, and leave those alone."""
    with mpl.rc_context(), warnings.catch_warnings():
        # A letter that no font has is drawn as a box, which says as much.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update(_settings())
        yield


def png(figure: Figure, *, dots_per_inch: int = _DOTS_PER_INCH) -> bytes:
    """Return a figure as a PNG file."""
    out = io.BytesIO()
    # The Agg canvas by itself: pyplot would look for a screen.
    figure.set_dpi(dots_per_inch)
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})
    return out.getvalue()


def svg(figure: Figure, *, name: str) -> str:
    """Return a figure as an SVG element for the page, in the page's fonts and colours.

    Args:
        name: makes the element's inner names differ from those of other plots on the page.
    """
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        figure.patch.set_visible(False)
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="[^"]*"', "<g", text)
    return re.sub("|".join(_TOKENS), lambda found: f"var(--{_TOKENS[found.group()]})", text)


def _settings() -> dict[str, object]:
    installed = set(font_manager.get_font_names())
    return {
        "font.family": ["DejaVu Sans", *(name for name in _MORE_FONTS if name in installed)],
        "font.size": 10,
        "text.color": TEXT,
        "text.parse_math": False,
        "figure.facecolor": PAPER,
        "figure.constrained_layout.h_pad": 0.12,
        "figure.constrained_layout.w_pad": 0.12,
        "axes.facecolor": "none",
        "axes.edgecolor": LINE,
        "axes.labelcolor": MUTED,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.titlecolor": TEXT,
        "axes.titlelocation": "left",
        "axes.titlepad": 12,
        "axes.titleweight": "bold",
        "grid.color": LINE,
        "grid.linewidth": 0.8,
        "xtick.color": LINE,
        "ytick.color": LINE,
        "xtick.labelcolor": MUTED,
        "ytick.labelcolor": MUTED,
    }
