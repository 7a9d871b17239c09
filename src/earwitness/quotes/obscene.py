"""Which words are obscene, in Russian, Ukrainian and English: found by how such words are built.

A list of forms does not do: the longest that a package ships (69,000 forms) lacks a third of what speakers make of
four roots by prefixes and endings, and lists made for moderation have "murder" and "sniper" too. So a word is
obscene if it is one of these roots with a prefix and an ending that it can have; docs/benchmarks.md says what that
is worth against whole dictionaries. Slurs against peoples, mild words and euphemisms (хохол, bastard, хрен) are
not among them: that they were said is what readers should know.
"""

from __future__ import annotations

import re
from functools import cache

from earwitness.quotes.words import parts

_OPEN = "вы|ви|до|за|на|не|ни|о|пере|по|при|про|спро|у"
_CLOSED = "в|вз|взо|вс|из|ис|над|об|обо|от|ото|під|под|раз|разо|рас|роз|від|з|с"
_TWICE = "(?:н[еє]до|долбо|довбо)?"  # before another prefix
_CASES = "(?:а|ы|и|у|е|і|о|ой|ою|ею|ом|ем|ей|ов|ів|ам|ами|ах)?"

_SLAVIC = (
    rf"{_TWICE}(?:а|{_OPEN}|{_CLOSED})?ху(?:[йяєюї]|е(?!т$)|ет[ауые]|и(?!ну)).*",
    r"(?:на|по|ни|до|в)?хулі|хули",
    r".*п[иеіє]з[дж].*",
    rf"{_TWICE}(?:(?:{_OPEN}|об|от|раз|из|вз)?|(?:{_CLOSED})[ъь'])[её]б(?:а(?![бт]$)|ен[ияуьё]|е[тмшщ]|у(?!л|рг)|и(?!г)|[лнтсш]|о[шкс]|ы[врст]|к|$).*",
    rf"{_TWICE}(?:(?:{_OPEN})?|(?:{_CLOSED})[ъь']?)[єї]б(?!р).*",
    rf"{_TWICE}(?:(?:в[иы]|до|за|пере|по|при|про|у)?|(?:{_CLOSED})ь?)(?:йоб(?!б)|йіб|ьоб(?!р)|ьіб).*",
    r"\w+[оа](?:е|є|йо)б(?:а|ы|у|е|и|і|ом|ов|ам|ами|ах|ск.*|ств.*|ал.*|ну.*|уч.*)?",
    rf"(?:{_OPEN}|{_CLOSED})?бля(?:[дт].*)?",
    r"п[иіе]д[оае]р(?:ас.*|оч.*|ск.*|юг.*)?" + _CASES,
    r"пидр(?:ил.*)?|підр|педик" + _CASES,
    r"муда(?:к|ч|ц).*|муд(?:ил|озв).*",
    r"г[ао]ндон.*",
    r"залуп" + _CASES,
    r"г[оаі]вн.*",
    r"(?:в[ыи]|до|за|на|о|об|обо|от|пере|по|про|раз|у)?"
    r"(?:сра(?:ть|ти|ла?|ли|ло|в|н[ыои].{1,3}|на|не|ная|ную|к[аиуеоі].*)|ср(?:у|ешь|ет|ем|ете|ут|еш|уть|и|ите))"
    r"(?:ся|сь)?|засран.*|обосра.*",
    r"(?:в[ыи]|за|на|о|об|обо|по|про|у)?"
    r"сс(?:ать|ал[аио]?|ышь|ыт|ым|ыте|ут|ан[ыоа].{1,3}|ати|ав|яти)(?:ся|сь)?",
    r"жоп(?:к.*|ошн.*|олиз.*)?" + _CASES,
    r"сук(?:а|и|у|ой|ою|ам|ами|ах)|суч(?:ар(?!т).*|енок|еныш.*|ий|ье|ьему|ьего)",
    r"шлюх.*",
    r"курв" + _CASES,
    r"(?:на|за|по|под|до|от|пере)?дроч(?!ен|нев).*",
    r"манд(?:а|ы|у|ой|авош.*)",
)
_ENGLISH = (
    r".*fuck.*",
    r"(?:bull|horse|dip|bat|ape|dog|chicken|dumb)?-?shit(?:s|t.*|e|er|es|head.*|hole.*|load.*|bag.*|face.*|show.*|less)?",
    r"cunt(?:s|y|ing)?",
    r"(?:dumb|jack|smart|bad|fat|lard|half)?-?ass(?:es)?|(?:ass|arse)-?holes?|arses?",
    r"(?:son-of-a-)?bitch(?:es|y|ing|ed|in)?",
    r"cocksuck.*|dicks|dick-?heads?",
    r"wank(?:s|er|ers|ing|ed)?|twats?|bollocks",
    r"piss(?:ed|es|er|ers|ing)?",
    r"puss(?:y|ies)|tits|whores?|sluts?|fagg?ots?|niggers?",
)
_LOWER_ONLY = frozenset({"dick"})  # with a capital it is somebody's name


def is_obscene(word: str) -> bool:
    """Whether a word, with the stops around it, is an obscenity in one of the three languages.

    >>> [is_obscene(word) for word in ("Блядь,", "застрахуй", "bullshit!", "Scunthorpe")]
    [True, False, True, False]
    """
    core = parts(word).core
    return (
        core in _LOWER_ONLY
        or _pattern().fullmatch(core.casefold().replace("ё", "е").replace("’", "'")) is not None
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join((*_SLAVIC, *_ENGLISH)))
