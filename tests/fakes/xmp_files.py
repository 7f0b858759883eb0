"""XMP files as other programs write them, by hand."""

from __future__ import annotations

DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="4"
   xmpMM:DerivedFrom="garden.jpg"
   darktable:xmp_version="5"
   darktable:history_end="2">
   <!-- written by darktable -->
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:num="0" darktable:operation="exposure" darktable:params="gz02eJxj"/>
     <rdf:li darktable:num="1" darktable:operation="crop" darktable:params="gz08eJxj"/>
    </rdf:Seq>
   </darktable:history>
   <dc:subject>
    <rdf:Seq>
     <rdf:li>holiday</rdf:li>
    </rdf:Seq>
   </dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

DIGIKAM = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.5.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" digiKam:ColorLabel="3" xmp:Rating="5">
   <digiKam:TagsList><rdf:Seq><rdf:li>Places/Bern</rdf:li></rdf:Seq></digiKam:TagsList>
   <dc:subject><rdf:Bag><rdf:li>Bern</rdf:li></rdf:Bag></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Bern</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Grüße &amp; &lt;Küsse&gt;</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3" xmp:Label="Red"/>
  <rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:d="http://purl.org/dc/elements/1.1/" crs:Exposure2012="+0.35" crs:HasCrop="False">
   <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurve>
   <d:subject><rdf:Bag><rdf:li>garden</rdf:li><rdf:li>roses</rdf:li></rdf:Bag></d:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

BARE = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'

AS_ATTRIBUTE = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:subject="garden"/>
 </rdf:RDF></x:xmpmeta>"""

OTHERS = {
    "darktable": DARKTABLE.encode(),
    "digiKam": DIGIKAM.encode(),
    "Lightroom": LIGHTROOM.encode(),
    "bare RDF": BARE.encode(),
    "keyword as attribute": AS_ATTRIBUTE.encode(),
    "UTF-16": DARKTABLE.replace("UTF-8", "UTF-16").encode("utf-16"),
    "byte-order mark": b"\xef\xbb\xbf" + LIGHTROOM.encode(),
    "Windows line ends": LIGHTROOM.replace("\n", "\r\n").encode(),
}
"""Files that are merged with."""

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname"><!ENTITY a "ha">]>'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;&secret;</rdf:RDF>'
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]><x>&l9;</x>'.encode()

_STRUCTURED = AS_ATTRIBUTE.replace(' dc:subject="garden"/>', "><dc:subject><dc:x/></dc:subject></rdf:Description>")

REFUSED = {
    "empty": b"",
    "no XML": b"hello",
    "cut short": DARKTABLE[:600].encode(),
    "another XML": b"<html><body/></html>",
    "XMP without RDF": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    "entities": ENTITIES,
    "laughs": LAUGHS,
    "structured keywords": _STRUCTURED.encode(),
}
"""Files that are left as they are."""
