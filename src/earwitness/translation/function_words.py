"""The small words of Russian and Ukrainian, and the English ones that stand for them.

A vector of "to" or "что" alone says nothing of where it belongs, so these pairs are told by a list; only small
words are in it, each with what usually stands for it.
"""

from __future__ import annotations

_PAIRS = """
я мне меня мной i me my i'm i'll i've i'd myself
мы нас нам нами ми we us our we're we'll we've we'd ourselves
ты тебя тебе тобой ти тебе you your you're you'll you've
вы вас вам вами ви you your you're you'll you've
он его ему им нем него нему ним він його йому нього he him his it its he's he'll he'd
она ее ей ней нее вона її їй неї she her hers it its she's she'll
оно это этого этому этом этим это воно це цього цьому it this that its it's that's this's
они их им ними них ним вони їх їм ними них they them their they're they'll they've
мой моя мое мои моего моей моих моему мій моя моє мої my mine
твой твоя твое твои твоего твоей твоих твій твоя твоє твої your yours
наш наша наше наши нашего нашей наших наші our ours
ваш ваша ваше ваши вашего вашей ваших ваші your yours
свой своя свое свои своего своей своих своим свій my your his her its our their
этот эта эти этих этой этим этому эту этом этого цей ця ці цих цієї this these
тот та то те того той тех тому тем том ту той ті тих that those the
себя себе собой себе himself herself myself yourself themselves ourselves
и і та й and so also
а and but while
но але however but
или либо або чи or either whether
не ні not don't doesn't didn't haven't hasn't hadn't won't wouldn't isn't aren't wasn't weren't
не ні no never can't couldn't cannot
нет немає нема no not none
ни ні nor neither not
да так yes yeah
нельзя не cannot can't not
в во у в in into to at on inside
на on at in onto for to upon
с со із з зі with from since off of
из із з from of out
у при by at near with
к до к to towards toward
до to until till before by up
от ото від from of
за for behind after during in
по about by on along over according in
про о об обо про about of
под під under beneath
над над over above
через over through across in after via
перед before in front
после після after
между між between
без without no
для for
при during at with
из-за because due over
кроме крім except besides
что що щоб what that what's which
чтобы that to so order
кто кого кому кем хто кого кому who whom who's
который которая которое которые которого которой которых которому который який яка яке які which who that
где де where where's
куда куди where
откуда звідки where
когда коли when
как як how as like
почему зачем чому навіщо why
какой какая какое какие какого якої який яка яке what which
сколько скільки how many much
если якщо if
потому тому because therefore
поэтому тому so therefore
пока поки while until
уже вже already
еще ще still yet more another else
тоже также також теж also too
только лишь тільки лише only just
очень дуже very
теперь сейчас зараз тепер now
тогда тоді then
потом потім then later
здесь тут here
там там there
туда туди there
все всё весь вся всю всех всем всему всеми всі все весь усі всіх all everyone everybody everything whole
никто никого никому ніхто нікого нікому nobody anyone no one none anybody
ничего ничто ничему нічого ніщо nothing anything
никогда ніколи never ever
был была было были буду будет будем будут будешь будете був була було були буде буду is was were be been will being
можно можна can may could possible
надо нужно должен должна должны треба потрібно must need have should
есть є is are there have has
мало мало few little much
много багато many much
так так so such
же ж then
вот ось here
бы б would
"""

_ENGLISH_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz'-")


def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _PAIRS.splitlines():
        words = line.split()
        english = frozenset(word for word in words if set(word) <= _ENGLISH_LETTERS)
        for word in words:
            if word not in english:
                found[word] = found.get(word, frozenset()) | english
    return found


ENGLISH_FOR = _pairs()
"""The English small words that may stand for a small word (lower case, ё as е)."""
