### What the page of `earwitness review` says. Each language has these messages, with these variables.

# ltr; rtl for a language that is written from right to left
direction = ltr

## The page

search = Search
replace = Replace
compare = Compare
history = History
keys = Keys
language = Language
sound = Sound
slower = Slower
faster = Faster
loop = Loop
zoom = Zoom
beside = Quotes and comments
deeds = What can be done here
story = Story
quotes = Quotes
comments = Comments
close = Close
cancel = Cancel
keep = Keep
play = Play
pause = Pause

## What becomes of what was typed

saved = All is kept
saving = { $count ->
    [one] Keeping a change …
   *[other] Keeping { $count } changes …
    }
away = { $count ->
    [0] The server does not answer. It is asked again: run earwitness review again and open the address that it prints.
   *[other] The server does not answer. What you typed is kept in this page and is sent as soon as it is back: run earwitness review again and open the address that it prints.
    }
busy = Another program is writing to this case. What you do here is kept in this page, and sent as soon as it is done.
stranger = { $count ->
    [0] The server was started again and does not know this page. Open the address that it printed in this browser, and this page goes on.
   *[other] The server was started again and does not know this page. What you typed is kept here: open the address that it printed in this browser, and this page sends it.
    }
conflict = Somebody changed this meanwhile.
theirs = It is now
yours = Yours was
mine = Put mine
keepTheirs = Leave it

## Doubts

doubt = { $count ->
    [0] No doubts left
   *[other] Next doubt ({ $count })
    }
none = Nothing is doubted any more.
unheard = Its times are not heard yet

## An utterance

noEnglish = No English yet
accepted = accepted by { $name }
shaped = corrected by { $name }
signed = signed off by { $name }
written = English by { $name }
textOf = Words at { $time }
englishOf = English at { $time }
glossary = From the glossary
candidates = Translations
noSpeaker = Nobody is known to say this.
misspelt = No dictionary has this, and no name or term of the case is like it
spelling = Spelling

## What is asked

askSpeaker = Who says this? A label such as S2
askRelabel = All that { $speaker } says is said by …
askPart = From here on, what { $speaker } says is said by …
askName = Who is { $speaker }?
askTerm = What is { $words } in English, throughout the case?
askComment = Comment
askGloss = What stands in the place of { $words }? Begin with + to put it after them.

## What stands beside

quoted = { $quote } is quoted
quotedAlready = { $quote } is this quote already
withdraw = Take back
withdrawn = Taken back
resolve = Resolve
reopen = Open again
stamped = { $time } is kept as a comment
noQuotes = Nothing is quoted yet. Select words, and press “Quote” below.
noComments = Nothing is commented on yet. Select words, and press “Comment” below.

## A quote before it is made

draft = Quote
draftVoice = A quote is of one voice. Whose words are quoted?
draftWords = Words of the original: those that are pressed are quoted
draftEnglish = English
draftGuess = Most likely this is meant. Compare it with what is heard.
draftHow = … leaves words out, [the soldier] adds, [he=the soldier] puts yours in the place of others, f*ck masks, _never_ stresses.
draftPrinted = As it will be printed
draftHear = Hear it
draftAdd = Put that in
draftMake = Quote it

## Panels: replace, compare, history

replaceWith = Replace with
wholeWords = Whole words only
change = { $count ->
    [one] Change { $count } place
   *[other] Change { $count } places
    }
notEverywhere = Done in { $count }, and not in { $left }, which somebody changed meanwhile: { $places }
machine = Machine
people = People
undone = undone
back = Go back here
noChanges = Nobody has changed anything yet.
undoDone = Undone, at { $time }
redoDone = Done again, at { $time }
undoNothing = There is nothing of yours to undo.
redoNothing = There is nothing to do again.
edgeStops = It stops at the word beside it.

## Sound and search

noSound = There is no sound: its file is missing or cannot be made.
found = { $place } of { $count }
notFound = Not found

## Keys

keysHow = Press one of these keys with the mouse, or with Enter, to choose another in its place. What you choose is kept in this browser.
keysReset = The usual keys
keysUsual = These are the usual keys again.
keyAsk = { $what }: press the new key (Backspace: none, Tab: as it was)
keyAsked = press the new key
keyAnother = another key
keyIs = { $what }: { $key }
keyGone = { $what }: a key less
keyTaken = { $key } is the key of “{ $what }”: take it away there first.
keyBrowsers = The browser keeps { $key } for itself.
keyWrites = { $key } is needed for typing: choose one that writes nothing, such as F5, or one with Ctrl or Alt.
keyDigit = It takes a digit from 1 to 9, alone or with Ctrl, Alt or Shift.
keyNoDigit = Digits choose speakers and translations.
keyNotKept = The browser keeps nothing: this holds until the page is closed.

## Kinds of keys

groups-sound = Sound
groups-go = Where
groups-words = Words and times
groups-typing = While editing
groups-voices = Voices
groups-english = English
groups-notes = Quotes and comments
groups-draft = While a quote is drafted
groups-page = Page

## What a key does

does-play = Play, pause
does-hold = Play while it is held
does-back = 1.5 s back
does-forth = 1.5 s forth
does-zoomIn = Waveform: less time, larger
does-zoomOut = Waveform: more time, smaller
does-up = Utterance before
does-down = Utterance after
does-left = Word before
does-right = Word after
does-moreLeft = Select the word before
does-moreRight = Select the word after
does-moreUp = Select up to the utterance before
does-moreDown = Select down to the utterance after
does-edit = Edit the words
does-english = Edit the English
does-done = Keep, and go on
does-doneAccept = Keep, accept and go on
does-leave = Leave it as it was
does-take = Take what is suggested (↑ ↓: another)
does-spelling = Put in what is suggested for a misspelt word
does-doubt = Next doubt
does-accept = Accept
does-sign = Sign off (second pair of eyes)
does-split = Part before this word
does-merge = Join with the next
does-speaker = Another speaker
does-digit = Speaker S1 to S9
does-choose = Choose translation c1 to c9
does-relabel = Join two voices
does-partVoice = Part a voice, from here on
does-name = Name the voice
does-unclear = Not sure of these words
does-unintelligible = Cannot make these words out
does-earlier = The word begins earlier
does-later = The word begins later
does-endsEarlier = The word ends earlier
does-endsLater = The word ends later
does-undo = Undo
does-redo = Redo
does-quote = Quote the selected words
does-draft = See the quote before it is made
does-comment = Comment on the selected words
does-stamp = Keep this moment, as a comment (in a comment: write its time)
does-term = Put the words into the glossary
does-keepQuote = Make it
does-leaveQuote = Leave it
does-omit = Leave the words out, or take them in
does-gloss = Words of yours in the place of the original’s
does-glossEnglish = Words of yours in the place of the English
does-loop = Loop the utterance, or the selected words
does-slower = Slower
does-faster = Faster
does-search = Search (Shift+Enter there: the one before)
does-beside = To the quotes and comments
does-compare = Compare
does-history = History
does-replace = Replace
does-help = These keys

## The bar, in a word or two

do-edit = Words
do-english = English
do-accept = Accept
do-sign = Sign off
do-quote = Quote
do-comment = Comment
do-term = Glossary
do-unclear = Unsure
do-unintelligible = Unintelligible
do-split = Part
do-merge = Join
do-speaker = Speaker
do-name = Name
do-relabel = Join voices
do-partVoice = Part voice
do-undo = Undo
do-redo = Redo
do-beside = Quotes, comments
do-done = Keep
do-doneAccept = Keep and accept
do-leave = Leave as it was
do-back = Back
do-forth = Forth

## What a change is called

kinds-text = words
kinds-times = times
kinds-split = parted
kinds-merge = joined
kinds-speaker = speaker
kinds-mark = marked
kinds-translation = English
kinds-accept = accepted
kinds-sign-off = signed off
kinds-relabel = voices joined
kinds-comment = comment
kinds-resolve = comment resolved
kinds-withdraw = undone

## Why something was refused

refused-changed = This was changed meanwhile: it is now “{ $now }”. Look at it again.
refused-gone = This utterance is not there any more: it was joined to the one before it.
refused-heard-anew = The recording was heard anew. Open it again.
refused-stood-on = Change { $number } cannot be undone: a later one stands on it. Undo that first.
refused-no-correction = There is no change { $number } to undo any more.
refused-no-comment = There is no comment { $number } any more.
refused-empty = Nothing was written.
refused-too-long = This is { $length } characters long, and an utterance at most { $most }. Part the utterance, and give each part its own words.
refused-too-much = This is too much at once. Part the utterance, and give each part its own words.
refused-times-cross = “{ $word }” would end at { $ends }, after the next word begins ({ $begins }). Move the next word first.
refused-over = The recording is over at { $over }.
refused-no-part = It cannot be parted there. Part it between two words.
refused-not-next = These two do not follow one another any more.
refused-no-join = Utterances of different channels or languages cannot be joined.
refused-same-time = They are said at the same time, and cannot be joined.
refused-no-label = “{ $label }” is no label of a voice. Labels are S1, S2, … up to S999.
refused-says-nothing = Nothing is said by { $speaker }.
refused-no-speaker = Nobody is { $speaker } here. There are: { $labels }.
refused-nobody-heard = Nobody was heard to speak in this recording.
refused-not-told-apart = The voices of this recording were not told apart: `earwitness process` does that.
refused-not-one-line = This cannot be shown on one line. Type it again, plainly.
refused-not-second = Nobody else has corrected or accepted this. Whoever signs off is the second to look.
refused-no-candidate = There is no translation { $candidate } here. There are: { $known }.

## Why a term was refused

refused-no-language = There are no terms of this language ({ $language }).
refused-no-letter = A term and its English need a letter: “{ $text }” has none.
refused-no-term = This cannot be a term or its English: “{ $text }”.
refused-two-terms = “{ $form }” stands for two terms: “{ $one }” and “{ $other }”. Leave one away.
refused-term-of-term = “{ $english }”, the translation of “{ $term }”, is a term itself. Give the English.

## Why a quote was refused

refused-no-words = No word is said there. Select the words to quote.
refused-two-voices = More than one voice is heard there: { $labels }. Choose whose words are quoted.
refused-which-english = Only a part is quoted: say which English words are meant, out of: { $line }
refused-english-lacks = “{ $said }” is heard in what is quoted, and the English leaves it out at its edge. Select less, or type it too.
refused-not-heard = “{ $said }” is not heard in what is quoted. Select more, or leave it out.
refused-no-english = Nothing of this was translated: quote it without English.
refused-no-word-of-line = This has no word of the English line. Type the words to keep.
refused-not-in-line = “{ $typed }” is not what the English line says: { $line }
refused-not-following = “{ $typed }” does not follow there. Write … where words are left out, and words as they are: { $line }
refused-nothing-out = Nothing is left out where “{ $typed }” stands: { $line }
refused-not-so-many = So many words as “{ $typed }” says do not follow. Count them, or leave it out.
refused-english-twice = This stands in the English line more than once. Type more of the words around it.
refused-ellipsis-at-edge = An ellipsis stands at the edge. Leave it out: a quote begins and ends where it does.
refused-brackets = A bracket is not closed, or not opened. Pair them.
refused-half-gloss = “{ $typed }” is half a word and half a gloss. Write the whole word, or [word=gloss].
refused-gloss-empty = A gloss is empty. Write what you add, or leave it out.
refused-gloss-signs = A gloss cannot hold [ ] = _ or begin with an ellipsis. Word it otherwise.
refused-gloss-spoken = The gloss [{ $gloss }] repeats what is spoken there. Keep the spoken words and add nothing.
refused-stress-pairs = _ does not stand in pairs around words. Write _never_ or _not one of us_.
refused-marks = These marks are in each other’s way. Mark less, and each word once in a way.
refused-word-of-signs = “{ $word }” cannot be quoted: it holds a sign that marks an edit. Leave it out, or correct it first.
refused-nothing-left = Nothing would be left of the quote. Leave out less.
refused-quote-changed = Somebody changed what is quoted meanwhile. Look at the quote again.
refused-quote-too-long = This is { $length } characters long, and a quote at most { $most }.
refused-same-times = By their times these words are not told from others that are said there. Correct the times, or quote other words.
refused-word-gone = A word is not there any more. Select again what to quote.
refused-no-quote = There is no quote { $quote }.
refused-withdrawn = The quote { $quote } was taken back already.

## What hinders the server

refused-busy = Another program is writing to this case. Wait until it is done, or stop it.
refused-read-only = The case may only be read here, so nothing can be kept. Copy it to a folder that you may write to, and open it there.
refused-no-case = The case is not there any more. Was its folder moved, or its disk taken away? Bring it back and try again.
refused-disk-full = The disk is full, so nothing can be kept. Free some space and try again.
refused-disk = The case’s disk cannot be read or written: { $error }.
refused-ledger = Line { $number } of the case’s ledger is not what earwitness wrote there, so nothing is added to it. Find out who edited ledger.jsonl.
refused-passphrase = The key that signs is locked: start `earwitness review` at a terminal, and type its passphrase there.

## What to look at in a quote

notice-before = { $since ->
    [corrected] Right before it stands “{ $found }”: { $said } … (corrected since it was quoted)
   *[as-quoted] Right before it stands “{ $found }”: { $said } …
    }
notice-after = { $since ->
    [corrected] Right after it stands “{ $found }”: … { $said } (corrected since it was quoted)
   *[as-quoted] Right after it stands “{ $found }”: … { $said }
    }
notice-left-out = { $how ->
    [gloss] “{ $found }” is among what is replaced: { $said }
    [mask] “{ $found }” is among what is masked: { $said }
   *[omission] “{ $found }” is among what is left out: { $said }
    }
notice-added = “{ $found }” is not spoken: [{ $gloss }] is yours.
notice-differs = { $how ->
    [denial] What is kept of one language denies something, and of the other not.
   *[numbers] What is kept of both languages differs in numbers: { $numbers }.
    }
notice-reported = It begins with speech that the speaker reports: somebody else’s words?
notice-overlap = { $who } speaks at the same time, at { $at }: { $said }
notice-between = { $who } speaks in between, at { $at }: { $said }
notice-doubt = { $side ->
    [english] English: { $why }{ $words }
   *[source] { $why }{ $words }
    }
notice-untranslated = There is no English for { $utterances }.
notice-english = { $lacks ->
    [english] English is left out, and nothing of its sound.
   *[sound] Sound is left out, and nothing of its English.
    }
notice-glossary = The glossary explains “{ $term }”: { $note }
notice-style = The house style { $style } has no { $kind }.
notice-obscene = “{ $word }” is obscene and not masked.
notice-unsigned = Nobody has signed off { $utterances } as the second to look.
notice-words = “{ $was }” was corrected: it is now “{ $now }”.
notice-times = “{ $said }” was at { $was } and is now at { $now }.
notice-speaker = “{ $said }” was said by { $was }, and is now by { $now }.
notice-translation = Its English was “{ $was }” and is now “{ $now }”.
notice-gone = { $what ->
    [transcript] Its recording has no transcript any more.
   *[utterance] This utterance is not there any more: { $said }
    }
notice-heard-anew = { $words ->
    [same] The recording was heard anew, and its words are the same.
   *[other] The recording was heard anew: it is now “{ $now }”.
    }

## What a mark of a quote does

mark-omission = { $side ->
    [source] … skips { $seconds } s, { $count ->
        [one] { $count } word
       *[other] { $count } words
    }: { $words }
   *[english] … leaves out { $count ->
        [one] { $count } word
       *[other] { $count } words
    }: { $words }
    }
mark-gloss = { $how ->
    [behind] [{ $text }] is the editor’s
   *[instead] [{ $text }] is the editor’s in the place of “{ $words }”
    }
mark-mask = { $rule ->
    [vowel] “{ $words }” is masked: without its first vowel after the first letter
    [inside] “{ $words }” is masked: without all its letters but the first and the last
   *[initial] “{ $words }” is masked: without all its letters but the first
    }
mark-case = “{ $words }” has its first letter in the other case
mark-stop = “{ $words }” has lost what stands after it
mark-emphasis = “{ $words }” is stressed by the editor
