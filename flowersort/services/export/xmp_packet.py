"""The words of ours in an XMP packet, beside which everything else stays as it is.

Source: Adobe, XMP Specification Part 1, section 7 (RDF), and Part 3, section 1.2 (files beside a photo).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowersort.core.errors import ExportError
from flowersort.core.xmp_export import Keywords
from flowersort.services.export.xmp_property import NAMESPACES, OWN, Properties, tag

if TYPE_CHECKING:
    from lxml.etree import _Element, _ElementTree

_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="{NAMESPACES["x"]}"><rdf:RDF xmlns:rdf="{NAMESPACES["rdf"]}">'
    '<rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()
_BOM = b"\xef\xbb\xbf"
_PARENT = "Flowers"
_ROOTS = ("xmpmeta", "xapmeta")
# Which lists get the class, joined how to its parent; and the property that says which word there is ours.
_LISTS = (
    ("dc:subject", "Bag", "", "addedSubject"),
    ("lr:hierarchicalSubject", "Bag", f"{_PARENT}|", "addedHierarchicalSubject"),
    ("digiKam:TagsList", "Seq", f"{_PARENT}/", "addedTagsList"),
)


def new_packet(keywords: Keywords) -> bytes:
    """Return a packet that says these words and nothing else.

    Raises:
        ExportError: a word holds what XML can't.
    """
    from lxml import etree

    tree = _parsed(_EMPTY)
    _apply(tree, keywords)
    etree.indent(tree)
    return _serialised(tree, _EMPTY) + b"\n"


def merged_packet(data: bytes, keywords: Keywords | None) -> bytes | None:
    """Return a packet with these words in place of earlier ones of ours; None where it says exactly that already.

    Args:
        data: an XMP file.
        keywords: None takes earlier words of ours back. Words that others wrote are never taken.

    Raises:
        ExportError: it is no XMP, or can't be changed without a risk to what it holds. The message is the end of a
            sentence that begins with the file's name.
    """
    from lxml import etree

    tree = _parsed(data)
    before = etree.tostring(tree)
    _apply(tree, keywords)
    return None if etree.tostring(tree) == before else _serialised(tree, data)


def _parsed(data: bytes) -> _ElementTree:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    try:
        tree = etree.fromstring(data, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise ExportError("is damaged: it is not well-formed XML.") from fault
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise ExportError("declares a document type or entities, which no XMP file needs and which can do harm.")
    return tree


def _rdf(tree: _ElementTree) -> _Element:
    root = tree.getroot()
    if root.tag == tag("rdf:RDF"):
        return root
    found = root.find(tag("rdf:RDF")) if root.tag in {f"{{{NAMESPACES['x']}}}{name}" for name in _ROOTS} else None
    if found is None:
        raise ExportError("is not an XMP file: it has no RDF in it.")
    return found


def _apply(tree: _ElementTree, keywords: Keywords | None) -> None:
    properties = Properties(_rdf(tree))
    try:
        for name, container, parent, record in _LISTS:
            word = parent + keywords.label if keywords is not None else None
            _change_list(properties, name, container, word, f"{OWN}:{record}")
        for name, text in _facts(keywords):
            properties.set_text(f"{OWN}:{name}", text)
    except ValueError as fault:
        # lxml's word for control characters.
        raise ExportError("can't be written: the label holds a sign that XML has no place for.") from fault


def _change_list(properties: Properties, name: str, container: str, word: str | None, record: str) -> None:
    ours = properties.text(record)
    if ours is not None and ours != word:
        properties.remove_item(name, ours)
        properties.set_text(record, None)
    if word is not None and word not in properties.items(name):
        properties.add_item(name, container, word)
        properties.set_text(record, word)


def _facts(keywords: Keywords | None) -> tuple[tuple[str, str | None], ...]:
    if keywords is None:
        return tuple((name, None) for name in ("label", "state", "confidence", "model"))
    share = keywords.confidence
    return (
        ("label", keywords.label),
        ("state", keywords.state.value),
        ("confidence", None if share is None else f"{share:.6f}"),
        ("model", keywords.model),
    )


def _serialised(tree: _ElementTree, like: bytes) -> bytes:
    """Return the tree's bytes, with encoding, declaration and byte-order mark of the bytes that it was read from."""
    from lxml import etree

    encoding = tree.docinfo.encoding or "UTF-8"
    # Outside UTF-8 a declaration is what tells the encoding.
    declared = like.removeprefix(_BOM).startswith(b"<?xml ") or encoding.upper() not in {"UTF-8", "US-ASCII", "ASCII"}
    data: bytes = etree.tostring(tree, encoding=encoding, xml_declaration=declared, standalone=tree.docinfo.standalone)
    return _BOM + data if like.startswith(_BOM) else data
