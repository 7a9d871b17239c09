"""What a page must know of a language before it can print a word of it: its English name, and where a line begins.

The names are those of the languages that Whisper recognises. A language that is not listed is shown by its tag,
and the browser is left to find the direction from the letters (`dir="auto"`), which is never worse than a guess.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ltr", "rtl", "auto"]

_NAMES = dict(
    re.findall(
        r"(\w+)=(\w+)",
        """
    af=Afrikaans am=Amharic ar=Arabic as=Assamese az=Azerbaijani ba=Bashkir be=Belarusian bg=Bulgarian bn=Bengali
    bo=Tibetan br=Breton bs=Bosnian ca=Catalan ckb=Sorani_Kurdish cs=Czech cy=Welsh da=Danish de=German
    dv=Divehi el=Greek en=English es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fo=Faroese fr=French
    gl=Galician gu=Gujarati ha=Hausa haw=Hawaiian he=Hebrew hi=Hindi hr=Croatian ht=Haitian_Creole hu=Hungarian
    hy=Armenian id=Indonesian is=Icelandic it=Italian iw=Hebrew ja=Japanese jv=Javanese jw=Javanese ka=Georgian
    kk=Kazakh km=Khmer kn=Kannada ko=Korean la=Latin lb=Luxembourgish ln=Lingala lo=Lao lt=Lithuanian lv=Latvian
    mg=Malagasy mi=Maori mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi ms=Malay mt=Maltese my=Burmese
    ne=Nepali nl=Dutch nn=Norwegian_Nynorsk no=Norwegian oc=Occitan pa=Punjabi pl=Polish ps=Pashto pt=Portuguese
    ro=Romanian ru=Russian sa=Sanskrit sd=Sindhi si=Sinhala sk=Slovak sl=Slovenian sn=Shona so=Somali
    sq=Albanian sr=Serbian su=Sundanese sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tk=Turkmen
    tl=Tagalog tr=Turkish tt=Tatar ug=Uyghur uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese yi=Yiddish yo=Yoruba
    yue=Cantonese zh=Chinese
""",
    )
)
TAGS = {english.replace("_", " "): tag for tag, english in reversed(_NAMES.items())}
"""What stands for each of those names."""

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")  # the shape of BCP 47; its registry is not consulted


def tag(language: str | None) -> str:
    """The language as an HTML `lang` value: "" where it is not known or is not a BCP 47 tag.

    >>> tag("pt-BR"), tag("und"), tag('"><script>'), tag(None)
    ('pt-BR', '', '', '')
    """
    known = language is not None and _TAG.fullmatch(language) and language.lower() not in {"und", "mul", "zxx"}
    return language if language and known else ""


def name(language: str | None) -> str:
    """The language as an English reader calls it.

    >>> name("ru"), name("pt-BR"), name("xx"), name(None)
    ('Russian', 'Portuguese (pt-BR)', 'the language “xx”', 'an unknown language')
    """
    known = tag(language)
    if not known:
        return "an unknown language"
    base = known.partition("-")[0].lower()
    if base not in _NAMES:
        return f"the language “{known}”"
    english = _NAMES[base].replace("_", " ")
    return english if known.lower() == base else f"{english} ({known})"


def direction(language: str | None) -> Direction:
    """Where a line of it begins; "auto" where that is not known. A script in the tag outranks the language.

    >>> direction("ru"), direction("ar-SY"), direction("az-Arab"), direction("xx")
    ('ltr', 'rtl', 'rtl', 'auto')
    """
    base, *rest = tag(language).lower().split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    if base in _RIGHT_TO_LEFT:
        return "rtl"
    return "ltr" if base in _NAMES else "auto"
