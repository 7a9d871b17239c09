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
nothing = Пока ничего.

## A quote before it is made

draft = Цитата
draftVoice = Цитата принадлежит одному голосу. Чьи слова цитируются?
draftWords = Слова оригинала: нажатые цитируются
draftEnglish = По-английски
draftGuess = Скорее всего, имеется в виду это. Сравните с тем, что слышно.
draftHow = … пропускает слова, [the soldier] добавляет, [he=the soldier] ставит ваши вместо других, f*ck скрывает, _never_ выделяет.
draftPrinted = Как это будет напечатано
draftAdd = Вставить
draftMake = Сделать цитату

## Panels: replace, compare, history

replaceWith = Заменить на
change = { $count ->
    [one] Изменить { $count } место
    [few] Изменить { $count } места
   *[many] Изменить { $count } мест
    }
machine = Машина
people = Люди
undone = отменено
back = Вернуться сюда

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
does-draft = Цитата, прежде чем её сделать
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
