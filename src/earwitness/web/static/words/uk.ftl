### Що каже сторінка `earwitness review`. Повідомлення ті самі, що й в en.ftl.

# ltr; rtl for a language that is written from right to left
direction = ltr

## The page

search = Пошук
replace = Замінити
compare = Порівняти
history = Історія
keys = Клавіші
language = Мова
sound = Звук
slower = Повільніше
faster = Швидше
loop = Повторювати
zoom = Масштаб
beside = Цитати й коментарі
story = Текст
quotes = Цитати
comments = Коментарі
close = Закрити
cancel = Скасувати
keep = Зберегти
play = Відтворити
pause = Пауза

## What becomes of what was typed

saved = Усе збережено
saving = { $count ->
    [one] Зберігається { $count } зміна …
    [few] Зберігаються { $count } зміни …
   *[many] Зберігається { $count } змін …
    }
away = { $count ->
    [0] Сервер не відповідає. Запит повторюється: запустіть earwitness review ще раз і відкрийте адресу, яку він покаже.
   *[other] Сервер не відповідає. Набране зберігається на цій сторінці й буде надіслане, щойно він повернеться: запустіть earwitness review ще раз і відкрийте адресу, яку він покаже.
    }
conflict = Хтось тим часом це змінив.
theirs = Тепер тут
yours = Ваше було
mine = Поставити моє
keepTheirs = Залишити

## Doubts

doubt = { $count ->
    [0] Сумнівів немає
   *[other] Наступний сумнів ({ $count })
    }
none = Сумнівів більше немає.
unheard = Час цих слів ще не почуто

## An utterance

noEnglish = Англійською ще немає
accepted = прийнято: { $name }
shaped = виправлено: { $name }
signed = підписано: { $name }
written = англійською: { $name }
textOf = Слова, { $time }
englishOf = Англійською, { $time }
glossary = З глосарія
candidates = Переклади
noSpeaker = Невідомо, хто це каже.
misspelt = Цього немає ні в словнику, ні серед імен і термінів справи
spelling = Правопис

## What is asked

askSpeaker = Хто це каже? Мітка, як-от S2
askRelabel = Усе, що каже { $speaker }, каже …
askPart = Відси все, що каже { $speaker }, каже …
askName = Хто такий { $speaker }?
askTerm = Як буде англійською «{ $words }», в усій справі?
askComment = Коментар
askGloss = Що стоїть замість «{ $words }»? Почніть із +, щоб поставити це після них.

## What stands beside

quoted = Цитату { $quote } зроблено
quotedAlready = Така цитата вже є: { $quote }
withdraw = Відкликати
withdrawn = Відкликано
resolve = Вирішено
reopen = Відкрити знову
stamped = { $time } збережено як коментар
nothing = Ще нічого.

## A quote before it is made

draft = Цитата
draftVoice = Цитата належить одному голосу. Чиї слова цитуються?
draftWords = Слова оригіналу: натиснуті цитуються
draftEnglish = Англійською
draftGuess = Найімовірніше, йдеться про це. Порівняйте з тим, що чути.
draftHow = … пропускає слова, [the soldier] додає, [he=the soldier] ставить ваші замість інших, f*ck приховує, _never_ підкреслює.
draftPrinted = Як це буде надруковано
draftAdd = Вставити
draftMake = Зробити цитату

## Panels: replace, compare, history

replaceWith = Замінити на
change = { $count ->
    [one] Змінити { $count } місце
    [few] Змінити { $count } місця
   *[many] Змінити { $count } місць
    }
machine = Машина
people = Люди
undone = скасовано
back = Повернутися сюди

## Sound and search

noSound = Звуку немає: файл зник або його не можна зробити.
found = { $place } з { $count }
notFound = Не знайдено

## Keys

keysHow = Натисніть тут клавішу мишею або Enter, щоб обрати на її місце іншу. Обране зберігається в цьому браузері.
keysReset = Звичні клавіші
keysUsual = Клавіші знову звичні.
keyAsk = { $what }: натисніть нову клавішу (Backspace: жодної, Tab: як було)
keyAsked = натисніть нову клавішу
keyAnother = ще одна клавіша
keyIs = { $what }: { $key }
keyGone = { $what }: на клавішу менше
keyTaken = { $key } – це клавіша для «{ $what }»: спершу заберіть її там.
keyBrowsers = { $key } браузер залишає собі.
keyWrites = { $key } потрібна, щоб писати: оберіть таку, що нічого не пише, як-от F5, або з Ctrl чи Alt.
keyDigit = Тут потрібна цифра від 1 до 9, сама або з Ctrl, Alt чи Shift.
keyNoDigit = Цифри обирають мовців і переклади.
keyNotKept = Браузер нічого не зберігає: це діє, доки сторінку не закрито.

## Kinds of keys

groups-sound = Звук
groups-go = Де
groups-words = Слова й час
groups-typing = Під час правки
groups-voices = Голоси
groups-english = Англійською
groups-notes = Цитати й коментарі
groups-draft = Поки цитата готується
groups-page = Сторінка

## What a key does

does-play = Відтворити, пауза
does-hold = Відтворювати, доки її тримають
does-back = 1,5 с назад
does-forth = 1,5 с уперед
does-zoomIn = Хвиля: менше часу, більша
does-zoomOut = Хвиля: більше часу, менша
does-up = Попередня репліка
does-down = Наступна репліка
does-left = Попереднє слово
does-right = Наступне слово
does-moreLeft = Виділити попереднє слово
does-moreRight = Виділити наступне слово
does-moreUp = Виділити до попередньої репліки
does-moreDown = Виділити до наступної репліки
does-edit = Виправити слова
does-english = Виправити англійський текст
does-done = Зберегти й далі
does-doneAccept = Зберегти, прийняти й далі
does-leave = Залишити, як було
does-take = Узяти підказку (↑ ↓: іншу)
does-spelling = Поставити підказане замість слова з помилкою
does-doubt = Наступний сумнів
does-accept = Прийняти
does-sign = Підписати (друга пара очей)
does-split = Поділити перед цим словом
does-merge = З’єднати з наступною
does-speaker = Інший мовець
does-digit = Мовець S1–S9
does-choose = Обрати переклад c1–c9
does-relabel = З’єднати два голоси
does-partVoice = Поділити голос, відси й далі
does-name = Назвати голос
does-unclear = Не певен щодо цих слів
does-unintelligible = Нерозбірливо
does-earlier = Слово починається раніше
does-later = Слово починається пізніше
does-endsEarlier = Слово кінчається раніше
does-endsLater = Слово кінчається пізніше
does-undo = Скасувати
does-redo = Повернути
does-quote = Цитувати виділене
does-draft = Цитата, перш ніж її зробити
does-comment = Коментар до виділених слів
does-stamp = Зберегти цю мить як коментар (у коментарі: вписати її час)
does-term = Додати слова до глосарія
does-keepQuote = Зробити її
does-leaveQuote = Облишити її
does-omit = Пропустити слова або повернути їх
does-gloss = Ваші слова замість слів оригіналу
does-glossEnglish = Ваші слова замість англійських
does-loop = Повторювати репліку або виділені слова
does-slower = Повільніше
does-faster = Швидше
does-search = Пошук (там Shift+Enter: попереднє)
does-beside = До цитат і коментарів
does-compare = Порівняти
does-history = Історія
does-replace = Замінити
does-help = Ці клавіші

## What a change is called

kinds-text = слова
kinds-times = час
kinds-split = поділено
kinds-merge = з’єднано
kinds-speaker = мовець
kinds-mark = позначено
kinds-translation = англійською
kinds-accept = прийнято
kinds-sign-off = підписано
kinds-relabel = голоси з’єднано
kinds-comment = коментар
kinds-resolve = коментар вирішено
kinds-withdraw = скасовано

## Why something is doubted; in English that comes with the doubt

reason-unsure = Розпізнавач не певен щодо цих слів.
reason-readings = Почуті вдруге або прочитані інакше, це інші слова.
reason-unknown = Цього немає в жодному словнику: імена, жаргон або щось не те.
reason-stretched = Це триває довше, ніж вимовляється: щось могли не почути.
reason-repeats = Ті самі слова знову й знову: машина зациклилася?
reason-too-fast = Більше слів, ніж можна сказати за цей час.
reason-faint = Не певно, що тут хтось говорить.
reason-language = Це може бути іншою мовою, ніж та, якою почуто.
reason-overlap = Водночас говорить хтось інший: слів може бракувати, або вони його.
reason-gap = Тут бракує звуку.
reason-missing = Перекладач нічого тут не сказав.
reason-second-try = Перекладач тут зациклився; це друга спроба.
reason-untranslated = Частину цього не перекладено.
reason-number = Числа різняться.
reason-negation = Одна сторона заперечує, а друга ні.
reason-low = Мабуть, це далеко від того, що написав би перекладач.
reason-length = Це набагато коротше або довше за сказане.
reason-unclear = Людина не певна щодо цих слів.
reason-unintelligible = Людина не змогла розібрати цих слів.
reason-older = Слова виправлено після перекладу.
reason-term = Переклад відходить від глосарія.
