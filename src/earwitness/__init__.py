"""From a recording in a language that its readers do not speak to quotes that can be played and checked.

import earwitness as ew

case = ew.Case.create("mycase")
recording = case.process("call.m4a")
for utterance in recording.utterances:
    print(utterance.span, utterance.text, utterance.translation)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from earwitness.errors import EarwitnessError as EarwitnessError
    from earwitness.records.attribution import Attribution as Attribution
    from earwitness.records.custody import Agent as Agent
    from earwitness.records.custody import Digest as Digest
    from earwitness.records.quote import Quote as Quote
    from earwitness.records.quote import QuoteView as QuoteView
    from earwitness.records.recording import Gap as Gap
    from earwitness.records.recording import Recording as Recording
    from earwitness.records.speech import Doubt as Doubt
    from earwitness.records.speech import Transcript as Transcript
    from earwitness.records.speech import Utterance as Utterance
    from earwitness.records.speech import Word as Word
    from earwitness.records.time import Span as Span
    from earwitness.records.translation import Line as Line
    from earwitness.records.translation import Translation as Translation
    from earwitness.records.verdict import Check as Check
    from earwitness.records.verdict import Checked as Checked
    from earwitness.records.view import RecordingView as RecordingView
    from earwitness.records.view import SpeakerView as SpeakerView
    from earwitness.records.view import UtteranceView as UtteranceView
    from earwitness.workflow.case import Case as Case

_HOMES = {
    "EarwitnessError": "errors",
    "Attribution": "records.attribution",
    "Agent": "records.custody",
    "Digest": "records.custody",
    "Quote": "records.quote",
    "QuoteView": "records.quote",
    "Gap": "records.recording",
    "Recording": "records.recording",
    "Doubt": "records.speech",
    "Transcript": "records.speech",
    "Utterance": "records.speech",
    "Word": "records.speech",
    "Span": "records.time",
    "Line": "records.translation",
    "Translation": "records.translation",
    "Check": "records.verdict",
    "Checked": "records.verdict",
    "RecordingView": "records.view",
    "SpeakerView": "records.view",
    "UtteranceView": "records.view",
    "Case": "workflow.case",
}
"""Where each public name lives. It is imported when it is first used: `earwitness --help` needs none of them."""

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
