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
nothing = Nothing yet.

## A quote before it is made

draft = Quote
draftVoice = A quote is of one voice. Whose words are quoted?
draftWords = Words of the original: those that are pressed are quoted
draftEnglish = English
draftGuess = Most likely this is meant. Compare it with what is heard.
draftHow = … leaves words out, [the soldier] adds, [he=the soldier] puts yours in the place of others, f*ck masks, _never_ stresses.
draftPrinted = As it will be printed
draftAdd = Put that in
draftMake = Quote it

## Panels: replace, compare, history

replaceWith = Replace with
change = { $count ->
    [one] Change { $count } place
   *[other] Change { $count } places
    }
machine = Machine
people = People
undone = undone
back = Go back here

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
does-draft = The quote before it is made
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
