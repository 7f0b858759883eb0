"""The model card: what the pack is, how it was made, how well it does, and where it should not be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flowersort.core.csv_names import readable
from flowersort.core.evaluation import Evaluation
from flowersort.core.state import Thresholds
from flowersort.core.training_request import TrainingRequest
from flowersort.training.outliers import Novelty, NoveltyFigures


@dataclass(frozen=True, slots=True, eq=False)
class CardFacts:
    """Everything that the card says.

    Attributes:
        command: the command that makes this pack again.
        trained, tested: photos.
        baseline: the published recipe on the test photos.
        source: the float network on the test photos.
        quantised: the shipped network on the test photos, calibrated on the half that it is not measured on.
        agreement: share of test photos on which both networks name the same class.
        kept, wrong: share of test photos at or above the default threshold, and of wrong labels among them.
    """

    request: TrainingRequest
    command: str
    trained: int
    tested: int
    baseline: Evaluation
    source: Evaluation
    quantised: Evaluation
    agreement: float
    temperature: float
    thresholds: Thresholds
    novelty: Novelty
    kept: float
    wrong: float


def model_card(facts: CardFacts) -> str:
    """Return the card as Markdown."""
    return "\n\n".join((_head(facts), _accuracy(facts), _trust(facts), _making(facts), _limits(facts))) + "\n"


def _head(facts: CardFacts) -> str:
    classes = ", ".join(facts.quantised.classes)
    return f"""# {facts.request.name} {facts.request.version}

An int8 MobileNetV2 ({facts.request.side} × {facts.request.side} pixels) that tells {classes} apart. It gives logits and an
embedding (576 features of `block_13_expand`, 1280 of the last layer, both averaged over the picture). It runs on a CPU,
offline. Made with `{facts.command}`."""


def _accuracy(facts: CardFacts) -> str:
    rows = "\n".join(
        f"| {name} | {_share(figures.accuracy)} | {figures.correct} of {figures.photos} | "
        f"{_share(figures.accuracy_interval.low)}–{_share(figures.accuracy_interval.high)} |"
        for name, figures in (
            (
                "frozen MobileNetV2, softmax on top (the published recipe; published: 89.18 %, 478 of 536)",
                facts.baseline,
            ),
            ("fine-tuned, float (Keras)", facts.source),
            ("**fine-tuned, int8: the file that ships**", facts.quantised),
        )
    )
    classes = "\n".join(
        f"| {row.name} | {_share(row.precision)} | {_share(row.recall)} | {_share(row.f1)} | {row.support} |"
        for row in facts.quantised.per_class
    )
    return f"""## Accuracy

On {facts.tested} photos held back from training, stratified by class, copies of one picture never on both sides:

| network | accuracy | right | 95 % interval (Wilson) |
|---|---|---|---|
{rows}

The int8 file names the same class as its float source on {_share(facts.agreement)} of them.

| class | precision | recall | F1 | photos |
|---|---|---|---|---|
{classes}

Confusion of the shipped file (rows: as published, columns: predicted):

{_confusion(facts.quantised)}

Confusion of the baseline:

{_confusion(facts.baseline)}"""


def _confusion(figures: Evaluation) -> str:
    head = "| | " + " | ".join(figures.classes) + " |\n|" + "---|" * (len(figures.classes) + 1)
    lines = (
        f"| {name} | " + " | ".join(map(str, row)) + " |"
        for name, row in zip(figures.classes, figures.confusion.tolist(), strict=True)
    )
    return "\n".join((head, *lines))


def _trust(facts: CardFacts) -> str:
    return f"""## Confidence

Logits are divided by a temperature of {facts.temperature:.3f} before the softmax. Calibrated on one half of the held-out
photos and measured on the other, both ways round: expected calibration error {_share(facts.quantised.calibration_error)}
(15 equal-width bins), Brier score {facts.quantised.brier:.4f}.

At the default threshold of {facts.thresholds.sure:.3f}, {_share(facts.kept)} of the held-out photos are kept and
{_share(facts.wrong)} of those are labelled other than published. The whole risk curve is in `manifest.json`.

## Photos that show none of the classes

Two logistic regressions on the embedding. Each figure is measured on outliers that the fit had not seen:

| score | AUROC | passing where 95 % of known flowers are kept | flagged from |
|---|---|---|---|
{_novelty_row("no flower (halves of the outliers held back in turn)", facts.novelty.no_flower, facts.thresholds.no_flower)}
{_novelty_row("other flower (whole kinds held back in turn)", facts.novelty.other_flower, facts.thresholds.other_flower)}"""


def _novelty_row(name: str, figures: NoveltyFigures | None, cut: float) -> str:
    area, passing = (f"{figures.auroc:.4f}", _share(figures.passing)) if figures else ("not measured", "–")
    # A cut of 1 is what a score without outliers has.
    return f"| {name} | {area} | {passing} | {f'{cut:.3g}' if cut < 1.0 else 'never'} |"


def _making(facts: CardFacts) -> str:
    request = facts.request
    return f"""## How it was made

{facts.trained} photos trained it: every layer from `{Path(request.weights).name}`, AdamW at 3e-4 with one epoch of warm-up and a
cosine to zero, {request.epochs} epochs in batches of 32, label smoothing 0.05, dropout 0.2, a moving average of the weights (0.99).
Batch norm trained like every other layer, on the statistics of each batch, its moving ones following with Keras' momentum of 0.999.
Crops of 50–100 % of the area, flips, brightness, contrast and saturation by up to a fifth, hue never. Then quantised after training,
int8 per channel, ranges measured on up to 600 training photos through the program's own decoder.

- **Photos**: {readable(request.photos_licence)}. Labels as given, mistakes included.
- **Weights to start from**: {readable(request.weights_licence)}.
- **Outliers**, for the two scores only; the network itself never saw them: {_outliers(request)}.

Names and hashes are in `manifest.json`."""


def _outliers(request: TrainingRequest) -> str:
    folders = [Path(folder).name for folder in (request.not_flowers, request.other_flowers) if folder is not None]
    return readable(" and ".join(f"`{name}`" for name in folders)) or "none"


def _limits(facts: CardFacts) -> str:
    return f"""## Limits

The given labels may hold mistakes, so no figure here need be able to reach 100 %. Photos that were taken otherwise than these, by other
photographers, of other varieties, are harder. A photo with several kinds gets one label. The two scores know the outliers that they were
fitted on better than the rest. Thresholds rest on {facts.tested} photos: take “1 % wrong” as an estimate."""


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f} %"
