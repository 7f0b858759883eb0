import numpy as np

from flowersort.core.audit import AuditedPhoto
from flowersort.core.neighbours import SHOWN, with_neighbours
from tests.fakes.labelled import sure


def photo(name, label, quality=0.99, suggested="", group=None):
    return AuditedPhoto(
        sure(f"/g/{name}"), name, label, label, label_quality=quality, suggested_label=suggested, group=group
    )


def sketch(angle):
    return np.array([np.cos(angle) * 100, np.sin(angle) * 100], np.int8)


def test_the_likest_photos_of_the_suggested_class_speak_for_it():
    photos = [photo("x", "roses", 0.1, "tulips"), *(photo(str(number), "tulips") for number in range(6))]
    photos.append(photo("rose", "roses"))
    angles = [0.0, 0.5, 0.1, 0.4, 0.2, 0.3, 0.6, 0.05]
    found = with_neighbours(photos, np.array([sketch(angle) for angle in angles]))
    assert [each.path for each in found[0].neighbours] == ["/g/1", "/g/3", "/g/4", "/g/2"]
    assert len(found[0].neighbours) == SHOWN
    assert {each.label for each in found[0].neighbours} == {"tulips"}
    likeness = [each.likeness for each in found[0].neighbours]
    assert likeness == sorted(likeness, reverse=True)
    assert all(each.neighbours == () for each in found[1:])


def test_neither_copies_nor_doubtful_photos_nor_unknown_ones_speak():
    photos = [
        photo("x", "roses", 0.1, "tulips", group=1),
        photo("copy", "tulips", group=1),
        photo("doubtful", "tulips", 0.2),
        photo("unknown", "tulips"),
        photo("good", "tulips"),
    ]
    sketches = np.array([sketch(0), sketch(0), sketch(0), [0, 0], sketch(0.3)], np.int8)
    assert [each.path for each in with_neighbours(photos, sketches)[0].neighbours] == ["/g/good"]


def test_nothing_to_ask():
    assert with_neighbours([], np.empty((0, 2), np.int8)) == ()
    (lonely,) = with_neighbours([photo("x", "roses", 0.1, "no_flower")], np.array([sketch(0)]))
    assert lonely.neighbours == ()
