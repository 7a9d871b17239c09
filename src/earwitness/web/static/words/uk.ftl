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
deeds = Що тут можна зробити
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
busy = У цю справу зараз пише інша програма. Зроблене тут зберігається на цій сторінці й буде надіслане, щойно вона закінчить.
stranger = { $count ->
    [0] Сервер запущено знову, і цієї сторінки він не знає. Відкрийте в цьому браузері адресу, яку він показав, і ця сторінка працюватиме далі.
   *[other] Сервер запущено знову, і цієї сторінки він не знає. Набране зберігається тут: відкрийте в цьому браузері адресу, яку він показав, і ця сторінка його надішле.
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
noQuotes = Ще нічого не процитовано. Виділіть слова й натисніть «Цитата» внизу.
noComments = Ще немає коментарів. Виділіть слова й натисніть «Коментар» внизу.

## A quote before it is made

draft = Цитата
draftVoice = Цитата належить одному голосу. Чиї слова цитуються?
draftWords = Слова оригіналу: натиснуті цитуються
draftEnglish = Англійською
draftGuess = Найімовірніше, йдеться про це. Порівняйте з тим, що чути.
draftHow = … пропускає слова, [the soldier] додає, [he=the soldier] ставить ваші замість інших, f*ck приховує, _never_ підкреслює.
draftPrinted = Як це буде надруковано
draftHear = Прослухати
draftAdd = Вставити
draftMake = Зробити цитату

## Panels: replace, compare, history

replaceWith = Замінити на
wholeWords = Лише цілі слова
change = { $count ->
    [one] Змінити { $count } місце
    [few] Змінити { $count } місця
   *[many] Змінити { $count } місць
    }
notEverywhere = Зроблено: { $count }. Не зроблено, бо хтось тим часом це змінив: { $left } ({ $places })
machine = Машина
people = Люди
undone = скасовано
back = Повернутися сюди
noChanges = Ще ніхто нічого не змінив.
undoDone = Скасовано: { $time }
redoDone = Повернуто: { $time }
undoNothing = Вашого, що можна скасувати, немає.
redoNothing = Повертати нічого.
edgeStops = Далі не можна: поруч стоїть інше слово.

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
does-draft = Показати цитату, перш ніж її зробити
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

## The bar, in a word or two

do-edit = Слова
do-english = Англійською
do-accept = Прийняти
do-sign = Підписати
do-quote = Цитата
do-comment = Коментар
do-term = Глосарій
do-unclear = Не певен
do-unintelligible = Нерозбірливо
do-split = Поділити
do-merge = З’єднати
do-speaker = Мовець
do-name = Назвати
do-relabel = З’єднати голоси
do-partVoice = Поділити голос
do-undo = Скасувати
do-redo = Повернути
do-beside = Цитати, коментарі
do-done = Зберегти
do-doneAccept = Зберегти й прийняти
do-leave = Залишити, як було
do-back = Назад
do-forth = Вперед

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

## Why something was refused

refused-changed = Це тим часом змінили: тепер тут «{ $now }». Подивіться ще раз.
refused-gone = Цієї репліки вже немає: її приєднали до попередньої.
refused-heard-anew = Запис прослухано наново. Відкрийте його ще раз.
refused-stood-on = Зміну { $number } не можна скасувати: на ній стоїть пізніша. Спершу скасуйте ту.
refused-no-correction = Зміни { $number }, яку можна скасувати, вже немає.
refused-no-comment = Коментаря { $number } вже немає.
refused-empty = Нічого не написано.
refused-too-long = Тут { $length } символів, а в репліці їх може бути щонайбільше { $most }. Поділіть репліку й дайте кожній частині її слова.
refused-too-much = Це забагато за один раз. Поділіть репліку й дайте кожній частині її слова.
refused-times-cross = «{ $word }» закінчувалося б о { $ends }, коли наступне слово вже почалося ({ $begins }). Спершу посуньте наступне слово.
refused-over = Запис закінчується о { $over }.
refused-no-part = Тут поділити не можна. Поділіть між двома словами.
refused-not-next = Ці дві репліки вже не стоять одна за одною.
refused-no-join = Репліки з різних каналів або різними мовами не можна об’єднати.
refused-same-time = Їх сказано водночас, тому об’єднати їх не можна.
refused-no-label = «{ $label }» – це не позначка голосу. Позначки такі: S1, S2, … до S999.
refused-says-nothing = { $speaker } нічого не каже.
refused-no-speaker = Голосу { $speaker } тут немає. Є такі: { $labels }.
refused-nobody-heard = У цьому записі не почуто, щоб хтось говорив.
refused-not-told-apart = Голоси цього запису ще не розрізнено: це робить `earwitness process`.
refused-not-one-line = Цього не можна показати одним рядком. Наберіть ще раз, простіше.
refused-not-second = Ніхто інший цього не виправляв і не приймав. Підписує той, хто дивиться другим.
refused-no-candidate = Перекладу { $candidate } тут немає. Є такі: { $known }.

## Why a term was refused

refused-no-language = Термінів цієї мови ({ $language }) не буває.
refused-no-letter = Термінові та його перекладу потрібна хоч одна літера: у «{ $text }» її немає.
refused-no-term = Це не може бути терміном чи його перекладом: «{ $text }».
refused-two-terms = «{ $form }» означає два терміни: «{ $one }» і «{ $other }». Один приберіть.
refused-term-of-term = «{ $english }», переклад терміна «{ $term }», сам є терміном. Напишіть англійською.

## Why a quote was refused

refused-no-words = Там не сказано жодного слова. Виділіть слова для цитати.
refused-two-voices = Там чути більше ніж один голос: { $labels }. Виберіть, чиї слова цитуються.
refused-which-english = Цитується лише частина: вкажіть, які слова англійського рядка мались на увазі: { $line }
refused-english-lacks = «{ $said }» чути в цитованому, а англійський текст на краю цього не має. Виділіть менше або допишіть.
refused-not-heard = «{ $said }» не чути в цитованому. Виділіть більше або приберіть це.
refused-no-english = З цього нічого не перекладено: цитуйте без англійського тексту.
refused-no-word-of-line = Тут немає жодного слова з англійського рядка. Наберіть слова, які лишаються.
refused-not-in-line = «{ $typed }» немає в англійському рядку: { $line }
refused-not-following = «{ $typed }» там далі не стоїть. Пишіть …, де слова пропущено, а слова – як вони є: { $line }
refused-nothing-out = Де стоїть «{ $typed }», нічого не пропущено: { $line }
refused-not-so-many = Стільки слів, як каже «{ $typed }», далі немає. Порахуйте або приберіть це.
refused-english-twice = Це стоїть в англійському рядку не раз. Наберіть більше слів довкола.
refused-ellipsis-at-edge = На краю стоїть три крапки. Приберіть їх: цитата починається й закінчується там, де є.
refused-brackets = Дужку не закрито або не відкрито. Поставте їх парами.
refused-half-gloss = «{ $typed }» – це пів слова й пів пояснення. Напишіть ціле слово або [слово=пояснення].
refused-gloss-empty = Пояснення порожнє. Напишіть, що додаєте, або приберіть його.
refused-gloss-signs = Пояснення не може містити [ ] = _ чи починатися з трьох крапок. Скажіть інакше.
refused-gloss-spoken = Пояснення [{ $gloss }] повторює те, що там сказано. Лишіть сказане й нічого не додавайте.
refused-stress-pairs = _ не стоїть парами довкола слів. Пишіть _never_ або _not one of us_.
refused-marks = Ці позначки заважають одна одній. Позначте менше, і кожне слово одним способом.
refused-word-of-signs = «{ $word }» не можна цитувати: тут є знак, яким позначають правки. Приберіть слово або спершу виправте його.
refused-nothing-left = Від цитати нічого б не лишилося. Пропустіть менше.
refused-quote-changed = Хтось тим часом змінив те, що цитується. Подивіться на цитату ще раз.
refused-quote-too-long = Тут { $length } символів, а в цитаті їх може бути щонайбільше { $most }.
refused-same-times = За часом ці слова не відрізнити від інших, сказаних там. Виправте час або цитуйте інші слова.
refused-word-gone = Одного зі слів уже немає. Виділіть для цитати ще раз.
refused-no-quote = Цитати { $quote } немає.
refused-withdrawn = Цитату { $quote } вже відкликано.

## What hinders the server

refused-busy = У цю справу зараз пише інша програма. Зачекайте, доки вона закінчить, або зупиніть її.
refused-read-only = Справу тут можна лише читати, тому нічого не збережено. Скопіюйте її в теку, у яку можете писати, і відкрийте там.
refused-no-case = Справи вже немає на місці. Теку перенесли чи від’єднали диск? Поверніть і спробуйте ще раз.
refused-disk-full = Диск заповнений, тому нічого не збережено. Звільніть місце і спробуйте ще раз.
refused-disk = Диск справи не читається або не пише: { $error }.
refused-ledger = Рядок { $number } журналу справи не такий, яким його записав earwitness, тому до нього нічого не додано. З’ясуйте, хто змінив ledger.jsonl.
refused-passphrase = Ключ, яким підписують, замкнено: запустіть `earwitness review` у терміналі й наберіть там пароль.

## What to look at in a quote

notice-before = { $since ->
    [corrected] Прямо перед цим стоїть «{ $found }»: { $said } … (виправлено після цитування)
   *[as-quoted] Прямо перед цим стоїть «{ $found }»: { $said } …
    }
notice-after = { $since ->
    [corrected] Одразу після цього стоїть «{ $found }»: … { $said } (виправлено після цитування)
   *[as-quoted] Одразу після цього стоїть «{ $found }»: … { $said }
    }
notice-left-out = { $how ->
    [gloss] «{ $found }» – серед того, що замінено: { $said }
    [mask] «{ $found }» – серед того, що приховано: { $said }
   *[omission] «{ $found }» – серед того, що пропущено: { $said }
    }
notice-added = «{ $found }» не сказано: [{ $gloss }] – це ваше.
notice-differs = { $how ->
    [denial] Те, що лишилося однією мовою, щось заперечує, а іншою – ні.
   *[numbers] Те, що лишилося двома мовами, різниться числами: { $numbers }.
    }
notice-reported = Починається з мови, яку мовець переказує: це чужі слова?
notice-overlap = { $who } говорить водночас, о { $at }: { $said }
notice-between = { $who } говорить посередині, о { $at }: { $said }
notice-doubt = { $side ->
    [english] Англійський текст: { $why }{ $words }
   *[source] { $why }{ $words }
    }
notice-untranslated = Англійською немає: { $utterances }.
notice-english = { $lacks ->
    [english] Пропущено щось з англійського тексту, а зі звуку нічого.
   *[sound] Пропущено щось зі звуку, а з англійського тексту нічого.
    }
notice-glossary = Глосарій пояснює «{ $term }»: { $note }
notice-style = У стилі { $style } такої позначки немає: { $kind }.
notice-obscene = «{ $word }» – непристойне слово, і його не приховано.
notice-unsigned = Ніхто не підписав { $utterances } другим.
notice-words = «{ $was }» виправлено: тепер тут «{ $now }».
notice-times = «{ $said }» було о { $was }, а тепер о { $now }.
notice-speaker = «{ $said }» казав голос { $was }, а тепер { $now }.
notice-translation = Англійською було «{ $was }», а тепер «{ $now }».
notice-gone = { $what ->
    [transcript] У запису вже немає розшифровки.
   *[utterance] Цієї репліки вже немає: { $said }
    }
notice-heard-anew = { $words ->
    [same] Запис прослухано наново, і слова ті самі.
   *[other] Запис прослухано наново: тепер тут «{ $now }».
    }

## What a mark of a quote does

mark-omission = { $side ->
    [source] … пропускає { $seconds } с, { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слів
    }: { $words }
   *[english] … пропускає { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слів
    }: { $words }
    }
mark-gloss = { $how ->
    [behind] [{ $text }] – слова редактора
   *[instead] [{ $text }] – слова редактора замість «{ $words }»
    }
mark-mask = { $rule ->
    [vowel] «{ $words }» приховано: без першої голосної після першої літери
    [inside] «{ $words }» приховано: без усіх літер, крім першої й останньої
   *[initial] «{ $words }» приховано: без усіх літер, крім першої
    }
mark-case = У «{ $words }» перша літера стала великою або малою
mark-stop = Після «{ $words }» не стоїть те, що там стояло
mark-emphasis = «{ $words }» підкреслив редактор
