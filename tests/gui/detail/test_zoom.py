"""A photo fits at first; zooming keeps what is under the cursor; no edge ever leaves the view's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowersort.gui.detail.zoom import Extent, Zoom

SIZES = st.builds(Extent, st.integers(1, 9000).map(float), st.integers(1, 9000).map(float))
VIEWS = st.builds(Extent, st.integers(1, 3000).map(float), st.integers(1, 3000).map(float))
RATIOS = st.sampled_from((1.0, 1.25, 2.0))
SHARES = st.floats(0.0, 1.0)


@st.composite
def zooms(draw: st.DrawFn) -> Zoom:
    zoom = Zoom.to_fit(draw(SIZES), draw(VIEWS), ratio=draw(RATIOS))
    for _ in range(draw(st.integers(0, 4))):
        x, y = draw(SHARES) * zoom.view.width, draw(SHARES) * zoom.view.height
        zoom = zoom.by(draw(st.floats(0.1, 10.0)), x=x, y=y)
    return zoom


def size_of(zoom: Zoom) -> Extent:
    return Extent(zoom.photo.width * zoom.scale, zoom.photo.height * zoom.scale)


def assert_held(zoom: Zoom) -> None:
    size = size_of(zoom)
    for start, length, room in ((zoom.left, size.width, zoom.view.width), (zoom.top, size.height, zoom.view.height)):
        if length <= room:
            assert start == pytest.approx((room - length) / 2, abs=1e-6)
        else:
            assert start <= 1e-6
            assert start + length >= room - 1e-6


@given(SIZES, VIEWS, RATIOS)
def test_a_photo_fits_at_first(photo: Extent, view: Extent, ratio: float) -> None:
    zoom = Zoom.to_fit(photo, view, ratio=ratio)
    size = size_of(zoom)
    assert size.width <= view.width * 1.000001
    assert size.height <= view.height * 1.000001
    assert not zoom.overflows
    touches = size.width >= view.width * 0.999 or size.height >= view.height * 0.999
    assert touches or zoom.share == pytest.approx(3.0)


@given(zooms(), st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_no_edge_leaves_the_views(zoom: Zoom, x: float, y: float) -> None:
    assert_held(zoom)
    assert_held(zoom.moved(x=x, y=y))


@given(zooms(), VIEWS, RATIOS)
def test_no_edge_leaves_a_view_that_changes_its_size(zoom: Zoom, view: Extent, ratio: float) -> None:
    changed = zoom.within(view, ratio=ratio)
    assert_held(changed)
    assert changed.fits == zoom.fits
    if not zoom.fits:
        assert changed.share == pytest.approx(zoom.share)


@given(zooms(), SHARES, SHARES)
def test_what_is_under_the_cursor_stays_there(zoom: Zoom, across: float, down: float) -> None:
    x, y = across * zoom.view.width, down * zoom.view.height
    larger = zoom.by(1.5, x=x, y=y)
    size = size_of(zoom)
    # Along an axis that the photo does not fill, it is centred instead.
    if larger.scale == pytest.approx(zoom.scale * 1.5):
        if size.width >= zoom.view.width:
            assert (x - larger.left) / larger.scale == pytest.approx((x - zoom.left) / zoom.scale, abs=1e-3)
        if size.height >= zoom.view.height:
            assert (y - larger.top) / larger.scale == pytest.approx((y - zoom.top) / zoom.scale, abs=1e-3)


@given(zooms())
def test_fitting_undoes_every_zoom(zoom: Zoom) -> None:
    assert zoom.fit() == Zoom.to_fit(zoom.photo, zoom.view, ratio=zoom.ratio)


@given(zooms())
def test_zooming_ends_at_16_pixels_for_one_and_where_the_photo_fits(zoom: Zoom) -> None:
    fitting = zoom.fit().share
    assert zoom.by(1e9, x=0, y=0).share == pytest.approx(max(16.0, fitting))
    assert zoom.by(1e-9, x=0, y=0).share == pytest.approx(min(1.0, fitting))


def test_actual_size_is_one_pixel_of_the_screen_for_each_of_the_photo() -> None:
    zoom = Zoom.to_fit(Extent(4000, 3000), Extent(400, 300), ratio=2.0).actual(x=0, y=0)
    assert zoom.scale == 0.5
    assert zoom.share == 1.0


def test_a_photo_of_another_size_than_presumed_is_shown_at_the_same_place() -> None:
    presumed = Zoom.to_fit(Extent(4096, 3072), Extent(400, 300)).by(4.0, x=100, y=100)
    real = presumed.of(Extent(800, 600))
    assert size_of(real).width == pytest.approx(size_of(presumed).width)
    assert (real.left, real.top) == pytest.approx((presumed.left, presumed.top))
