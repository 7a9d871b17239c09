"""Fetch the sound of a page, a file, a list or a stream on the web, as it is served, through yt-dlp.

yt-dlp knows a thousand sites and asks other servers than the one that was named, some of which a stranger's page
names. So it has no network of its own here (see site_network). No other program downloads anything, nothing is
re-encoded or repaired, and no plugin, cookie, proxy, cache or configuration of the user is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yt_dlp.globals
from yt_dlp import YoutubeDL
from yt_dlp.extractor import openload
from yt_dlp.utils import YoutubeDLError

from earwitness.backends.capture import Capture
from earwitness.backends.fetch import LOCAL_ADVICE, STANDARD, Allowed, Limits, is_public, place
from earwitness.backends.site_network import Network
from earwitness.errors import FetchError
from earwitness.records.text import one_line, shown

yt_dlp.globals.all_plugins_loaded.value = True  # so that it looks for none
openload.check_executable = lambda *_: False  # PhantomJS, a browser, would ask the network by itself

_PROTOCOLS = frozenset({"http", "https", "m3u8", "m3u8_native", "http_dash_segments"})
"""The ways of serving sound that yt-dlp downloads by itself, through the network that it is given."""

_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was fetched: the sound as it was served, what its page says of it, and the three files of the capture.

    `dated` is the day that the page gives it (2026-03-05); None where that is not told. `requests` are those that
    the log has.
    """

    sound: Path
    name: str
    title: str | None
    uploader: str | None
    dated: str | None
    requests: list[dict[str, Any]]
    warc: Path
    info: Path
    log: Path


def collect(  # noqa: PLR0913  (each option says one thing, and is seldom given)
    address: str,
    folder: Path,
    *,
    item: int | None = None,
    allowed: Allowed = is_public,
    limits: Limits = STANDARD,
    progress: Callable[[float], None] = lambda share: None,
) -> Collected:
    """Fetch the best sound at an address into an empty folder; `item` picks one where there are several, from 1.

    Raises FetchError for an address that is none or is not allowed, on the way too, and for whatever else goes
    wrong; what is in the folder then is of no use.
    """
    place(address, allowed, otherwise=LOCAL_ADVICE)
    warc, described, log = folder / "capture.warc.gz", folder / "info.json", folder / "requests.json"
    with warc.open("xb") as file:
        capture = Capture(file, limits)
        found: dict[str, Any] = {}
        try:
            with _Site(capture, allowed, item, progress) as site:
                found = _one(address, site.find(address))
                sound = folder / f"sound.{_ending(found)}"
                site.fetch(address, found, sound)
                described.write_bytes(_json(site.sanitize_info(found, remove_private_keys=True)))
        except (YoutubeDLError, OSError, ValueError, LookupError) as err:
            is_known = bool(found) or any(200 <= one["status"] < 300 for one in capture.requests)
            raise capture.refused or _refusal(address, err, capture.last_status, is_known=is_known) from err
        capture.finish()
    log.write_bytes(_json(capture.log()))
    return Collected(
        sound=sound,
        name=_name(found),
        title=_told(found, "title"),
        uploader=_told(found, "uploader") or _told(found, "channel"),
        dated=_day(found),
        requests=capture.requests,
        warc=warc,
        info=described,
        log=log,
    )


class _Site(YoutubeDL):  # type: ignore[misc]  # yt-dlp ships no types
    """yt-dlp with one way to the network."""

    def __init__(
        self, capture: Capture, allowed: Allowed, item: int | None, progress: Callable[[float], None]
    ) -> None:
        self._capture, self._allowed, self._item = capture, allowed, item
        super().__init__(
            {
                "format": "bestaudio/best",
                "extract_flat": False if item else "in_playlist",
                "playlist_items": str(item) if item else None,
                "logger": _Silent(),
                "color": "no_color",
                "noprogress": True,
                "progress_hooks": [lambda told: progress(_share(told))],
                "socket_timeout": capture.limits.idle_seconds,
                "retries": 3,
                "fragment_retries": 2,
                "extractor_retries": 1,
                "retry_sleep_functions": dict.fromkeys(("http", "fragment"), lambda n: 0.5 * 2**n),
                "skip_unavailable_fragments": False,
                "external_downloader": {"default": "native"},
                "ffmpeg_location": os.devnull,  # so that none is found, and nothing is left to it
                "fixup": "never",
                "geo_bypass": False,
                "cachedir": False,
                "proxy": "",
                "updatetime": False,
                "noresizebuffer": True,
                "buffersize": 1 << 16,
            }
        )

    def build_request_director(self, handlers: Any, preferences: Any = None) -> Any:
        """The network that it is given, and no other."""
        director = super().build_request_director([Network])
        for handler in director.handlers.values():
            handler.capture, handler.allowed = self._capture, self._allowed
        return director

    def find(self, address: str) -> dict[str, Any] | None:
        """What is at an address; of a list with one recording, or of which one is wanted, that one."""
        found = self.extract_info(address, download=False)
        if listed := _listed(found):
            entries = [{"_type": "url", "url": one, "title": _last_part(one)} for one in listed]
            found = {
                "_type": "playlist",
                "entries": entries[self._item - 1 : self._item] if self._item else entries,
            }
        entries = [one for one in (found or {}).get("entries") or () if one]
        if len(entries) == 1 and entries[0].get("_type", "video") != "video":
            self.params["extract_flat"] = False
            found = self.process_ie_result(entries[0], download=False)
        return found  # type: ignore[no-any-return]

    def fetch(self, address: str, found: dict[str, Any], to: Path) -> None:
        """Fetch the stream that was chosen; FetchError for one that cannot be kept."""
        if found.get("is_live"):
            raise FetchError(f"{shown(address)} is live.", advice="Wait until it is over.")
        if found.get("has_drm"):
            raise FetchError(f"{shown(address)} is locked by its publisher (DRM).")
        if found.get("protocol") not in _PROTOCOLS:
            raise FetchError(f"{shown(address)} is served in a way that cannot be kept: {found.get('protocol')}.")
        taken, _ = self.dl(str(to), found)
        if not taken or not to.is_file():
            raise FetchError(f"No sound came from {shown(address)}.")


class _Silent:
    """What yt-dlp has to say, it says in its errors."""

    def debug(self, message: str) -> None:
        """Take note of nothing."""

    warning = error = debug


def _listed(found: Mapping[str, Any] | None) -> list[str]:
    """The addresses in a list of recordings (M3U) that yt-dlp took for one stream in several qualities.

    A stream says of each quality how many bits a second it has; a list says nothing of what it lists.
    """
    formats = (found or {}).get("formats") or []
    if any(one.get("tbr") or one.get("url") == one.get("manifest_url") for one in formats):
        return []
    return [one["url"] for one in formats if str(one.get("protocol")).startswith("m3u8")]


def _one(address: str, found: Mapping[str, Any] | None) -> dict[str, Any]:
    """The one recording that was found there; FetchError where it is none or several."""
    if found is None:
        raise FetchError(f"There is no recording at {shown(address)}.")
    if found.get("_type", "video") == "video":
        return dict(found)
    entries = [one for one in found.get("entries") or () if one]
    if len(entries) == 1 and entries[0].get("_type", "video") == "video":
        return dict(entries[0])
    listed = ", ".join(
        f"{number} {shown(one_line(str(one.get('title') or one.get('url') or 'untitled')))}"
        for number, one in enumerate(entries[:_LISTED], start=1)
    )
    more = f" and {len(entries) - _LISTED} more" if len(entries) > _LISTED else ""
    if not entries:
        raise FetchError(f"There is no such recording in the list at {shown(address)}.")
    raise FetchError(
        f"There are {len(entries)} recordings at {shown(address)}: {listed}{more}.",
        advice="Say which: --item 1 is the first.",
    )


def _refusal(address: str, err: Exception, last: tuple[int, str], *, is_known: bool) -> FetchError:
    """Why nothing came, as a sentence; `is_known` where the page had been read, and told of a recording."""
    status, reason = last
    if status >= 400 and is_known:
        return FetchError(
            f"The page {shown(address)} is there, and its sound is not: {status} {reason}.",
            advice="It may have been removed meanwhile. Nothing of it is kept.",
        )
    if status >= 400:
        return FetchError(f"{shown(address)} answers {status} {reason}.")
    said = one_line(str(err)).strip().removeprefix("ERROR: ").partition("; please report this issue")[0]
    said = said.removesuffix(".")
    return FetchError(
        f"No recording could be fetched from {shown(address)}: {said}.",
        advice="Check it in a browser; if it is there, save it and name the file.",
    )


def _share(told: Mapping[str, Any]) -> float:
    whole = told.get("total_bytes") or told.get("total_bytes_estimate") or 0
    return min(1.0, told.get("downloaded_bytes", 0) / whole) if whole else 0.0


def _ending(found: Mapping[str, Any]) -> str:
    ending = str(found.get("ext") or "")
    return ending if ending.isascii() and ending.isalnum() and len(ending) <= 8 else "bin"


def _name(found: Mapping[str, Any]) -> str:
    """What the recording is called in the case: the last part of its address, or what the site calls it."""
    last = _last_part(str(found.get("url") or ""))
    if Path(last).suffix.lower() == f".{_ending(found)}":
        return one_line(last)
    return one_line(f"{found.get('id') or 'recording'}.{_ending(found)}").replace("/", " ")


def _last_part(address: str) -> str:
    return unquote(urlsplit(address).path).rpartition("/")[2]


def _told(found: Mapping[str, Any], name: str) -> str | None:
    text = one_line(str(found.get(name) or "")).strip()
    return text or None


def _day(found: Mapping[str, Any]) -> str | None:
    day = str(found.get("upload_date") or "")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
