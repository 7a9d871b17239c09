"""A case that is handed on: what the bag holds, who can check it, and what is not taken in."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import bagit
import pytest

import authority
import calls
import tampering
from earwitness.archive import packings
from earwitness.archive.folder import CaseFolder
from earwitness.errors import BagError, CaseError, EarwitnessError, FixityError, UsageError
from earwitness.ledger import chain
from earwitness.records.source import Words
from earwitness.story.handover import check_script
from earwitness.workflow import person
from earwitness.workflow.case import Case
from manual import MANUAL

ROOT = Path(__file__).parents[2]
SAMPLE_CALL = ROOT / "demo" / "call.m4a"
CASE_FORMAT = (ROOT / "docs" / "case-format.md").read_text("utf-8")

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handed")


@pytest.fixture(scope="module")
def handed(folder: Path) -> Path:
    """A case in which something of each kind happened, as it was handed on."""
    case = Case.open(tampering.whole_case(folder, SAMPLE_CALL, stamped=True))
    return case.hand_over(folder / "bag.zip").path


@pytest.fixture(scope="module")
def unpacked(handed: Path, folder: Path) -> Path:
    with zipfile.ZipFile(handed) as packed:
        packed.extractall(folder / "unpacked")
    return folder / "unpacked" / "bag"


@pytest.fixture
def received(handed: Path, tmp_path: Path) -> Case:
    return Case.open(Case.receive(handed, tmp_path / "received").path)


def failures(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def bytes_under(folder: Path) -> Files:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_bagit_library_and_sha256sum_find_the_bag_good(unpacked: Path) -> None:
    bagit.Bag(str(unpacked)).validate()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "-c", manifest], cwd=unpacked, check=True, capture_output=True)
    subprocess.run(
        ["sha512sum", "--strict", "-c", "manifest-sha512.txt"], cwd=unpacked, check=True, capture_output=True
    )


def checked(folder: Path, *trust: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", folder / "check.sh", *trust], capture_output=True, text=True, check=False)


needs_tools = pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("openssl")), reason="jq or openssl is not installed"
)


@needs_tools
def test_a_script_of_public_tools_in_the_bag_finds_it_good_and_names_the_head(unpacked: Path) -> None:
    done = checked(unpacked)
    assert (done.returncode, done.stderr) == (0, "")
    lines = (unpacked / "data" / "case" / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert str(chain.line_digest(lines[-1])) in done.stdout


@needs_tools
def test_the_script_believes_the_time_stamps_of_whom_one_trusts_and_no_others(
    unpacked: Path, folder: Path, tmp_path: Path
) -> None:
    trusted = checked(unpacked, folder / "authority" / "root.pem")
    assert trusted.returncode == 0, trusted.stdout
    assert "each says when its line was there" in trusted.stdout
    stranger = checked(unpacked, authority.make_authority(tmp_path / "stranger"))
    assert stranger.returncode == 1
    assert re.fullmatch(r"the time stamp of line \d+ is not to be believed\n", stranger.stdout)


@needs_tools
def test_the_script_names_a_changed_file_and_a_changed_line(unpacked: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(unpacked, tmp_path / "bag"))
    ledger = copy / "data" / "case" / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"verb":"quote"', b'"verb":"quota"'))
    done = checked(copy)
    assert done.returncode == 1
    assert "data/case/ledger.jsonl: FAILED" in done.stdout
    assert "is not as it was signed" in done.stdout


def test_the_script_is_the_one_that_the_manual_prints() -> None:
    printed = re.findall(r"```sh\n(.*?)```", CASE_FORMAT, re.DOTALL)
    ours = [text for text in printed if "does not follow" in text or "pkeyutl" in text]
    assert len(ours) == 2
    assert all(text in check_script() for text in ours)


class _Links(HTMLParser):
    """The files that a page leads to, and whether it has a script or loads anything."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]


def test_a_page_without_a_script_tells_what_is_there_and_leads_to_it(unpacked: Path) -> None:
    page = (unpacked / "index.html").read_text("utf-8")
    links = _Links()
    links.feed(page)
    assert len(links.links) > 8
    assert all((unpacked / link).is_file() for link in links.links)
    assert not links.tags & {"script", "img", "link", "iframe", "audio"}
    assert "sha256sum -c manifest-sha256.txt" in page
    assert all(str(one.digest.hex) in page for one in Case.open(unpacked / "data" / "case").recordings())


def test_the_crate_lists_every_file_of_the_payload_and_every_line_of_the_ledger(unpacked: Path) -> None:
    crate = json.loads((unpacked / "data" / "ro-crate-metadata.json").read_text("utf-8"))
    entities = {one["@id"]: one for one in crate["@graph"]}
    files = {path for path, one in entities.items() if one["@type"] == "File"}
    assert files == bytes_under(unpacked / "data").keys() - {"ro-crate-metadata.json"}
    assert {part["@id"] for part in entities["./"]["hasPart"]} == files
    lines = (unpacked / "data" / "case" / "ledger.jsonl").read_text("utf-8").splitlines()
    assert sum(one["@type"] == "Action" for one in entities.values()) == len(lines)
    for one in entities.values():
        for name, value in one.items():
            if isinstance(value, dict) and name != "conformsTo":
                assert value["@id"] in entities


def test_what_was_handed_on_comes_back_byte_for_byte(unpacked: Path, received: Case, folder: Path) -> None:
    assert bytes_under(received.path) == bytes_under(unpacked / "data" / "case")
    at_home, here = bytes_under(folder / "t1"), bytes_under(received.path)
    apart = {".lock", "case.sqlite", *(name for name in at_home if name.startswith("sources/"))}
    assert len(apart) == 3
    assert {name: data for name, data in at_home.items() if name not in apart} == {
        name: data for name, data in here.items() if name != "case.sqlite"
    }
    assert failures(received) == []


def test_the_database_has_the_same_rows_and_nothing_that_was_let_go_of(tmp_path: Path) -> None:
    case = Case.open(tampering.whole_case(tmp_path, SAMPLE_CALL))
    with contextlib.closing(sqlite3.connect(case.path / "case.sqlite")) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.executescript("CREATE TABLE gone (x); INSERT INTO gone VALUES ('what nobody should read');")
        database.execute("DROP TABLE gone")
    assert b"nobody should read" in (case.path / "case.sqlite").read_bytes()
    case.hand_over(tmp_path / "bag.zip")
    there = Case.receive(tmp_path / "bag.zip", tmp_path / "d").path
    dumps = [
        [
            sorted(database.execute(f"SELECT rowid, * FROM {table}").fetchall(), key=repr)
            for table in tampering.TABLES
        ]
        for database in (sqlite3.connect(path / "case.sqlite") for path in (case.path, there))
    ]
    assert dumps[0] == dumps[1]
    assert b"nobody should read" not in (there / "case.sqlite").read_bytes()


def test_handing_on_is_the_last_line_here_and_there_so_that_whoever_goes_on_goes_on_from_it(
    received: Case, folder: Path
) -> None:
    lines = (received.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    event, _ = chain.parse(lines[-1])
    assert event.verb == "hand-over"
    (copies,) = [item for item in Case.open(folder / "t1").verify(against=received.path) if item.name == "copies"]
    assert copies.outcome == "pass"
    assert "The case was handed on" in received.custody("t1.wav")[-1].text


def test_another_persons_key_continues_the_chain_with_a_receipt_and_with_what_they_do(
    handed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = person.acting().key.public
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "another.pem"))
    case = Case.open(Case.receive(handed, tmp_path / "received", receipt=True).path)
    case.name_speaker("S2", "Her son", "t1.wav")
    with CaseFolder.open(case.path) as opened:
        *_, handing, receiving, naming = map(chain.read, opened.database.event_lines())
    assert [one.event.verb for one in (handing, receiving, naming)] == ["hand-over", "receive", "attribute"]
    assert handing.signer == before
    assert receiving.signer == naming.signer == person.acting().key.public
    assert failures(case) == []


def test_no_bag_tells_of_sources_unless_it_is_asked_for_and_what_is_withheld_can_be_put_back(
    tmp_path: Path,
) -> None:
    case = calls.call(tmp_path / "case")
    case.add(tmp_path / "case.wav", words=Words(origin="Аня, by Signal"))
    case.hand_over(tmp_path / "without.zip")
    case.hand_over(tmp_path / "with.zip", sources=True)
    without, whole = (
        Case.open(Case.receive(tmp_path / f"{name}.zip", tmp_path / name).path) for name in ("without", "with")
    )
    assert failures(without) == failures(whole) == []
    assert [item.outcome for item in without.verify() if item.name == "sources"] == ["not checked"]
    assert [item.outcome for item in whole.verify() if item.name == "sources"] == ["pass"]
    assert not any("Аня".encode() in data for data in bytes_under(without.path).values())
    for name, told in (("without", "Is not here."), ("with", "Mind who reads this folder.")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as packed:
            assert told in packed.read(f"{name}/index.html").decode()
            assert any("/sources/" in entry for entry in packed.namelist()) == (name == "with")
    shutil.copytree(whole.path / "sources", without.path / "sources")
    assert [item.outcome for item in without.verify() if item.name == "sources"] == ["pass"]


def test_two_who_received_the_same_and_both_went_on_are_a_fork_and_both_stay(handed: Path, tmp_path: Path) -> None:
    one, other = (Case.open(Case.receive(handed, tmp_path / name).path) for name in ("one", "other"))
    one.name_speaker("S1", "Mother", "t1.wav")
    other.name_speaker("S1", "Aunt", "t1.wav")
    (copies,) = [item for item in one.verify(against=other.path) if item.name == "copies"]
    assert copies.outcome == "fail"
    assert copies.text.startswith("A fork: ")
    assert failures(one) == failures(other) == []


def test_what_verify_found_before_is_on_the_page_and_given_on_import(tmp_path: Path) -> None:
    case = Case.open(tampering.whole_case(tmp_path, SAMPLE_CALL))
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute("UPDATE utterances SET text = 'приказ' WHERE number = 3")
    found = [item.text for item in case.hand_over(tmp_path / "bag.zip").items if item.outcome == "fail"]
    assert found == ["Row 3 of utterances was changed.", 'What "t1.wav" says could not be written as vtt.']
    with zipfile.ZipFile(tmp_path / "bag.zip") as packed:
        assert found[0] in packed.read("bag/index.html").decode()
    received = Case.receive(tmp_path / "bag.zip", tmp_path / "d")
    assert [item.text for item in received.findings] == found[:1]


def test_no_bag_is_written_over_a_folder_or_into_the_case_or_without_an_original(tmp_path: Path) -> None:
    case = Case.open(tampering.whole_case(tmp_path, SAMPLE_CALL))
    lines = (case.path / "ledger.jsonl").read_bytes()
    for to in (tmp_path, case.path / "bag.zip", case.path / "originals" / "bag.zip"):
        with pytest.raises(UsageError, match="A bag is a file outside the case"):
            case.hand_over(to)
    with pytest.raises(CaseError, match="could not be written"):
        case.hand_over(tmp_path / "no folder" / "bag.zip")
    shutil.rmtree(case.path / "originals")
    with pytest.raises(FixityError, match="is missing"):
        case.hand_over(tmp_path / "bag.zip")
    assert not (tmp_path / "bag.zip").exists()
    assert (case.path / "ledger.jsonl").read_bytes() == lines


def repacked(handed: Path, to: Path, change: Callable[[dict[str, bytes], zipfile.ZipFile], None]) -> Path:
    """The bag with its files changed: as a dict, or by writing into the ZIP file what a dict cannot hold."""
    with zipfile.ZipFile(handed) as packed:
        files = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        change(files, packed)
        for name, data in files.items():
            packed.writestr(name, data)
    return to


def climbs_out(files: Files, packed: zipfile.ZipFile) -> None:
    packed.writestr("bag/data/../../../escaped.txt", b"x")


def is_a_link(files: Files, packed: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("bag/data/case/passwords")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.writestr(entry, "/etc/passwd")


def is_a_bomb(files: Files, packed: zipfile.ZipFile) -> None:
    with packed.open("bag/data/case/zeros", "w") as file:
        for _ in range(130):
            file.write(bytes(1 << 20))
    files.clear()
    files["bag/bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def comes_twice(files: Files, packed: zipfile.ZipFile) -> None:
    packed.writestr("bag/data/case/LEDGER.jsonl", files["bag/data/case/ledger.jsonl"])


def was_changed(files: Files, packed: zipfile.ZipFile) -> None:
    data = files["bag/data/case/ledger.jsonl"]
    files["bag/data/case/ledger.jsonl"] = data.replace(b"quote", b"quota")


def lacks_a_file(files: Files, packed: zipfile.ZipFile) -> None:
    del files["bag/bag-info.txt"]
    for name in ("bag/tagmanifest-sha256.txt", "bag/tagmanifest-sha512.txt", "bag/data/case/ledger.jsonl"):
        del files[name]


def has_one_more(files: Files, packed: zipfile.ZipFile) -> None:
    del files["bag/bag-info.txt"], files["bag/tagmanifest-sha256.txt"], files["bag/tagmanifest-sha512.txt"]
    files["bag/data/extra.txt"] = b"x"


def says_another_size(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/data/extra.txt"] = b"x"


def is_of_an_unknown_algorithm(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/manifest-whirlpool.txt"] = b""


def is_of_a_weak_algorithm(files: Files, packed: zipfile.ZipFile) -> None:
    for name in [name for name in files if "manifest" in name]:
        del files[name]
    files["bag/manifest-md5.txt"] = b""


def has_no_list(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/manifest-sha256.txt"] = b"\xff\xfe"


def has_a_list_of_nonsense(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/manifest-sha256.txt"] = b"Dear Sir\n"


def wants_the_network(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/fetch.txt"] = b"http://127.0.0.1/ 1 data/x\n"


def is_of_a_later_version(files: Files, packed: zipfile.ZipFile) -> None:
    files["bag/bagit.txt"] = files["bag/bagit.txt"].replace(b"1.0", b"2.0")


def is_two_folders(files: Files, packed: zipfile.ZipFile) -> None:
    files["other/bagit.txt"] = files["bag/bagit.txt"]


def is_no_bag(files: Files, packed: zipfile.ZipFile) -> None:
    files.clear()
    files["folder/letter.txt"] = b"Dear Sir"


def holds_no_case(files: Files, packed: zipfile.ZipFile) -> None:
    held = {name.replace("/case/", "/another/"): data for name, data in files.items() if "tagmanifest" not in name}
    files.clear()
    files |= held
    for name in ("bag/manifest-sha256.txt", "bag/manifest-sha512.txt"):
        files[name] = files[name].replace(b"/case/", b"/another/")


REFUSED: dict[str, tuple[Callable[[Files, zipfile.ZipFile], None], str]] = {
    "a bag that climbs out": (
        climbs_out,
        'It would unpack a file to where nobody wants one: "bag/data/../../../escaped.txt".',
    ),
    "a bag with a symbolic link": (is_a_link, 'It holds a link or a device: "bag/data/case/passwords".'),
    "a ZIP bomb": (is_a_bomb, "It would unpack to 136,314,880 bytes and more: that is a bomb."),
    "a bag with a file twice": (comes_twice, 'It holds a file twice: "bag/data/case/ledger.jsonl".'),
    "a bag with a changed file": (
        was_changed,
        'Its file "data/case/ledger.jsonl" is not the one that its manifest lists.',
    ),
    "a bag that lacks a file": (
        lacks_a_file,
        'Its file "data/case/ledger.jsonl" is absent: manifest-sha256.txt lists it.',
    ),
    "a bag with a file that is not listed": (
        has_one_more,
        'Its file "data/extra.txt" is not listed in manifest-sha256.txt.',
    ),
    "a bag of another size": (
        says_another_size,
        "It holds more or fewer files or bytes than it says (Payload-Oxum).",
    ),
    "a manifest of an unknown algorithm": (
        is_of_an_unknown_algorithm,
        "Its manifest-whirlpool.txt is of an algorithm that this earwitness does not know.",
    ),
    "a bag listed by MD5 alone": (is_of_a_weak_algorithm, "No manifest lists its files by sha256 or sha512."),
    "a manifest that is no text": (has_no_list, "Its manifest-sha256.txt is no text."),
    "a manifest of nonsense": (has_a_list_of_nonsense, "Its manifest-sha256.txt is no list of digests and files."),
    "a bag that wants the network": (
        wants_the_network,
        "It leaves files to be fetched from the network (fetch.txt).",
    ),
    "a bag of a later version": (
        is_of_a_later_version,
        "It is a bag of a version that this earwitness does not know.",
    ),
    "a ZIP file of two folders": (is_two_folders, "It is no bag: a bag is one folder."),
    "a ZIP file that is no bag": (is_no_bag, "It is no bag: it holds no bagit.txt."),
    "a bag without a case": (holds_no_case, "It holds no earwitness case."),
}


def refused(bag: Path, tmp_path: Path) -> EarwitnessError:
    """The error of taking this in; nothing is left where it was to go."""
    with pytest.raises(BagError) as raised:
        Case.receive(bag, tmp_path / "somewhere" / "received")
    left = [path for path in (tmp_path / "somewhere").rglob("*") if path.is_file()]
    assert left == []
    assert not (tmp_path / "somewhere" / "received").exists()
    assert not (tmp_path / "escaped.txt").exists()
    return raised.value


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bag_that_is_not_what_it_should_be_is_refused_in_the_manuals_words_and_nothing_is_kept(
    handed: Path, tmp_path: Path, kind: str
) -> None:
    change, sentence = REFUSED[kind]
    said = str(refused(repacked(handed, tmp_path / "bag.zip", change), tmp_path))
    said = said.replace(f'"{tmp_path}/bag.zip"', '"bag.zip"')
    assert said == f'"bag.zip" is not taken in. {sentence} Get the bag again from whoever sent it.'
    assert f"| {kind} | {said} |" in MANUAL


@pytest.mark.parametrize("keep", [0, 10, 0.5, -30])
def test_a_bag_that_was_cut_off_is_refused(handed: Path, tmp_path: Path, keep: float) -> None:
    data = handed.read_bytes()
    (tmp_path / "bag.zip").write_bytes(data[: int(len(data) * keep) if isinstance(keep, float) else keep])
    assert str(refused(tmp_path / "bag.zip", tmp_path)).endswith("Get the bag again from whoever sent it.")


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bag_is_refused_in_one_sentence_however_what_is_spoilt_in_it_was_packed(
    tmp_path: Path, packing: int
) -> None:
    bag = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(bag, "w", packing) as packed:
        packed.writestr("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" * 50)
    data = bytearray(bag.read_bytes())
    data[60:75] = bytes(one ^ 0x55 for one in data[60:75])
    bag.write_bytes(data)
    said = str(refused(bag, tmp_path))
    assert said.startswith(f'"{bag}"')
    assert said.count(str(bag)) == 1


def test_a_bag_with_any_bit_flipped_is_refused_or_comes_to_the_same(handed: Path, tmp_path: Path) -> None:
    """Not all bits of a ZIP file say something: a time, for one, says nothing of the bag."""
    data, expected = handed.read_bytes(), None
    for at in range(0, len(data), len(data) // 60):
        flipped = bytearray(data)
        flipped[at] ^= 4
        (tmp_path / "bag.zip").write_bytes(flipped)
        shutil.rmtree(tmp_path / "d", ignore_errors=True)
        try:
            got = bytes_under(Case.receive(tmp_path / "bag.zip", tmp_path / "d").path)
        except BagError:
            assert not (tmp_path / "d").exists()
            continue
        expected = expected or bytes_under(Case.receive(handed, tmp_path / "good").path)
        assert got == expected


def test_nothing_is_taken_in_where_something_is_already(handed: Path, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mine.txt").touch()
    with pytest.raises(CaseError, match="is there already, and is not empty"):
        Case.receive(handed, tmp_path / "d")
    assert [path.name for path in tmp_path.rglob("*")] == ["d", "mine.txt"]
    os.mkfifo(tmp_path / "pipe")
    for bag, says in (("none.zip", "There is no file"), ("pipe", "is no file"), ("d", "holds no bagit.txt")):
        with pytest.raises(BagError, match=says):
            Case.receive(tmp_path / bag, tmp_path / "e")


def in_folder(bag: Path) -> Path:
    """The bag of a ZIP file as a folder, links too; what cannot lie in one is left out."""
    to = bag.with_suffix("")
    with zipfile.ZipFile(bag) as packed:
        for entry in packed.infolist():
            place = to.joinpath(*entry.filename.split("/")[1:])
            place.parent.mkdir(parents=True, exist_ok=True)
            if stat.S_ISLNK(entry.external_attr >> 16):
                place.symlink_to(packed.read(entry).decode())
            elif ".." not in entry.filename:
                place.write_bytes(packed.read(entry))
    return to


def in_tar(bag: Path, *, mode: str = "w") -> Path:
    """The bag of a ZIP file as a TAR file, with the same names."""
    to = bag.with_suffix(".tar")
    with zipfile.ZipFile(bag) as packed, tarfile.open(to, mode) as made:  # type: ignore[call-overload]
        for entry in packed.infolist():
            one, data = tarfile.TarInfo(entry.filename), packed.read(entry)
            if stat.S_ISLNK(entry.external_attr >> 16):
                one.type, one.linkname = tarfile.SYMTYPE, data.decode()
            else:
                one.size = len(data)
            made.addfile(one, io.BytesIO(data))
    return to


@pytest.mark.parametrize("way", [in_folder, in_tar, partial(in_tar, mode="w:gz")])
def test_a_bag_that_was_unpacked_or_packed_anew_gives_the_same_case(
    handed: Path, received: Case, tmp_path: Path, way: Callable[[Path], Path]
) -> None:
    shutil.copy(handed, tmp_path / "bag.zip")
    bag = way(tmp_path / "bag.zip")
    came = Case.receive(bag, tmp_path / "came")
    assert (came.findings, bytes_under(came.path)) == ([], bytes_under(received.path))
    assert all(path.stat().st_mode & 0o444 for path in came.path.rglob("*"))


@needs_tools
def test_what_tar_itself_packs_and_unpacks_is_taken_in(handed: Path, unpacked: Path, tmp_path: Path) -> None:
    for name in ("bag", "./bag"):
        subprocess.run(["tar", "-C", unpacked.parent, "-cf", tmp_path / "bag.tar", name], check=True)
        assert Case.receive(tmp_path / "bag.tar", tmp_path / f"by {len(name)}").findings == []


@pytest.mark.parametrize("way", [in_folder, in_tar])
@pytest.mark.parametrize("kind", [kind for kind in REFUSED if kind != "a ZIP bomb"])
def test_it_is_refused_in_the_same_words_however_it_comes(
    handed: Path, tmp_path: Path, way: Callable[[Path], Path], kind: str
) -> None:
    if way is in_folder and kind in {"a bag that climbs out", "a ZIP file of two folders"}:
        pytest.skip("a folder cannot hold that")
    change, sentence = REFUSED[kind]
    bag = way(repacked(handed, tmp_path / "bag.zip", change))
    said = str(refused(bag, tmp_path))
    assert said == f'"{bag}" is not taken in. {sentence} Get the bag again from whoever sent it.'


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "data" / "case" / "pipe")


def a_socket(folder: Path) -> None:
    os.mknod(folder / "data" / "case" / "socket", stat.S_IFSOCK | 0o600)


def a_folder_that_is_a_link(folder: Path) -> None:
    (folder / "data" / "case" / "elsewhere").symlink_to("/")


def a_case_that_is_a_link(folder: Path) -> None:
    (folder / "data" / "case").rename(folder.with_name("apart"))
    (folder / "data" / "case").symlink_to(folder.with_name("apart"))


def a_list_that_is_a_link(folder: Path) -> None:
    (folder / "manifest-sha256.txt").rename(folder.with_name("apart"))
    (folder / "manifest-sha256.txt").symlink_to(folder.with_name("apart"))


@pytest.mark.parametrize(
    "put", [a_pipe, a_socket, a_folder_that_is_a_link, a_case_that_is_a_link, a_list_that_is_a_link]
)
def test_a_link_or_a_device_in_a_folder_is_refused_and_not_followed(
    unpacked: Path, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    put(Path(shutil.copytree(unpacked, tmp_path / "bag")))
    assert "It holds a link or a device" in str(refused(tmp_path / "bag", tmp_path))


def test_a_list_that_climbs_out_of_the_folder_reads_nothing_there(unpacked: Path, tmp_path: Path) -> None:
    bag = Path(shutil.copytree(unpacked, tmp_path / "bag"))
    (tmp_path / "secret").write_text("x")
    with (bag / "manifest-sha256.txt").open("a") as file:
        file.write(f"{hashlib.sha256(b'x').hexdigest()}  data/../../secret\n")
    assert 'file "data/../../secret" is absent' in str(refused(bag, tmp_path))


def test_a_case_is_not_taken_into_the_bag_itself(unpacked: Path, tmp_path: Path) -> None:
    bag = Path(shutil.copytree(unpacked, tmp_path / "bag"))
    with pytest.raises(UsageError, match="lies in the bag"):
        Case.receive(bag, bag / "mine")
    assert bytes_under(bag) == bytes_under(unpacked)


def test_a_file_that_grows_while_it_is_read_is_refused(
    unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = Path(shutil.copytree(unpacked, tmp_path / "bag"))

    def grown(path: str) -> io.BufferedReader:
        with Path(path).open("ab") as file:
            file.write(b"x")
        return Path(path).open("rb")

    monkeypatch.setattr(packings, "_opened", grown)
    assert "is not as long as it says" in str(refused(bag, tmp_path))


def head(name: str = "bag/data/case/zeros", **told: object) -> bytes:
    """The head of a file in a TAR file, which may say what it likes."""
    one = tarfile.TarInfo(name)
    for field, value in told.items():
        setattr(one, field, value)
    return one.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (head(size=1 << 40), "that is a bomb"),
        (head(size=-512), "is smaller than nothing"),
        (head(type=tarfile.XHDTYPE, size=1 << 30), "a head that is too large"),
        (head(type=tarfile.GNUTYPE_LONGNAME, size=1 << 30), "a head that is too large"),
        (head(type=tarfile.LNKTYPE, linkname="/etc/passwd"), "a link or a device"),
        (head(type=tarfile.CHRTYPE), "a link or a device"),
        (head(type=tarfile.GNUTYPE_SPARSE, size=0), "a link or a device"),
        (head("/etc/passwd"), "to where nobody wants one"),
        (head(type=tarfile.GNUTYPE_LONGLINK) * 5_000, "is no ZIP or TAR file that can be read"),
        (head()[:300], "is no ZIP or TAR file that can be read"),
    ],
)
@pytest.mark.parametrize("squeezed", [False, True])
def test_a_tar_file_that_claims_what_it_should_not_is_refused(
    tmp_path: Path, data: bytes, says: str, squeezed: bool
) -> None:
    (tmp_path / "bag.tar").write_bytes(gzip.compress(data) if squeezed else data)
    assert says in str(refused(tmp_path / "bag.tar", tmp_path))


@pytest.mark.parametrize("squeezed", [False, True])
def test_a_tar_file_that_was_cut_off_or_spoilt_is_refused_or_comes_to_the_same(
    handed: Path, received: Case, tmp_path: Path, squeezed: bool
) -> None:
    shutil.copy(handed, tmp_path / "bag.zip")
    data = in_tar(tmp_path / "bag.zip", mode="w:gz" if squeezed else "w").read_bytes()
    for at in range(0, len(data), len(data) // 15):
        spoilt = bytearray(data)
        spoilt[at] ^= 4
        for one in (bytes(spoilt), data[:at]):
            (tmp_path / "bag.tar").write_bytes(one)
            try:
                came = Case.receive(tmp_path / "bag.tar", tmp_path / "d").path
            except BagError:
                assert not (tmp_path / "d").exists()
                continue
            assert bytes_under(came) == bytes_under(received.path)
            shutil.rmtree(came)


def test_a_case_of_a_later_version_is_not_taken_in(handed: Path, tmp_path: Path) -> None:
    def later(files: Files, packed: zipfile.ZipFile) -> None:
        path = tmp_path / "later.sqlite"
        path.write_bytes(files["bag/data/case/case.sqlite"])
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 99")
        files["bag/data/case/case.sqlite"] = path.read_bytes()
        for name in [name for name in files if "manifest" in name]:
            del files[name]
        data = {name.removeprefix("bag/"): held for name, held in files.items() if name.startswith("bag/data/")}
        listed = "".join(f"{hashlib.sha256(held).hexdigest()}  {name}\n" for name, held in data.items())
        files["bag/manifest-sha256.txt"] = listed.encode()

    bag = repacked(handed, tmp_path / "bag.zip", later)
    with pytest.raises(CaseError, match="A later earwitness wrote"):
        Case.receive(bag, tmp_path / "d")
    assert not (tmp_path / "d").exists()
