"""A glossary as TBX-Basic (ISO 30042:2019), in which programs of translators exchange terms.

A concept has a section for the original's language, the term first and its other forms after it, and one for
English. Its note is the term's; a name is a proper noun. What is read may also be of the first edition (MARTIF).
A file may come from a stranger: entities are refused, and nothing is fetched.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from earwitness.errors import UsageError
from earwitness.formats.glossary_fields import typed_term
from earwitness.records.glossary import Term

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS, _SECTIONS, _TERM_SECTIONS = (
    {"conceptEntry", "termEntry"},
    {"langSec", "langSet"},
    {"termSec", "tig", "ntig"},
)
_REJECTED = {"deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm"}
_PROPER = "properNoun"


def write(terms: Iterable[Term]) -> bytes:
    """The terms as a file."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", _LANG: "en", "xmlns": _NAMESPACE})
    source = ET.SubElement(ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    ET.SubElement(source, "p").text = "A glossary, written by earwitness"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, one in enumerate(terms, 1):
        concept = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        if one.note:
            ET.SubElement(concept, "note").text = one.note
        for language, texts in ((one.language, one.said), ("en", one.english)):
            section = ET.SubElement(concept, "langSec", {_LANG: language})
            for text in texts:
                held = ET.SubElement(section, "termSec")
                ET.SubElement(held, "term").text = text
                if one.kind == "name":
                    ET.SubElement(held, "termNote", {"type": "partOfSpeech"}).text = _PROPER
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def read(data: bytes, *, encoding: str | None = None) -> list[Term]:
    """The terms of a file; UsageError, with the concept, for what makes none.

    A concept with several other languages than English is a term in each. `encoding` is refused: XML says its own.
    """
    if encoding:
        raise UsageError("A TBX file says itself what it is in.", advice="Leave --encoding out.")
    try:
        root = defusedxml.ElementTree.fromstring(data, forbid_entities=True)
    except DefusedXmlException as err:
        raise UsageError(
            "The file defines entities, which could be anything.", advice="Write it without."
        ) from err
    except (ET.ParseError, ValueError, LookupError) as err:
        raise UsageError(f"This is no XML: {err}.", advice="Export it anew as TBX.") from err
    concepts = _under(root, _CONCEPTS)
    if not concepts:
        raise UsageError("The file has no concepts: it is no TBX.", advice="Export it as TBX-Basic.")
    return [term for number, concept in enumerate(concepts, 1) for term in _terms(number, concept)]


def _terms(number: int, concept: ET.Element) -> Iterator[Term]:
    where = f"Concept {concept.get('id') or number}"
    sections = {_language(one): _under(one, _TERM_SECTIONS) for one in _under(concept, _SECTIONS)}
    english = [text for text in map(_text, sections.pop("en", [])) if text]
    if not english or not sections:
        raise UsageError(f"{where} has no {'other language than ' if english else ''}English.", advice="Add it.")
    for language, held in sections.items():
        said = [text for text in map(_text, held) if text]
        yield typed_term(
            where,
            term=said[0] if said else "",
            forms=said[1:],
            language=language,
            translation=english[0],
            also=english[1:],
            note=_note(concept),
            kind="name" if any(_PROPER in map(_content, _under(one, {"termNote"})) for one in held) else "term",
        )


def _language(section: ET.Element) -> str:
    return (section.get(_LANG) or section.get("lang") or "").partition("-")[0].casefold()


def _text(section: ET.Element) -> str:
    """The term of a section; nothing where its makers say that it is not to be used any more."""
    if _REJECTED & set(map(_content, _under(section, {"termNote"}))):
        return ""
    return next(map(_content, _under(section, {"term"})), "")


def _note(concept: ET.Element) -> str:
    definitions = [one for one in _under(concept, {"descrip"}) if one.get("type") == "definition"]
    return next(map(_content, [*_under(concept, {"note"}), *definitions]), "")


def _under(element: ET.Element, names: set[str]) -> list[ET.Element]:
    return [one for one in element.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in names]


def _content(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()
