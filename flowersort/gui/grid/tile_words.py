"""What is said of a photo in words: in its tile, its tooltip, and to a screen reader."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QCoreApplication

from flowersort.core.labels import NO_LABEL
from flowersort.core.photo_table import STATES, WAITING, PhotoTable
from flowersort.core.review import Review
from flowersort.gui.wording import class_name_shown, label_shown, number, percent, review_shown, state_name, why_flagged

_CLASSES_TOLD = 3


def model_words(table: PhotoTable, row: int) -> tuple[str, str]:
    """Return what the model says of a photo with a prediction, and the same in fewer words."""
    briefly = QCoreApplication.translate("PhotoTile", "{label} {share}").format(
        label=class_name_shown(table.facts.classes[int(table.tops[row])]), share=percent(float(table.confidences[row]))
    )
    return QCoreApplication.translate("PhotoTile", "Model: {prediction}").format(prediction=briefly), briefly


def review_word(review: Review | None) -> str:
    """Return what the user said of a photo, empty where nothing."""
    return review_shown(review) if review is not None else ""


def label_group_title(code: int, photos: int, classes: tuple[str, ...]) -> str:
    """Return the title of the photos with one label."""
    name = label_shown(code, classes) if code != NO_LABEL else ""
    return QCoreApplication.translate("PhotoTile", "{name} · {count}").format(
        name=name or QCoreApplication.translate("PhotoTile", "Without a label"), count=number(photos)
    )


def look_alike_title(photos: int) -> str:
    """Return the title of photos that look alike."""
    return QCoreApplication.translate("PhotoTile", "Look-alikes · {count}").format(count=number(photos))


def accessible_text(table: PhotoTable, row: int) -> str:
    """Return what a screen reader says of a photo: name, label, confidence, state."""
    code, label = int(table.states[row]), int(table.labels[row])
    if code == WAITING:
        return QCoreApplication.translate("PhotoTile", "{name}, waiting for its label").format(name=table.name(row))
    state = state_name(STATES[code])
    if int(table.tops[row]) < 0:
        return QCoreApplication.translate("PhotoTile", "{name}, {state}").format(name=table.name(row), state=state)
    return QCoreApplication.translate("PhotoTile", "{name}, {label}, {share}, {state}").format(
        name=table.name(row),
        label=review_word(table.review(row)) if label == NO_LABEL else label_shown(label, table.facts.classes),
        share=percent(float(table.confidences[row])),
        state=state,
    )


def tooltip(table: PhotoTable, row: int) -> str:
    """Return a photo's name, its most probable classes and why it has its state, as rich text."""
    photo = table.photo(row)
    lines = [f"<b>{escape(table.name(row))}</b>"]
    if photo is None:
        lines.append(escape(QCoreApplication.translate("PhotoTile", "Waiting for its label")))
        return "<br>".join(lines)
    facts = replace(table.facts, thresholds=table.thresholds)
    if photo.prediction is not None:
        chances = photo.prediction.probabilities
        top = chances.argsort(kind="stable")[::-1][:_CLASSES_TOLD].tolist()
        rows = "".join(
            f"<tr><td>{escape(class_name_shown(facts.classes[place]))}&nbsp;&nbsp;</td>"
            f"<td align='right'>{escape(percent(float(chances[place])))}</td></tr>"
            for place in top
        )
        lines.append(f"<table cellspacing='0' cellpadding='0'>{rows}</table>")
        return f"{lines[0]}{lines[1]}{escape(why_flagged(photo, facts))}"
    return "<br>".join([*lines, escape(why_flagged(photo, facts))])
