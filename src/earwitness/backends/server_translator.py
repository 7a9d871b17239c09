"""English from a language model behind an OpenAI-compatible server: llama.cpp's, Ollama, vLLM, a newsroom's own.

`server:URL#MODEL` asks a model that follows instructions, by chat, and wants JSON of it; `completion:URL#MODEL`
lets a base model go on from examples, and takes the line that it writes. `local` stands for llama.cpp's own
address. What the server says is not believed: an apology, the original back, or a text of many times the length
is no translation.
"""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from earwitness.backends.loopback import Unreachable, ask, server
from earwitness.backends.protocols import Answer, Info, Proposal, Source
from earwitness.errors import ModelError
from earwitness.records.custody import Agent
from earwitness.records.text import shown

LOCAL = "http://127.0.0.1:8080/v1"
KEY = "EARWITNESS_SERVER_KEY"
"""The environment variable that holds the server's key, where it wants one."""

_LONGEST_RATIO, _LONGEST_MORE = 4, 60
_NAMES = {"ru": "Russian", "uk": "Ukrainian", "be": "Belarusian"}
_EXAMPLES = {
    "Russian": ("Где вы сейчас?", "Мы никуда не поедем, ждём."),
    "Ukrainian": ("Де ви зараз?", "Ми нікуди не поїдемо, чекаємо."),
}
_THEIR_ENGLISH = ("Where are you now?", "We are not going anywhere, we wait.")
_APOLOGY = re.compile(
    r"as an ai\b|language model|i (?:can(?:no|')t|am (?:not able|unable) to|'m (?:not able|unable) to) "
    r"(?:help|assist|translate|provide|fulfil|comply)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for, and after which pauses it is asked again."""

    seconds: float = 120.0
    pauses: tuple[float, ...] = (1.0, 4.0)


def load_translator(model: str, *, allow_remote: bool = False) -> ServerTranslator:
    """The entry point for models that follow instructions; ModelError where no server answers."""
    return ServerTranslator(model, allow_remote=allow_remote)


def load_completion(model: str, *, allow_remote: bool = False) -> ServerTranslator:
    """The entry point for base models, which go on from examples."""
    return ServerTranslator(model, allow_remote=allow_remote, chat=False)


class ServerTranslator:
    """One model of one server, one utterance at a time."""

    listens = False
    takes_terms = True

    def __init__(
        self, address: str, *, allow_remote: bool = False, chat: bool = True, patience: Patience = Patience()
    ) -> None:
        url, _, model = address.partition("#")
        self._server = server(LOCAL if url in ("", "local") else url, allow_remote=allow_remote)
        self._key, self._chat, self._patience = os.environ.get(KEY), chat, patience
        self._model = model or self._first_model()
        # Not the address: an agent is told to the ledger and on pages, and a host's name can name a newsroom.
        where = "on another machine" if self._server.is_remote else "on this machine"
        agent = Agent(kind="model", name=self._model, version=f"{'chat' if chat else 'completion'}, {where}")
        self._info = Info(agent=agent, licence=None, needs_network=self._server.is_remote)

    @property
    def info(self) -> Info:
        """The model as the server names it, and whether that is another machine."""
        return self._info

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        """One proposal for each, or why what the server said is none; ModelError where it answers no more."""
        for source in sources:
            if not source.text.strip():
                yield Answer(refused="there is nothing to translate")
                continue
            try:
                text = self._line(source)
            except (ValueError, LookupError, TypeError, AttributeError):
                yield Answer(refused="the answer cannot be read")
                continue
            wrong = _wrong(source.text, text)
            yield Answer(refused=wrong) if wrong else Answer(proposals=(Proposal(text=text),))

    def _line(self, source: Source) -> str:
        most = 40 + 2 * len(source.text)
        common = {"model": self._model, "temperature": 0, "max_tokens": most}
        if self._chat:
            answer = self._ask("/chat/completions", {**common, "messages": _messages(source)})
            return _from_json(answer["choices"][0]["message"]["content"])
        answer = self._ask("/completions", {**common, "prompt": _prompt(source), "stop": ["\n"]})
        return str(answer["choices"][0]["text"]).strip()

    def _first_model(self) -> str:
        try:
            return PurePath(str(self._ask("/models")["data"][0]["id"])).name  # llama.cpp tells a path
        except (ValueError, LookupError, TypeError) as err:
            raise ModelError(
                f"The server {shown(self._server.url)} does not say which models it has.",
                advice="Name one: server:URL#MODEL.",
            ) from err

    def _ask(self, path: str, body: Any = None) -> Any:
        for pause in (*self._patience.pauses, None):
            try:
                return ask(self._server, path, body, seconds=self._patience.seconds, key=self._key)
            except Unreachable as err:
                if pause is None:
                    raise ModelError(
                        f"The server {shown(self._server.url)} does not answer: {err}.",
                        advice="What it translated is kept: start it and run the same command again.",
                    ) from err
                time.sleep(pause)
        raise AssertionError("the last pause is None")


def _messages(source: Source) -> list[dict[str, str]]:
    language = _NAMES.get(source.language, source.language)
    line: dict[str, Any] = {"before": source.before, "line": source.text, "after": source.after}
    asked = (
        f"You translate recorded {language} speech into English: nothing added, nothing "
        'left out, nothing softened. Answer with JSON only: {"english": "…"}. Translate the field "line"; the '
        "other fields are what is said before and after it."
    )
    if source.terms:
        line["glossary"] = {term.term: term.translation for term in source.terms}
        asked += ' The field "glossary" says how its terms are translated.'
    return [
        {"role": "system", "content": asked},
        {"role": "user", "content": json.dumps(line, ensure_ascii=False)},
    ]


def _prompt(source: Source) -> str:
    language = _NAMES.get(source.language, source.language)
    examples = zip(_EXAMPLES.get(language, _EXAMPLES["Russian"]), _THEIR_ENGLISH, strict=True)
    terms = [(term.term, term.translation) for term in source.terms]
    lines = [f"{language}: {said}\nEnglish: {english}\n" for said, english in [*examples, *terms]]
    return "\n".join([*lines, f"{language}: {source.text}\nEnglish:"])


def _from_json(content: str) -> str:
    """What is under "english"; a plain line counts too, half a JSON does not."""
    content = re.sub(r"^```(?:json)?\s*|\s*```$", "", content.strip())
    if "{" in content or '"english"' in content:
        content = json.loads(content[content.index("{") : content.rindex("}") + 1])["english"]
        if not isinstance(content, str):
            raise ValueError("english is no text")
    return " ".join(content.split())


def _wrong(original: str, text: str) -> str | None:
    """Why this is no translation of the original, None where nothing speaks against it."""
    if not text:
        return "the answer is empty"
    if _APOLOGY.search(text) and not _APOLOGY.search(original):
        return "the server apologises"
    if _bare(text) == _bare(original) or _share_of_latin(text) < 0.5 <= 1 - _share_of_latin(original):
        return "the answer is the original, not English"
    if len(text) > _LONGEST_RATIO * len(original) + _LONGEST_MORE:
        return "the answer is many times as long as what was said"
    return None


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _share_of_latin(text: str) -> float:
    letters = [character for character in text if character.isalpha()]
    return sum(unicodedata.name(one, "").startswith("LATIN") for one in letters) / max(len(letters), 1)
