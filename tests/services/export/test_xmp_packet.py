"""Words of ours in XMP packets, read back with lxml and with exiftool, the reader that photo programs are held to."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from flowersort.core.errors import ExportError
from flowersort.core.state import State
from flowersort.core.xmp_export import Keywords
from flowersort.services.export.xmp_packet import merged_packet, new_packet
from flowersort.services.export.xmp_property import NAMESPACES, OWN
from tests.fakes.xmp_files import DARKTABLE, DIGIKAM, LIGHTROOM, OTHERS, REFUSED

ROSES = Keywords("roses", State.SURE, 0.91234567, "flowers 1.0.0")
TULIPS = replace(ROSES, label="tulips", state=State.REVIEWED, confidence=None)
OURS = {
    "dc:subject": "{}",
    "lr:hierarchicalSubject": "Flowers|{}",
    "digiKam:TagsList": "Flowers/{}",
}
needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")


def words(data: bytes, name: str) -> list[str]:
    """Return a list's items by a plain search for its elements."""
    prefix, _, local = name.partition(":")
    path = f"//{prefix}:{local}/*/rdf:li/text()"
    return [str(word) for word in etree.fromstring(data).xpath(path, namespaces=NAMESPACES)]


def own(data: bytes) -> dict[str, str]:
    found = etree.fromstring(data).iter(f"{{{NAMESPACES[OWN]}}}*")
    return {etree.QName(element).localname: element.text for element in found}


def pieces(data: bytes) -> Counter[str]:
    """Return everything a file says, piece by piece: elements, attributes, texts, comments, instructions."""
    root = etree.fromstring(data)
    before = list(root.itersiblings(preceding=True))
    found = Counter(f"outside {etree.tostring(node, with_tail=False)!r}" for node in (*before, *root.itersiblings()))
    for node in root.iter():
        found[f"{node.tag} {(node.text or '').strip()}"] += 1
        found.update(f"@{name}={value}" for name, value in node.attrib.items())
    return found


def merged(data: bytes, keywords: Keywords | None) -> bytes:
    return merged_packet(data, keywords) or data


def test_a_new_packet_says_the_label_in_the_three_lists_and_in_properties_of_its_own() -> None:
    data = new_packet(ROSES)
    for name, form in OURS.items():
        assert words(data, name) == [form.format("roses")]
    assert {"label": "roses", "state": "sure", "confidence": "0.912346", "model": "flowers 1.0.0"}.items() <= own(
        data
    ).items()
    assert data.startswith("<?xpacket begin='\ufeff'".encode()) or data.startswith('<?xpacket begin="\ufeff"'.encode())
    assert data.rstrip().endswith(b'<?xpacket end="w"?>')


@pytest.mark.parametrize("program", OTHERS)
def test_a_merge_adds_the_label_and_loses_nothing(program: str) -> None:
    before = OTHERS[program]
    after = merged(before, TULIPS)
    for name, form in OURS.items():
        assert words(after, name)[-1] == form.format("tulips")
    lost = pieces(before) - pieces(after)
    # The keyword that was an attribute is an item now.
    assert set(lost) <= {f"@{{{NAMESPACES['dc']}}}subject=garden"}
    if lost:
        assert words(after, "dc:subject") == ["garden", "tulips"]


@pytest.mark.parametrize("program", OTHERS)
def test_merging_twice_changes_nothing_the_second_time(program: str) -> None:
    assert merged_packet(merged(OTHERS[program], ROSES), ROSES) is None


@pytest.mark.parametrize("program", OTHERS)
def test_taking_back_leaves_what_was_there_before(program: str) -> None:
    before = OTHERS[program]
    after = merged(merged(merged(before, ROSES), TULIPS), None)
    assert own(after) == {}
    for name in OURS:
        assert words(after, name) == words(merged(before, None), name) or program == "keyword as attribute"
    assert "tulips" not in words(after, "dc:subject")


def test_a_word_that_somebody_else_wrote_is_not_ours_to_take() -> None:
    after = merged(merged(LIGHTROOM.encode(), ROSES), TULIPS)
    assert words(after, "dc:subject") == ["garden", "roses", "tulips"]
    assert words(after, "lr:hierarchicalSubject") == ["Flowers|tulips"]


def test_a_label_that_changed_takes_its_word_along_and_only_that() -> None:
    after = merged(merged(DIGIKAM.encode(), ROSES), TULIPS)
    assert words(after, "dc:subject") == ["Bern", "tulips"]
    assert words(after, "lr:hierarchicalSubject") == ["Places|Bern", "Flowers|tulips"]
    assert words(after, "digiKam:TagsList") == ["Places/Bern", "Flowers/tulips"]


def test_a_file_without_words_of_ours_has_none_to_take_back() -> None:
    assert merged_packet(DARKTABLE.encode(), None) is None


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_merged_safely_is_refused_in_a_sentence(kind: str) -> None:
    with pytest.raises(ExportError, match=r"^(is|declares|holds) .*\.$"):
        merged_packet(REFUSED[kind], ROSES)


@pytest.mark.parametrize("program", ["UTF-16", "byte-order mark"])
def test_the_encoding_stays(program: str) -> None:
    assert merged(OTHERS[program], ROSES)[:2] == OTHERS[program][:2]


_LABELS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), min_size=1, max_size=20
).filter(lambda text: text.strip() == text)  # fmt: skip
_STEPS = st.lists(st.none() | st.builds(lambda label: replace(ROSES, label=label), _LABELS), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(OTHERS)), _STEPS)
def test_whatever_labels_come_and_go_nothing_foreign_is_lost_and_merging_is_idempotent(
    program: str, steps: list[Keywords | None]
) -> None:
    data = OTHERS[program]
    for keywords in steps:
        data = merged(data, keywords)
        assert merged_packet(data, keywords) is None
        lost = pieces(OTHERS[program]) - pieces(data)
        assert set(lost) <= {f"@{{{NAMESPACES['dc']}}}subject=garden"}
        assert (own(data).get("label")) == (keywords.label if keywords is not None else None)
    data = merged(data, None)
    assert not any("Flowers" in word for name in OURS for word in words(data, name))


def told(path: Path) -> dict[str, object]:
    options = ("-json", "-struct", "-charset", "filename=utf8")
    done = subprocess.run(["exiftool", *options, str(path)], capture_output=True, check=True, timeout=60)
    (answer,) = json.loads(done.stdout)
    return dict(answer)


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


@needs_exiftool
def test_exiftool_reads_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg.xmp").write_bytes(new_packet(ROSES))
    answer = told(tmp_path / "a.jpg.xmp")
    assert "Warning" not in answer
    assert listed(answer["Subject"]) == ["roses"]
    assert listed(answer["HierarchicalSubject"]) == ["Flowers|roses"]
    assert listed(answer["TagsList"]) == ["Flowers/roses"]
    assert answer["Confidence"] == pytest.approx(0.912346)
    assert str(answer["Model"]) == "flowers 1.0.0"


@needs_exiftool
@pytest.mark.parametrize("program", OTHERS)
def test_exiftool_reads_all_that_was_there_and_the_label(tmp_path: Path, program: str) -> None:
    file = tmp_path / "a.xmp"
    file.write_bytes(OTHERS[program])
    before = told(file)
    file.write_bytes(merged(OTHERS[program], TULIPS))
    after = told(file)
    assert "Warning" not in after
    for name, form in (("Subject", "{}"), ("HierarchicalSubject", "Flowers|{}"), ("TagsList", "Flowers/{}")):
        earlier = listed(before.pop(name)) if name in before else []
        assert listed(after[name]) == [*earlier, form.format("tulips")]
    for name, value in before.items():
        if not name.startswith("File") and name != "Model":
            assert after[name] == value


@needs_exiftool
def test_what_exiftool_wrote_again_is_still_ours(tmp_path: Path) -> None:
    file = tmp_path / "a.xmp"
    file.write_bytes(new_packet(ROSES))
    subprocess.run(
        ["exiftool", "-q", "-overwrite_original", "-XMP:Rating=5", str(file)],
        check=True, timeout=60, capture_output=True,
    )  # fmt: skip
    after = merged(file.read_bytes(), TULIPS)
    assert words(after, "dc:subject") == ["tulips"]
