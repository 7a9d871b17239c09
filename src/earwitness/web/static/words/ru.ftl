### Что говорит страница `earwitness review`. Сообщения те же, что и в en.ftl.

# ltr; rtl for a language that is written from right to left
direction = ltr

## The page

search = Поиск
replace = Заменить
compare = Сравнить
history = История
keys = Клавиши
language = Язык
sound = Звук
slower = Медленнее
faster = Быстрее
loop = Повторять
zoom = Масштаб
beside = Цитаты и комментарии
deeds = Что здесь можно сделать
story = Текст
quotes = Цитаты
comments = Комментарии
close = Закрыть
cancel = Отменить
keep = Сохранить
play = Воспроизвести
pause = Пауза

## What becomes of what was typed

saved = Всё сохранено
saving = { $count ->
    [one] Сохраняется { $count } изменение …
    [few] Сохраняются { $count } изменения …
   *[many] Сохраняется { $count } изменений …
    }
away = { $count ->
    [0] Сервер не отвечает. Запрос повторяется: запустите earwitness review ещё раз и откройте адрес, который он покажет.
   *[other] Сервер не отвечает. Набранное хранится на этой странице и будет отправлено, как только он вернётся: запустите earwitness review ещё раз и откройте адрес, который он покажет.
    }
busy = В это дело сейчас пишет другая программа. Сделанное здесь хранится на этой странице и будет отправлено, как только она закончит.
stranger = { $count ->
    [0] Сервер запущен заново и этой страницы не знает. Откройте в этом браузере адрес, который он показал, и эта страница продолжит работу.
   *[other] Сервер запущен заново и этой страницы не знает. Набранное хранится здесь: откройте в этом браузере адрес, который он показал, и эта страница его отправит.
    }
conflict = Кто-то тем временем это изменил.
theirs = Теперь здесь
yours = Ваше было
mine = Поставить моё
keepTheirs = Оставить

## Doubts

doubt = { $count ->
    [0] Сомнений нет
   *[other] Следующее сомнение ({ $count })
    }
none = Сомнений больше нет.
unheard = Время этих слов ещё не услышано

## An utterance

noEnglish = По-английски ещё нет
accepted = принято: { $name }
shaped = исправлено: { $name }
signed = подписано: { $name }
written = по-английски: { $name }
textOf = Слова, { $time }
englishOf = По-английски, { $time }
glossary = Из глоссария
candidates = Переводы
noSpeaker = Неизвестно, кто это говорит.
misspelt = Этого нет ни в словаре, ни среди имён и терминов дела
spelling = Правописание

## What is asked

askSpeaker = Кто это говорит? Метка, например S2
askRelabel = Всё, что говорит { $speaker }, говорит …
askPart = Отсюда всё, что говорит { $speaker }, говорит …
askName = Кто такой { $speaker }?
askTerm = Как будет по-английски «{ $words }», во всём деле?
askComment = Комментарий
askGloss = Что стоит вместо «{ $words }»? Начните с +, чтобы поставить это после них.

## What stands beside

quoted = Цитата { $quote } сделана
quotedAlready = Такая цитата уже есть: { $quote }
withdraw = Отозвать
withdrawn = Отозвано
resolve = Решено
reopen = Открыть снова
stamped = { $time } сохранено как комментарий
noQuotes = Пока ничего не процитировано. Выделите слова и нажмите «Цитата» внизу.
noComments = Комментариев пока нет. Выделите слова и нажмите «Комментарий» внизу.

## A quote before it is made

draft = Цитата
draftVoice = Цитата принадлежит одному голосу. Чьи слова цитируются?
draftWords = Слова оригинала: нажатые цитируются
draftEnglish = По-английски
draftGuess = Скорее всего, имеется в виду это. Сравните с тем, что слышно.
draftHow = … пропускает слова, [the soldier] добавляет, [he=the soldier] ставит ваши вместо других, f*ck скрывает, _never_ выделяет.
draftPrinted = Как это будет напечатано
draftHear = Прослушать
draftAdd = Вставить
draftMake = Сделать цитату

## Panels: replace, compare, history

replaceWith = Заменить на
wholeWords = Только целые слова
change = { $count ->
    [one] Изменить { $count } место
    [few] Изменить { $count } места
   *[many] Изменить { $count } мест
    }
notEverywhere = Сделано: { $count }. Не сделано, потому что кто-то тем временем это изменил: { $left } ({ $places })
machine = Машина
people = Люди
undone = отменено
back = Вернуться сюда
noChanges = Пока никто ничего не изменил.
undoDone = Отменено: { $time }
redoDone = Возвращено: { $time }
undoNothing = Вашего, что можно отменить, нет.
redoNothing = Возвращать нечего.
edgeStops = Дальше нельзя: рядом стоит другое слово.

## Sound and search

noSound = Звука нет: файл пропал или его нельзя сделать.
found = { $place } из { $count }
notFound = Не найдено

## Keys

keysHow = Нажмите здесь клавишу мышью или Enter, чтобы выбрать на её место другую. Выбранное хранится в этом браузере.
keysReset = Обычные клавиши
keysUsual = Клавиши снова обычные.
keyAsk = { $what }: нажмите новую клавишу (Backspace: никакой, Tab: как было)
keyAsked = нажмите новую клавишу
keyAnother = ещё одна клавиша
keyIs = { $what }: { $key }
keyGone = { $what }: клавишей меньше
keyTaken = { $key } – это клавиша для «{ $what }»: сначала уберите её там.
keyBrowsers = { $key } браузер оставляет себе.
keyWrites = { $key } нужна, чтобы писать: выберите такую, что ничего не пишет, например F5, или с Ctrl либо Alt.
keyDigit = Здесь нужна цифра от 1 до 9, одна или с Ctrl, Alt либо Shift.
keyNoDigit = Цифры выбирают говорящих и переводы.
keyNotKept = Браузер ничего не хранит: это действует, пока страница не закрыта.

## Kinds of keys

groups-sound = Звук
groups-go = Где
groups-words = Слова и время
groups-typing = При правке
groups-voices = Голоса
groups-english = По-английски
groups-notes = Цитаты и комментарии
groups-draft = Пока цитата готовится
groups-page = Страница

## What a key does

does-play = Воспроизвести, пауза
does-hold = Воспроизводить, пока её держат
does-back = 1,5 с назад
does-forth = 1,5 с вперёд
does-zoomIn = Волна: меньше времени, крупнее
does-zoomOut = Волна: больше времени, мельче
does-up = Предыдущая реплика
does-down = Следующая реплика
does-left = Предыдущее слово
does-right = Следующее слово
does-moreLeft = Выделить предыдущее слово
does-moreRight = Выделить следующее слово
does-moreUp = Выделить до предыдущей реплики
does-moreDown = Выделить до следующей реплики
does-edit = Исправить слова
does-english = Исправить английский текст
does-done = Сохранить и дальше
does-doneAccept = Сохранить, принять и дальше
does-leave = Оставить, как было
does-take = Взять подсказку (↑ ↓: другую)
does-spelling = Поставить подсказанное вместо слова с ошибкой
does-doubt = Следующее сомнение
does-accept = Принять
does-sign = Подписать (вторая пара глаз)
does-split = Разделить перед этим словом
does-merge = Соединить со следующей
does-speaker = Другой говорящий
does-digit = Говорящий S1–S9
does-choose = Выбрать перевод c1–c9
does-relabel = Соединить два голоса
does-partVoice = Разделить голос, отсюда и дальше
does-name = Назвать голос
does-unclear = Не уверен в этих словах
does-unintelligible = Неразборчиво
does-earlier = Слово начинается раньше
does-later = Слово начинается позже
does-endsEarlier = Слово кончается раньше
does-endsLater = Слово кончается позже
does-undo = Отменить
does-redo = Вернуть
does-quote = Цитировать выделенное
does-draft = Показать цитату, прежде чем её сделать
does-comment = Комментарий к выделенным словам
does-stamp = Сохранить этот миг как комментарий (в комментарии: вписать его время)
does-term = Добавить слова в глоссарий
does-keepQuote = Сделать её
does-leaveQuote = Оставить её
does-omit = Пропустить слова или вернуть их
does-gloss = Ваши слова вместо слов оригинала
does-glossEnglish = Ваши слова вместо английских
does-loop = Повторять реплику или выделенные слова
does-slower = Медленнее
does-faster = Быстрее
does-search = Поиск (там Shift+Enter: предыдущее)
does-beside = К цитатам и комментариям
does-compare = Сравнить
does-history = История
does-replace = Заменить
does-help = Эти клавиши

## The bar, in a word or two

do-edit = Слова
do-english = По-английски
do-accept = Принять
do-sign = Подписать
do-quote = Цитата
do-comment = Комментарий
do-term = Глоссарий
do-unclear = Не уверен
do-unintelligible = Неразборчиво
do-split = Разделить
do-merge = Соединить
do-speaker = Говорящий
do-name = Назвать
do-relabel = Соединить голоса
do-partVoice = Разделить голос
do-undo = Отменить
do-redo = Вернуть
do-beside = Цитаты, комментарии
do-done = Сохранить
do-doneAccept = Сохранить и принять
do-leave = Оставить, как было
do-back = Назад
do-forth = Вперёд

## What a change is called

kinds-text = слова
kinds-times = время
kinds-split = разделено
kinds-merge = соединено
kinds-speaker = говорящий
kinds-mark = помечено
kinds-translation = по-английски
kinds-accept = принято
kinds-sign-off = подписано
kinds-relabel = голоса соединены
kinds-comment = комментарий
kinds-resolve = комментарий решён
kinds-withdraw = отменено

## Why something is doubted; in English that comes with the doubt

reason-unsure = Распознаватель не уверен в этих словах.
reason-readings = Услышанные второй раз или прочитанные иначе, это другие слова.
reason-unknown = Этого нет ни в одном словаре: имена, жаргон или что-то не то.
reason-stretched = Это длится дольше, чем произносится: что-то могли не услышать.
reason-repeats = Те же слова снова и снова: машина зациклилась?
reason-too-fast = Больше слов, чем можно сказать за это время.
reason-faint = Не ясно, говорит ли здесь кто-нибудь.
reason-language = Это может быть на другом языке, чем тот, на котором услышано.
reason-overlap = Одновременно говорит кто-то другой: слов может не хватать, или они его.
reason-gap = Здесь не хватает звука.
reason-missing = Переводчик ничего здесь не сказал.
reason-second-try = Переводчик здесь зациклился; это вторая попытка.
reason-untranslated = Часть этого не переведена.
reason-number = Числа различаются.
reason-negation = Одна сторона отрицает, а другая нет.
reason-low = Вероятно, это далеко от того, что написал бы переводчик.
reason-length = Это намного короче или длиннее сказанного.
reason-unclear = Человек не уверен в этих словах.
reason-unintelligible = Человек не смог разобрать этих слов.
reason-older = Слова исправлены после перевода.
reason-term = Перевод отходит от глоссария.

## Why something was refused

refused-changed = Это тем временем изменили: теперь здесь «{ $now }». Посмотрите ещё раз.
refused-gone = Этой реплики больше нет: её присоединили к предыдущей.
refused-heard-anew = Запись прослушана заново. Откройте её ещё раз.
refused-stood-on = Изменение { $number } нельзя отменить: на нём стоит более позднее. Сначала отмените то.
refused-no-correction = Изменения { $number }, которое можно отменить, больше нет.
refused-no-comment = Комментария { $number } больше нет.
refused-empty = Ничего не написано.
refused-too-long = Здесь { $length } символов, а в реплике их может быть не больше { $most }. Разделите реплику и дайте каждой части её слова.
refused-too-much = Это слишком много за один раз. Разделите реплику и дайте каждой части её слова.
refused-times-cross = «{ $word }» заканчивалось бы в { $ends }, когда следующее слово уже началось ({ $begins }). Сначала сдвиньте следующее слово.
refused-over = Запись заканчивается в { $over }.
refused-no-part = Здесь разделить нельзя. Разделите между двумя словами.
refused-not-next = Эти две реплики больше не стоят одна за другой.
refused-no-join = Реплики из разных каналов или на разных языках нельзя объединить.
refused-same-time = Они сказаны одновременно, поэтому объединить их нельзя.
refused-no-label = «{ $label }» – это не метка голоса. Метки такие: S1, S2, … до S999.
refused-says-nothing = { $speaker } ничего не говорит.
refused-no-speaker = Голоса { $speaker } здесь нет. Есть такие: { $labels }.
refused-nobody-heard = В этой записи не слышно, чтобы кто-то говорил.
refused-not-told-apart = Голоса этой записи ещё не различены: это делает `earwitness process`.
refused-not-one-line = Этого нельзя показать одной строкой. Наберите ещё раз, проще.
refused-not-second = Никто другой этого не исправлял и не принимал. Подписывает тот, кто смотрит вторым.
refused-no-candidate = Перевода { $candidate } здесь нет. Есть такие: { $known }.

## Why a term was refused

refused-no-language = Терминов этого языка ({ $language }) не бывает.
refused-no-letter = Термину и его переводу нужна хоть одна буква: в «{ $text }» её нет.
refused-no-term = Это не может быть термином или его переводом: «{ $text }».
refused-two-terms = «{ $form }» означает два термина: «{ $one }» и «{ $other }». Один уберите.
refused-term-of-term = «{ $english }», перевод термина «{ $term }», сам является термином. Напишите по-английски.

## Why a quote was refused

refused-no-words = Там не сказано ни одного слова. Выделите слова для цитаты.
refused-two-voices = Там слышно больше одного голоса: { $labels }. Выберите, чьи слова цитируются.
refused-which-english = Цитируется лишь часть: укажите, какие слова английской строки имелись в виду: { $line }
refused-english-lacks = «{ $said }» слышно в цитируемом, а в английском тексте на краю этого нет. Выделите меньше или допишите.
refused-not-heard = «{ $said }» не слышно в цитируемом. Выделите больше или уберите это.
refused-no-english = Из этого ничего не переведено: цитируйте без английского текста.
refused-no-word-of-line = Здесь нет ни одного слова английской строки. Наберите слова, которые остаются.
refused-not-in-line = «{ $typed }» нет в английской строке: { $line }
refused-not-following = «{ $typed }» там дальше не стоит. Пишите …, где слова пропущены, а слова – как они есть: { $line }
refused-nothing-out = Где стоит «{ $typed }», ничего не пропущено: { $line }
refused-not-so-many = Стольких слов, как говорит «{ $typed }», дальше нет. Сосчитайте или уберите это.
refused-english-twice = Это стоит в английской строке не раз. Наберите больше слов вокруг.
refused-ellipsis-at-edge = На краю стоит многоточие. Уберите его: цитата начинается и заканчивается там, где есть.
refused-brackets = Скобка не закрыта или не открыта. Поставьте их парами.
refused-half-gloss = «{ $typed }» – это полслова и полпояснения. Напишите слово целиком или [слово=пояснение].
refused-gloss-empty = Пояснение пустое. Напишите, что добавляете, или уберите его.
refused-gloss-signs = В пояснении не может быть [ ] = _, и начинаться с многоточия оно не может. Скажите иначе.
refused-gloss-spoken = Пояснение [{ $gloss }] повторяет то, что там сказано. Оставьте сказанное и ничего не добавляйте.
refused-stress-pairs = _ не стоит парами вокруг слов. Пишите _never_ или _not one of us_.
refused-marks = Эти пометки мешают друг другу. Пометьте меньше, и каждое слово одним способом.
refused-word-of-signs = «{ $word }» нельзя цитировать: здесь есть знак, которым помечают правки. Уберите слово или сначала исправьте его.
refused-nothing-left = От цитаты ничего бы не осталось. Пропустите меньше.
refused-quote-changed = Кто-то тем временем изменил то, что цитируется. Посмотрите на цитату ещё раз.
refused-quote-too-long = Здесь { $length } символов, а в цитате их может быть не больше { $most }.
refused-same-times = По времени эти слова не отличить от других, сказанных там. Исправьте время или цитируйте другие слова.
refused-word-gone = Одного из слов больше нет. Выделите для цитаты ещё раз.
refused-no-quote = Цитаты { $quote } нет.
refused-withdrawn = Цитата { $quote } уже отозвана.

## What hinders the server

refused-busy = В это дело сейчас пишет другая программа. Подождите, пока она закончит, или остановите её.
refused-read-only = Дело здесь можно только читать, поэтому ничего не сохранено. Скопируйте его в папку, в которую можете писать, и откройте там.
refused-no-case = Дела больше нет на месте. Папку перенесли или отключили диск? Верните и попробуйте ещё раз.
refused-disk-full = Диск заполнен, поэтому ничего не сохранено. Освободите место и попробуйте ещё раз.
refused-disk = Диск дела не читается или не пишет: { $error }.
refused-ledger = Строка { $number } журнала дела не такая, какой её записал earwitness, поэтому к нему ничего не добавлено. Выясните, кто изменил ledger.jsonl.
refused-passphrase = Ключ, которым подписывают, заперт: запустите `earwitness review` в терминале и наберите там пароль.

## What to look at in a quote

notice-before = { $since ->
    [corrected] Прямо перед этим стоит «{ $found }»: { $said } … (исправлено после цитирования)
   *[as-quoted] Прямо перед этим стоит «{ $found }»: { $said } …
    }
notice-after = { $since ->
    [corrected] Сразу после этого стоит «{ $found }»: … { $said } (исправлено после цитирования)
   *[as-quoted] Сразу после этого стоит «{ $found }»: … { $said }
    }
notice-left-out = { $how ->
    [gloss] «{ $found }» – среди того, что заменено: { $said }
    [mask] «{ $found }» – среди того, что скрыто: { $said }
   *[omission] «{ $found }» – среди того, что пропущено: { $said }
    }
notice-added = «{ $found }» не сказано: [{ $gloss }] – это ваше.
notice-differs = { $how ->
    [denial] То, что осталось на одном языке, что-то отрицает, а на другом – нет.
   *[numbers] То, что осталось на двух языках, различается числами: { $numbers }.
    }
notice-reported = Начинается с речи, которую говорящий пересказывает: это чужие слова?
notice-overlap = { $who } говорит одновременно, в { $at }: { $said }
notice-between = { $who } говорит посередине, в { $at }: { $said }
notice-doubt = { $side ->
    [english] Английский текст: { $why }{ $words }
   *[source] { $why }{ $words }
    }
notice-untranslated = По-английски нет: { $utterances }.
notice-english = { $lacks ->
    [english] Пропущено что-то из английского текста, а из звука ничего.
   *[sound] Пропущено что-то из звука, а из английского текста ничего.
    }
notice-glossary = Глоссарий поясняет «{ $term }»: { $note }
notice-style = В стиле { $style } такой пометки нет: { $kind }.
notice-obscene = «{ $word }» – непристойное слово, и оно не скрыто.
notice-unsigned = Никто не подписал { $utterances } вторым.
notice-words = «{ $was }» исправлено: теперь здесь «{ $now }».
notice-times = «{ $said }» было в { $was }, а теперь в { $now }.
notice-speaker = «{ $said }» говорил голос { $was }, а теперь { $now }.
notice-translation = По-английски было «{ $was }», а теперь «{ $now }».
notice-gone = { $what ->
    [transcript] У записи больше нет расшифровки.
   *[utterance] Этой реплики больше нет: { $said }
    }
notice-heard-anew = { $words ->
    [same] Запись прослушана заново, и слова те же.
   *[other] Запись прослушана заново: теперь здесь «{ $now }».
    }

## What a mark of a quote does

mark-omission = { $side ->
    [source] … пропускает { $seconds } с, { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слов
    }: { $words }
   *[english] … пропускает { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слов
    }: { $words }
    }
mark-gloss = { $how ->
    [behind] [{ $text }] – слова редактора
   *[instead] [{ $text }] – слова редактора вместо «{ $words }»
    }
mark-mask = { $rule ->
    [vowel] «{ $words }» скрыто: без первой гласной после первой буквы
    [inside] «{ $words }» скрыто: без всех букв, кроме первой и последней
   *[initial] «{ $words }» скрыто: без всех букв, кроме первой
    }
mark-case = У «{ $words }» первая буква стала прописной или строчной
mark-stop = После «{ $words }» не стоит то, что там стояло
mark-emphasis = «{ $words }» выделил редактор
