"""Properties of an XMP packet, in each of the forms that programs write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flowersort.core.errors import ExportError

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN = "flowersort"
NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    # A name, not an address; RFC 2606 keeps `.invalid` from ever being anybody's.
    OWN: "http://flowersort.invalid/xmp/1.0/",
}
_CONTAINERS = ("Bag", "Seq", "Alt")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tag(name: str) -> str:
    """Return `prefix:name` as lxml writes it: `{namespace}name`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Properties:
    """The top-level properties of a packet: elements or attributes of its descriptions.

    Names are written `prefix:name` with the prefixes of `NAMESPACES`, whatever prefixes the packet itself uses.
    """

    def __init__(self, rdf: _Element) -> None:
        self._rdf = rdf

    def text(self, name: str) -> str | None:
        """Return a simple property; None where there is none."""
        for holder in self._holders():
            if tag(name) in holder.attrib:
                return str(holder.attrib[tag(name)])
        return next(("".join(element.itertext()) for element in self._elements(name)), None)

    def set_text(self, name: str, text: str | None) -> None:
        """Set a simple property, in the form that it has; None removes it."""
        if text is None:
            self._remove(name)
        elif self.text(name) != text:
            self._put(name, text)

    def items(self, name: str) -> list[str]:
        """Return the items of a list.

        Raises:
            ExportError: the property is no list and no text.
        """
        listed = [holder.attrib[tag(name)] for holder in self._holders() if tag(name) in holder.attrib]
        for element in self._elements(name):
            container = _container(element)
            listed += [element.text or ""] if container is None else [_item_text(item) for item in _items(container)]
        return [item for item in map(str, listed) if item.strip()]

    def add_item(self, name: str, container: str, text: str) -> None:
        """Add an item at the end of a list, which is made, of this kind, where there is none.

        Raises:
            ExportError: the property is no list and no text.
        """
        from lxml import etree

        home = self._list(name, container)
        etree.SubElement(home, tag("rdf:li")).text = text

    def remove_item(self, name: str, text: str) -> None:
        """Remove the last item with this text; a list without items goes as a whole.

        Raises:
            ExportError: the property is no list and no text.
        """
        for element in self._elements(name):
            container = _container(element)
            found = [] if container is None else [item for item in _items(container) if _item_text(item) == text]
            if container is not None and found:
                _detach(found[-1])
                if len(container) == 0:
                    _detach(element)
                return

    def _put(self, name: str, text: str) -> None:
        from lxml import etree

        for holder in self._holders():
            if tag(name) in holder.attrib:
                holder.attrib[tag(name)] = text
                return
        element = next(self._elements(name), None)
        if element is None:
            etree.SubElement(self._home(), tag(name), nsmap=_prefix_of(name)).text = text
            return
        for child in list(element):
            element.remove(child)
        element.text = text

    def _remove(self, name: str) -> None:
        for holder in self._holders():
            holder.attrib.pop(tag(name), None)
        for element in list(self._elements(name)):
            _detach(element)

    def _list(self, name: str, container: str) -> _Element:
        from lxml import etree

        element = next(self._elements(name), None)
        if element is None:
            element = etree.SubElement(self._home(), tag(name), nsmap=_prefix_of(name))
        home = _container(element)
        if home is not None:
            return home
        words = [element.text] if element.text and element.text.strip() else []
        element.text = None
        home = etree.SubElement(element, tag(f"rdf:{container}"))
        for holder in self._holders():
            words += [holder.attrib.pop(tag(name))] if tag(name) in holder.attrib else []
        for word in words:
            etree.SubElement(home, tag("rdf:li")).text = word
        return home

    def _home(self) -> _Element:
        from lxml import etree

        first = next(self._holders(), None)
        if first is not None:
            return first
        return etree.SubElement(self._rdf, tag("rdf:Description"), {tag("rdf:about"): ""})

    def _holders(self) -> Iterator[_Element]:
        yield from self._rdf.iterchildren(tag("rdf:Description"))

    def _elements(self, name: str) -> Iterator[_Element]:
        for holder in self._holders():
            yield from holder.iterchildren(tag(name))


def _container(element: _Element) -> _Element | None:
    """Return the list inside a property; None for a text.

    Raises:
        ExportError: it is neither.
    """
    inside = list(element.iterchildren("*"))
    plain = set(element.attrib) <= {_XML_LANGUAGE}
    if not inside and plain:
        return None
    if len(inside) == 1 and plain and inside[0].tag in {tag(f"rdf:{kind}") for kind in _CONTAINERS}:
        return inside[0]
    raise ExportError("holds its keywords in a form that flowersort doesn't know.")


def _items(container: _Element) -> list[_Element]:
    return list(container.iterchildren(tag("rdf:li")))


def _item_text(item: _Element) -> str:
    return "".join(item.itertext("*"))


def _detach(element: _Element) -> None:
    """Remove an element, but not the text that follows it, which is not its own."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _prefix_of(name: str) -> dict[str, str]:
    prefix = name.partition(":")[0]
    return {prefix: NAMESPACES[prefix]}
