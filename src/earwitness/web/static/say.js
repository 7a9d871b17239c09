// What the page says, in English, Ukrainian and Russian. The keys of one are the keys of all.

const words = {
  en: {
    search: "Search", compare: "Compare", history: "History", replace: "Replace", replaceWith: "Replace with", change: (n) => `Change ${n}`, keys: "Keys", language: "Language", sound: "Sound",
    slower: "Slower", faster: "Faster", loop: "Loop", zoom: "Zoom", beside: "Quotes and comments", quotes: "Quotes", story: "Story",
    comments: "Comments", close: "Close", cancel: "Cancel", keep: "Keep", play: "Play", pause: "Pause",
    saved: "All is kept", saving: (n) => `Keeping ${n} …`,
    away: (n) => `The server does not answer. ${n ? "What you typed is kept in this page and is sent as soon as it is back" : "It is asked again"}: run earwitness review again and open the address that it prints.`,
    doubt: (n) => (n ? `Next doubt (${n})` : "No doubts left"), none: "Nothing is doubted any more.",
    nobody: "nobody", noEnglish: "No English yet", unheard: "Its times are not heard yet",
    accepted: (by) => `accepted by ${by}`, shaped: (by) => `corrected by ${by}`, signed: (by) => `signed off by ${by}`,
    written: (by) => `English by ${by}`, textOf: (at) => `Words at ${at}`, englishOf: (at) => `English at ${at}`,
    conflict: "Somebody changed this meanwhile.", theirs: "It is now", yours: "Yours was", mine: "Put mine", keepTheirs: "Leave it",
    askSpeaker: "Who says this? A label such as S2", askRelabel: (a) => `All that ${a} says is said by …`, askName: (a) => `Who is ${a}?`,
    askTerm: (a) => `What is ${a} in English, throughout the case?`, askComment: "Comment", askEnglish: "Which of the English is quoted?", quoted: (id) => `${id} is quoted`, withdraw: "Take back", withdrawn: "Taken back",
    resolve: "Resolve", reopen: "Open again", nothing: "Nothing yet.", undone: "undone", machine: "Machine", people: "People",
    candidates: "Translations", noSound: "There is no sound: its file is missing or cannot be made.", back: "Go back here",
    found: (n, of) => `${n} of ${of}`, notFound: "Not found",
    kinds: { text: "words", times: "times", split: "parted", merge: "joined", speaker: "speaker", mark: "marked", translation: "English", accept: "accepted", "sign-off": "signed off", relabel: "voices joined", comment: "comment", resolve: "comment resolved", withdraw: "undone" },
    glossary: "From the glossary", noSpeaker: "Nobody is known to say this.", askPart: (a) => `From here on, what ${a} says is said by …`, stamped: (at) => `${at} is kept as a comment`,
    keysHow: "Press one of these keys with the mouse, or with Enter, to choose another in its place. What you choose is kept in this browser.", keysReset: "The usual keys", keysUsual: "These are the usual keys again.",
    keyAsk: (what) => `${what}: press the new key (Backspace: none, Tab: as it was)`, keyAsked: "press the new key", keyAnother: "another key",
    keyIs: (what, key) => `${what}: ${key}`, keyGone: (what) => `${what}: a key less`, keyTaken: (key, what) => `${key} is the key of “${what}”: take it away there first.`,
    keyBrowsers: (key) => `The browser keeps ${key} for itself.`, keyWrites: (key) => `${key} is needed for typing: choose one that writes nothing, such as F5, or one with Ctrl or Alt.`,
    keyDigit: () => "It takes a digit from 1 to 9, alone or with Ctrl, Alt or Shift.", keyNoDigit: () => "Digits choose speakers and translations.", keyNotKept: "The browser keeps nothing: this holds until the page is closed.",
    groups: { sound: "Sound", go: "Where", words: "Words and times", typing: "While editing", voices: "Voices", english: "English", notes: "Quotes and comments", page: "Page" },
    does: { play: "Play, pause", hold: "Play while it is held", back: "1.5 s back", forth: "1.5 s forth", zoomIn: "Waveform: less time, larger", zoomOut: "Waveform: more time, smaller", up: "Utterance before", down: "Utterance after", left: "Word before", right: "Word after", moreLeft: "Select the word before", moreRight: "Select the word after", edit: "Edit the words", english: "Edit the English", done: "Keep, and go on", doneAccept: "Keep, accept and go on", leave: "Leave it as it was", take: "Take what is suggested (↑ ↓: another)", doubt: "Next doubt", accept: "Accept", sign: "Sign off (second pair of eyes)", split: "Part before this word", merge: "Join with the next", speaker: "Another speaker", digit: "Speaker S1 to S9", choose: "Choose translation c1 to c9", relabel: "Join two voices", partVoice: "Part a voice, from here on", name: "Name the voice", unclear: "Not sure of these words", unintelligible: "Cannot make these words out", earlier: "The word begins earlier", later: "The word begins later", endsEarlier: "The word ends earlier", endsLater: "The word ends later", undo: "Undo", redo: "Redo", quote: "Quote the selected words", comment: "Comment on the selected words", stamp: "Keep this moment, as a comment (in a comment: write its time)", term: "Put the words into the glossary", loop: "Loop the utterance, or the selected words", slower: "Slower", faster: "Faster", search: "Search (Shift+Enter there: the one before)", beside: "To the quotes and comments", compare: "Compare", history: "History", replace: "Replace", help: "These keys" },
  },
  uk: {
    search: "Пошук", compare: "Порівняти", history: "Історія", replace: "Замінити", replaceWith: "Замінити на", change: (n) => `Змінити: ${n}`, keys: "Клавіші", language: "Мова", sound: "Звук",
    slower: "Повільніше", faster: "Швидше", loop: "Повторювати", zoom: "Масштаб", beside: "Цитати й коментарі", quotes: "Цитати", story: "Текст",
    comments: "Коментарі", close: "Закрити", cancel: "Скасувати", keep: "Зберегти", play: "Грати", pause: "Пауза",
    saved: "Усе збережено", saving: (n) => `Зберігається: ${n} …`,
    away: (n) => `Сервер не відповідає. ${n ? "Набране зберігається на цій сторінці й буде надіслане, щойно він повернеться" : "Запит повторюється"}: запустіть earwitness review ще раз і відкрийте адресу, яку він покаже.`,
    doubt: (n) => (n ? `Наступний сумнів (${n})` : "Сумнівів немає"), none: "Сумнівів більше немає.",
    nobody: "ніхто", noEnglish: "Англійською ще немає", unheard: "Час цих слів ще не почуто",
    accepted: (by) => `прийнято: ${by}`, shaped: (by) => `виправлено: ${by}`, signed: (by) => `підписано: ${by}`,
    written: (by) => `англійською: ${by}`, textOf: (at) => `Слова, ${at}`, englishOf: (at) => `Англійською, ${at}`,
    conflict: "Хтось тим часом це змінив.", theirs: "Тепер тут", yours: "Ваше було", mine: "Поставити моє", keepTheirs: "Залишити",
    askSpeaker: "Хто це каже? Мітка, як-от S2", askRelabel: (a) => `Усе, що каже ${a}, каже …`, askName: (a) => `Хто такий ${a}?`,
    askTerm: (a) => `Як буде англійською «${a}», в усій справі?`, askComment: "Коментар", askEnglish: "Яка частина англійського тексту цитується?", quoted: (id) => `Цитату ${id} зроблено`, withdraw: "Відкликати", withdrawn: "Відкликано",
    resolve: "Вирішено", reopen: "Відкрити знову", nothing: "Ще нічого.", undone: "скасовано", machine: "Машина", people: "Люди",
    candidates: "Переклади", noSound: "Звуку немає: файл зник або його не можна зробити.", back: "Повернутися сюди",
    found: (n, of) => `${n} з ${of}`, notFound: "Не знайдено",
    kinds: { text: "слова", times: "час", split: "поділено", merge: "з’єднано", speaker: "мовець", mark: "позначено", translation: "англійською", accept: "прийнято", "sign-off": "підписано", relabel: "голоси з’єднано", comment: "коментар", resolve: "коментар вирішено", withdraw: "скасовано" },
    glossary: "З глосарія", noSpeaker: "Невідомо, хто це каже.", askPart: (a) => `Відси все, що каже ${a}, каже …`, stamped: (at) => `${at} збережено як коментар`,
    keysHow: "Натисніть тут клавішу мишею або Enter, щоб обрати на її місце іншу. Обране зберігається в цьому браузері.", keysReset: "Звичні клавіші", keysUsual: "Клавіші знову звичні.",
    keyAsk: (what) => `${what}: натисніть нову клавішу (Backspace: жодної, Tab: як було)`, keyAsked: "натисніть нову клавішу", keyAnother: "ще одна клавіша",
    keyIs: (what, key) => `${what}: ${key}`, keyGone: (what) => `${what}: на клавішу менше`, keyTaken: (key, what) => `${key} – це клавіша для «${what}»: спершу заберіть її там.`,
    keyBrowsers: (key) => `${key} браузер залишає собі.`, keyWrites: (key) => `${key} потрібна, щоб писати: оберіть таку, що нічого не пише, як-от F5, або з Ctrl чи Alt.`,
    keyDigit: () => "Тут потрібна цифра від 1 до 9, сама або з Ctrl, Alt чи Shift.", keyNoDigit: () => "Цифри обирають мовців і переклади.", keyNotKept: "Браузер нічого не зберігає: це діє, доки сторінку не закрито.",
    groups: { sound: "Звук", go: "Де", words: "Слова й час", typing: "Під час правки", voices: "Голоси", english: "Англійською", notes: "Цитати й коментарі", page: "Сторінка" },
    does: { play: "Грати, пауза", hold: "Грати, доки її тримають", back: "1,5 с назад", forth: "1,5 с уперед", zoomIn: "Хвиля: менше часу, більша", zoomOut: "Хвиля: більше часу, менша", up: "Попередня репліка", down: "Наступна репліка", left: "Попереднє слово", right: "Наступне слово", moreLeft: "Виділити попереднє слово", moreRight: "Виділити наступне слово", edit: "Виправити слова", english: "Виправити англійський текст", done: "Зберегти й далі", doneAccept: "Зберегти, прийняти й далі", leave: "Залишити, як було", take: "Узяти підказку (↑ ↓: іншу)", doubt: "Наступний сумнів", accept: "Прийняти", sign: "Підписати (друга пара очей)", split: "Поділити перед цим словом", merge: "З’єднати з наступною", speaker: "Інший мовець", digit: "Мовець S1–S9", choose: "Обрати переклад c1–c9", relabel: "З’єднати два голоси", partVoice: "Поділити голос, відси й далі", name: "Назвати голос", unclear: "Не певен щодо цих слів", unintelligible: "Нерозбірливо", earlier: "Слово починається раніше", later: "Слово починається пізніше", endsEarlier: "Слово кінчається раніше", endsLater: "Слово кінчається пізніше", undo: "Скасувати", redo: "Повернути", quote: "Цитувати виділене", comment: "Коментар до виділених слів", stamp: "Зберегти цю мить як коментар (у коментарі: вписати її час)", term: "Додати слова до глосарія", loop: "Повторювати репліку або виділені слова", slower: "Повільніше", faster: "Швидше", search: "Пошук (там Shift+Enter: попереднє)", beside: "До цитат і коментарів", compare: "Порівняти", history: "Історія", replace: "Замінити", help: "Ці клавіші" },
  },
  ru: {
    search: "Поиск", compare: "Сравнить", history: "История", replace: "Заменить", replaceWith: "Заменить на", change: (n) => `Изменить: ${n}`, keys: "Клавиши", language: "Язык", sound: "Звук",
    slower: "Медленнее", faster: "Быстрее", loop: "Повторять", zoom: "Масштаб", beside: "Цитаты и комментарии", quotes: "Цитаты", story: "Текст",
    comments: "Комментарии", close: "Закрыть", cancel: "Отменить", keep: "Сохранить", play: "Играть", pause: "Пауза",
    saved: "Всё сохранено", saving: (n) => `Сохраняется: ${n} …`,
    away: (n) => `Сервер не отвечает. ${n ? "Набранное хранится на этой странице и будет отправлено, как только он вернётся" : "Запрос повторяется"}: запустите earwitness review ещё раз и откройте адрес, который он покажет.`,
    doubt: (n) => (n ? `Следующее сомнение (${n})` : "Сомнений нет"), none: "Сомнений больше нет.",
    nobody: "никто", noEnglish: "По-английски ещё нет", unheard: "Время этих слов ещё не услышано",
    accepted: (by) => `принято: ${by}`, shaped: (by) => `исправлено: ${by}`, signed: (by) => `подписано: ${by}`,
    written: (by) => `по-английски: ${by}`, textOf: (at) => `Слова, ${at}`, englishOf: (at) => `По-английски, ${at}`,
    conflict: "Кто-то тем временем это изменил.", theirs: "Теперь здесь", yours: "Ваше было", mine: "Поставить моё", keepTheirs: "Оставить",
    askSpeaker: "Кто это говорит? Метка, например S2", askRelabel: (a) => `Всё, что говорит ${a}, говорит …`, askName: (a) => `Кто такой ${a}?`,
    askTerm: (a) => `Как будет по-английски «${a}», во всём деле?`, askComment: "Комментарий", askEnglish: "Какая часть английского текста цитируется?", quoted: (id) => `Цитата ${id} сделана`, withdraw: "Отозвать", withdrawn: "Отозвано",
    resolve: "Решено", reopen: "Открыть снова", nothing: "Пока ничего.", undone: "отменено", machine: "Машина", people: "Люди",
    candidates: "Переводы", noSound: "Звука нет: файл пропал или его нельзя сделать.", back: "Вернуться сюда",
    found: (n, of) => `${n} из ${of}`, notFound: "Не найдено",
    kinds: { text: "слова", times: "время", split: "разделено", merge: "соединено", speaker: "говорящий", mark: "помечено", translation: "по-английски", accept: "принято", "sign-off": "подписано", relabel: "голоса соединены", comment: "комментарий", resolve: "комментарий решён", withdraw: "отменено" },
    glossary: "Из глоссария", noSpeaker: "Неизвестно, кто это говорит.", askPart: (a) => `Отсюда всё, что говорит ${a}, говорит …`, stamped: (at) => `${at} сохранено как комментарий`,
    keysHow: "Нажмите здесь клавишу мышью или Enter, чтобы выбрать на её место другую. Выбранное хранится в этом браузере.", keysReset: "Обычные клавиши", keysUsual: "Клавиши снова обычные.",
    keyAsk: (what) => `${what}: нажмите новую клавишу (Backspace: никакой, Tab: как было)`, keyAsked: "нажмите новую клавишу", keyAnother: "ещё одна клавиша",
    keyIs: (what, key) => `${what}: ${key}`, keyGone: (what) => `${what}: клавишей меньше`, keyTaken: (key, what) => `${key} – это клавиша для «${what}»: сначала уберите её там.`,
    keyBrowsers: (key) => `${key} браузер оставляет себе.`, keyWrites: (key) => `${key} нужна, чтобы писать: выберите такую, что ничего не пишет, например F5, или с Ctrl либо Alt.`,
    keyDigit: () => "Здесь нужна цифра от 1 до 9, одна или с Ctrl, Alt либо Shift.", keyNoDigit: () => "Цифры выбирают говорящих и переводы.", keyNotKept: "Браузер ничего не хранит: это действует, пока страница не закрыта.",
    groups: { sound: "Звук", go: "Где", words: "Слова и время", typing: "При правке", voices: "Голоса", english: "По-английски", notes: "Цитаты и комментарии", page: "Страница" },
    does: { play: "Играть, пауза", hold: "Играть, пока её держат", back: "1,5 с назад", forth: "1,5 с вперёд", zoomIn: "Волна: меньше времени, крупнее", zoomOut: "Волна: больше времени, мельче", up: "Предыдущая реплика", down: "Следующая реплика", left: "Предыдущее слово", right: "Следующее слово", moreLeft: "Выделить предыдущее слово", moreRight: "Выделить следующее слово", edit: "Исправить слова", english: "Исправить английский текст", done: "Сохранить и дальше", doneAccept: "Сохранить, принять и дальше", leave: "Оставить, как было", take: "Взять подсказку (↑ ↓: другую)", doubt: "Следующее сомнение", accept: "Принять", sign: "Подписать (вторая пара глаз)", split: "Разделить перед этим словом", merge: "Соединить со следующей", speaker: "Другой говорящий", digit: "Говорящий S1–S9", choose: "Выбрать перевод c1–c9", relabel: "Соединить два голоса", partVoice: "Разделить голос, отсюда и дальше", name: "Назвать голос", unclear: "Не уверен в этих словах", unintelligible: "Неразборчиво", earlier: "Слово начинается раньше", later: "Слово начинается позже", endsEarlier: "Слово кончается раньше", endsLater: "Слово кончается позже", undo: "Отменить", redo: "Вернуть", quote: "Цитировать выделенное", comment: "Комментарий к выделенным словам", stamp: "Сохранить этот миг как комментарий (в комментарии: вписать его время)", term: "Добавить слова в глоссарий", loop: "Повторять реплику или выделенные слова", slower: "Медленнее", faster: "Быстрее", search: "Поиск (там Shift+Enter: предыдущее)", beside: "К цитатам и комментариям", compare: "Сравнить", history: "История", replace: "Заменить", help: "Эти клавиши" },
  },
};

let spoken = Object.keys(words).find((one) => navigator.language.startsWith(one)) ?? "en";

export const language = () => spoken;

// The reasons of doubts, by their codes; in English they come with the doubt.
const reasons = {
  uk: {
    unsure: "Розпізнавач не певен щодо цих слів.", readings: "Почуті вдруге або прочитані інакше, це інші слова.", stretched: "Це триває довше, ніж вимовляється: щось могли не почути.",
    repeats: "Ті самі слова знову й знову: машина зациклилася?", "too-fast": "Більше слів, ніж можна сказати за цей час.", faint: "Не певно, що тут хтось говорить.",
    language: "Це може бути іншою мовою, ніж та, якою почуто.", overlap: "Водночас говорить хтось інший: слів може бракувати, або вони його.", gap: "Тут бракує звуку.",
    missing: "Перекладач нічого тут не сказав.", "second-try": "Перекладач тут зациклився; це друга спроба.", untranslated: "Частину цього не перекладено.",
    number: "Числа різняться.", negation: "Одна сторона заперечує, а друга ні.", low: "Мабуть, це далеко від того, що написав би перекладач.", length: "Це набагато коротше або довше за сказане.",
    unclear: "Людина не певна щодо цих слів.", unintelligible: "Людина не змогла розібрати цих слів.", older: "Слова виправлено після перекладу.", term: "Переклад відходить від глосарія.",
  },
  ru: {
    unsure: "Распознаватель не уверен в этих словах.", readings: "Услышанные второй раз или прочитанные иначе, это другие слова.", stretched: "Это длится дольше, чем произносится: что-то могли не услышать.",
    repeats: "Те же слова снова и снова: машина зациклилась?", "too-fast": "Больше слов, чем можно сказать за это время.", faint: "Не ясно, говорит ли здесь кто-нибудь.",
    language: "Это может быть на другом языке, чем тот, на котором услышано.", overlap: "Одновременно говорит кто-то другой: слов может не хватать, или они его.", gap: "Здесь не хватает звука.",
    missing: "Переводчик ничего здесь не сказал.", "second-try": "Переводчик здесь зациклился; это вторая попытка.", untranslated: "Часть этого не переведена.",
    number: "Числа различаются.", negation: "Одна сторона отрицает, а другая нет.", low: "Вероятно, это далеко от того, что написал бы переводчик.", length: "Это намного короче или длиннее сказанного.",
    unclear: "Человек не уверен в этих словах.", unintelligible: "Человек не смог разобрать этих слов.", older: "Слова исправлены после перевода.", term: "Перевод отходит от глоссария.",
  },
};

export const reason = ([code, text]) => reasons[spoken]?.[code] ?? text;

export function speak(chosen) {
  spoken = chosen;
  document.documentElement.lang = chosen;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  document.getElementById("search").placeholder = say("search");
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
}

export function say(key, ...about) {
  const found = key.split(".").reduce((held, name) => held?.[name], words[spoken]);
  return typeof found === "function" ? found(...about) : (found ?? key);
}

export function clock(ms) {
  const seconds = Math.floor(ms / 1000), hours = Math.floor(seconds / 3600);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

// With the tenth of the second.
export const exact = (ms) => `${clock(ms)}.${Math.floor(ms / 100) % 10}`;

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
