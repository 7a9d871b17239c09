"""The text files of a bag (BagIt 1.0, RFC 8493): its declaration, its manifests, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from earwitness.errors import BagError

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data/"
FETCH = "fetch.txt"

ALGORITHMS = ("sha256", "sha512")
"""What a bag of ours is listed by, and of which a bag that is taken in has to have one."""

KNOWN = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
"""What can be compared; the weak ones only beside one of ALGORITHMS."""

_MANIFEST = re.compile(r"(?P<tag>tag)?manifest-(?P<algorithm>[^/]+)\.txt")
_ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}


def write_declaration() -> str:
    """What bagit.txt says."""
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_manifest(digests: Mapping[str, str]) -> str:
    """A line for each file: its digest in hexadecimal and its path in the bag, as `sha256sum -c` reads it."""
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in sorted(digests.items()))


def write_info(facts: Iterable[tuple[str, str]]) -> str:
    """What bag-info.txt says: a label and a value a line."""
    return "".join(f"{label}: {value}\n" for label, value in facts)


def read_declaration(text: str) -> None:
    """Raise BagError for what declares no bag that can be read."""
    said = read_info(text)
    if said.get("BagIt-Version") not in {"0.97", "1.0"}:
        raise BagError("It is a bag of a version that this earwitness does not know.")
    if said.get("Tag-File-Character-Encoding", "").upper() != "UTF-8":
        raise BagError("Its lists are in another encoding than UTF-8.")


def read_manifest(text: str, name: str) -> dict[str, str]:
    """The digests that a manifest lists, by path; BagError for what is no manifest."""
    listed: dict[str, str] = {}
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.strip():
            continue
        digest, _, path = line.partition(" ")
        path = _unescaped(path.lstrip(" \t").removeprefix("*").removeprefix("./"))
        if not re.fullmatch(r"[0-9A-Fa-f]+", digest) or not path:
            raise BagError(f"Its {name} is no list of digests and files.")
        if path in listed:
            raise BagError(f"Its {name} lists a file twice.")
        listed[path] = digest.lower()
    return listed


def read_info(text: str) -> dict[str, str]:
    """The values of bag-info.txt or bagit.txt by label; of a label that comes again, the last."""
    lines = (line.partition(":") for line in text.removeprefix("\ufeff").splitlines() if not line[:1].isspace())
    return {label.strip(): value.strip() for label, _, value in lines}


def manifest_of(name: str) -> tuple[bool, str] | None:
    """Whether a file of this name lists tags (else the payload), and by which algorithm; None for another file.

    >>> manifest_of("manifest-sha256.txt"), manifest_of("tagmanifest-md5.txt"), manifest_of("bag-info.txt")
    ((False, 'sha256'), (True, 'md5'), None)
    """
    found = _MANIFEST.fullmatch(name)
    return (bool(found["tag"]), found["algorithm"].lower()) if found else None


def _escaped(path: str) -> str:
    return "".join(_ESCAPED.get(character, character) for character in path)


def _unescaped(path: str) -> str:
    return re.sub("%(0A|0D|25)", lambda found: chr(int(found[1], 16)), path, flags=re.IGNORECASE)
