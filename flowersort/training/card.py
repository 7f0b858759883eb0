"""The model card: what the pack is, how it was made, how well it does, and where it should not be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flowersort.core.csv_names import readable
from flowersort.core.evaluation import Evaluation
from flowersort.core.training_request import TrainingRequest
from flowersort.training.outliers import Novelty, NoveltyFigures
from flowersort.training.recipes import student_recipe
from flowersort.training.reckoning import Reckoning


@dataclass(frozen=True, slots=True, eq=False)
class CardFacts:
    """Everything that the card says.

    Attributes:
        command: the command that makes this pack again.
        photos: how many trained it.
        pictures_of_one: photos that are copies or near-duplicates of another.
        folds: of the cross-validation.
        baseline: the published recipe, out of fold.
        teachers_right: photos that the teachers name as given, out of fold, their views averaged.
        mistakes: photos that the quantised networks name otherwise than given, out of fold.
        notes: Markdown by people: what was tried, what the mistakes are.
    """

    request: TrainingRequest
    command: str
    photos: int
    pictures_of_one: int
    folds: int
    baseline: Evaluation
    teachers_right: int
    reckoning: Reckoning
    novelty: Novelty
    mistakes: int
    minutes: float
    machine: str
    notes: str


def model_card(facts: CardFacts) -> str:
    """Return the card as Markdown."""
    parts = (_head(facts), _accuracy(facts), _trust(facts), _novelty(facts), _making(facts), _limits(facts))
    return "\n\n".join((*parts, *([facts.notes.strip()] if facts.notes.strip() else []))) + "\n"


def _head(facts: CardFacts) -> str:
    classes = ", ".join(facts.baseline.classes)
    return f"""# {facts.request.name} {facts.request.version}

An int8 MobileNetV2 ({facts.request.side} × {facts.request.side} pixels) that tells {classes} apart. It gives logits and an
embedding (576 features of `block_13_expand`, 1280 of the last layer, both averaged over the picture). It runs on a CPU,
offline. Made with `{facts.command}` in {facts.minutes:.0f} minutes on {facts.machine}."""


def _accuracy(facts: CardFacts) -> str:
    reckoning = facts.reckoning
    figures, quantised = reckoning.evaluation, reckoning.quantised
    rows = "\n".join(
        f"| {name} | {_share(each.accuracy)} | {each.correct} of {each.photos} | "
        f"{_share(each.accuracy_interval.low)}–{_share(each.accuracy_interval.high)} |"
        for name, each in (
            (
                "frozen MobileNetV2, softmax on top (the published recipe; published: 89.18 %, 478 of 536)",
                facts.baseline,
            ),
            ("the recipe below, float (Keras)", reckoning.source),
            ("**the recipe below, int8, as the file that ships**", figures),
        )
    )
    classes = "\n".join(
        f"| {row.name} | {_share(row.precision)} | {_share(row.recall)} | {_share(row.f1)} | {row.support} |"
        for row in figures.per_class
    )
    return f"""## Accuracy

By {facts.folds}-fold cross-validation, stratified by class; {facts.pictures_of_one} copies and near-duplicates stand in the fold of the picture
that they repeat. Each photo is judged once, by a network that has not seen it{_confirmed(facts)}:

| network | accuracy | right | 95 % interval (Wilson) |
|---|---|---|---|
{rows}

By fold: {", ".join(_share(share) for share in reckoning.by_fold)}. The network that ships learned from all {facts.photos} photos, so no photo is
left to measure it on: these are the figures of its recipe. The int8 networks name the same class as their float
sources on {_share(quantised.agreement)} of the photos; they lose {100 * quantised.lost:+.2f} points (95 % interval {100 * quantised.interval.low:+.2f} to
{100 * quantised.interval.high:+.2f}; McNemar's exact test: p = {quantised.chance:.2f}).

| class | precision | recall | F1 | photos |
|---|---|---|---|---|
{classes}

Confusion, int8 (rows: as published, columns: predicted):

{_confusion(figures)}

Confusion of the baseline:

{_confusion(facts.baseline)}"""


def _confirmed(facts: CardFacts) -> str:
    judged = len(facts.reckoning.by_fold)
    return "" if judged == facts.folds else f" (here {judged} of the {facts.folds} folds)"


def _confusion(figures: Evaluation) -> str:
    head = "| | " + " | ".join(figures.classes) + " |\n|" + "---|" * (len(figures.classes) + 1)
    lines = (
        f"| {name} | " + " | ".join(map(str, row)) + " |"
        for name, row in zip(figures.classes, figures.confusion.tolist(), strict=True)
    )
    return "\n".join((head, *lines))


def _trust(facts: CardFacts) -> str:
    reckoning = facts.reckoning
    figures, matrix = reckoning.evaluation, reckoning.matrix
    point = next((each for each in reckoning.risk if each.threshold == reckoning.thresholds.sure), None)
    kept, wrong = (point.kept, point.wrong) if point else (0.0, None)
    return f"""## Confidence

Logits are divided by a temperature of {reckoning.temperature:.3f} before the softmax, fitted on the logits of the int8 networks for photos that
they have not seen. Each fold calibrated by the others: expected calibration error {_share(figures.calibration_error)} (15 equal-width
bins), Brier score {_number(figures.brier)}, negative log-likelihood {_number(figures.negative_log_likelihood)}. A matrix and an offset in the
temperature's place: {_share(matrix.calibration_error)}, {_number(matrix.brier)}, {_number(matrix.negative_log_likelihood)}.

At the default threshold of {reckoning.thresholds.sure:.3f}, {_share(kept)} of the photos come out `sure` (a flagged photo never does) and {_share(wrong)}
of those are labelled other than published. Of the surest 85 %, {_share(reckoning.surest)} are labelled as published. The whole risk curve, and one for each class,
is in `manifest.json`; `flowersort info --thresholds` prints it."""


def _novelty(facts: CardFacts) -> str:
    reckoning, novelty = facts.reckoning, facts.novelty
    rows = "\n".join(_novelty_row(each) for each in (*_means(novelty), *novelty.figures))
    cuts = reckoning.thresholds
    return f"""## Photos that show none of the classes

Two logistic regressions on the embedding. Each row is measured with networks and fits that had seen no outlier of its kind (of
photographed things: not these photos), beside known flowers that the network had not seen; means over the folds:

| score | outliers | how many | AUROC | AUPR | passing where 95 % of known flowers are kept |
|---|---|---|---|---|---|
{rows}

No flower is flagged from {_cut(cuts.no_flower)}, another flower from {_cut(cuts.other_flower)}. At these cuts and the default threshold,
{_share(reckoning.sure_known)} of known flowers come out `sure`, {_share(reckoning.sure_other)} of flowers of kinds never seen, {_share(reckoning.sure_none)} of pictures without
a flower."""


def _means(novelty: Novelty) -> list[NoveltyFigures]:
    return [mean for score in ("no_flower", "other_flower") if (mean := novelty.mean(score)) is not None]


def _novelty_row(figures: NoveltyFigures) -> str:
    return (
        f"| {figures.score} | {readable(figures.sort)} | {figures.outliers} | {figures.auroc:.4f} | {figures.aupr:.4f} | "
        f"{_share(figures.passing)} |"
    )


def _cut(cut: float) -> str:
    # A cut of 1 is what a score without outliers has.
    return f"{cut:.3g}" if cut < 1.0 else "no score (nothing to learn it from)"


def _making(facts: CardFacts) -> str:
    request, recipe = facts.request, student_recipe(facts.request.epochs)
    return f"""## How it was made

Batch norm was folded into the convolutions of `{readable(Path(request.weights).name)}`. The lower six of 17 blocks stay as they are;
the rest was trained with AdamW at {recipe.rate:g} ({recipe.head:g} times that for the head), {recipe.warm_up:g} epoch of warm-up and a cosine to zero, {recipe.epochs}
epochs in batches of {recipe.batch}, dropout {recipe.dropout:g}, a moving average of the weights ({recipe.average:g}). Each epoch shows other views: crops of
45–100 % of the area, flips, some tilts and blurs, brightness, contrast and saturation by up to a quarter, white balance by up
to 6 %, hue never; most at six sevenths of the side.

First a teacher was trained for each fold, two thirds as long, on the given labels (smoothed by {recipe.smoothing:g}): out of fold they name
{facts.teachers_right} of {facts.photos} photos as given, their views averaged. Then the network that ships, and one for each fold to measure it by, learned from
targets that are half the given label and half the word of the teacher that had not seen the photo, view by view; where the
teachers give the published label less than 5 %, from the teachers alone. A trace of a fold's labels reaches the network that
judges it through the other folds' teachers. Then quantised after training, int8 per channel, ranges measured on up to 600
photos through the program's own decoder.

- **Photos**: {readable(request.photos_licence)}. Labels as given, mistakes included.
- **Weights to start from**: {readable(request.weights_licence)}.
- **Outliers**, for the two scores, and told from the classes in training by an output that does not ship:
  {_outliers(request)}.

Names and hashes are in `manifest.json`."""


def _outliers(request: TrainingRequest) -> str:
    folders = [Path(folder).name for folder in (request.not_flowers, request.other_flowers) if folder is not None]
    named = readable(" and ".join(f"`{name}`" for name in folders)) or "none"
    return named + (
        ", and painted pages, screens, textures, plain colours, noise and landscapes" if request.not_flowers else ""
    )


def _limits(facts: CardFacts) -> str:
    return f"""## Limits

The given labels hold mistakes, so no figure here could reach 100 %. Photos that were taken otherwise than these, by other
photographers, of other varieties, are harder. A photo with several kinds gets one label. The two scores know the outliers that they were
fitted on better than the rest. Out of fold, {facts.mistakes} photos are named otherwise than published."""


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f} %"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"
