// What the page says, in English, Ukrainian and Russian. The keys of one are the keys of all.

const words = {
  en: {
    search: "Search", compare: "Compare", history: "History", replace: "Replace", replaceWith: "Replace with", change: (n) => `Change ${n}`, keys: "Keys", language: "Language", sound: "Sound",
    slower: "Slower", faster: "Faster", loop: "Loop", zoom: "Zoom", beside: "Quotes and comments", quotes: "Quotes",
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
    does: { play: "Play, pause", up: "Utterance before", down: "Utterance after", left: "Word before", right: "Word after", more: "Select words", edit: "Edit the words", english: "Edit the English", done: "Keep, and go on (while editing)", doneAccept: "Keep, accept and go on (while editing)", leave: "Leave it as it was (while editing)", doubt: "Next doubt", accept: "Accept", sign: "Sign off (second pair of eyes)", split: "Part before this word", merge: "Join with the next", speaker: "Another speaker", digit: "Speaker S1 to S9", choose: "Choose translation c1 to c9", relabel: "Join two voices", name: "Name the voice", unclear: "Not sure of these words", unintelligible: "Cannot make these words out", earlier: "The word begins earlier, later", ends: "The word ends earlier, later", undo: "Undo", redo: "Redo", quote: "Quote the selected words", comment: "Comment", term: "Put the words into the glossary", loop: "Loop the utterance", slower: "Slower", faster: "Faster", search: "Search", compare: "Compare", history: "History", replace: "Replace", help: "These keys" },
  },
  uk: {
    search: "Пошук", compare: "Порівняти", history: "Історія", replace: "Замінити", replaceWith: "Замінити на", change: (n) => `Змінити: ${n}`, keys: "Клавіші", language: "Мова", sound: "Звук",
    slower: "Повільніше", faster: "Швидше", loop: "Повторювати", zoom: "Масштаб", beside: "Цитати й коментарі", quotes: "Цитати",
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
    does: { play: "Грати, пауза", up: "Попередня репліка", down: "Наступна репліка", left: "Попереднє слово", right: "Наступне слово", more: "Виділити слова", edit: "Виправити слова", english: "Виправити англійський текст", done: "Зберегти й далі (під час правки)", doneAccept: "Зберегти, прийняти й далі (під час правки)", leave: "Залишити, як було (під час правки)", doubt: "Наступний сумнів", accept: "Прийняти", sign: "Підписати (друга пара очей)", split: "Поділити перед цим словом", merge: "З’єднати з наступною", speaker: "Інший мовець", digit: "Мовець S1–S9", choose: "Обрати переклад c1–c9", relabel: "З’єднати два голоси", name: "Назвати голос", unclear: "Не певен щодо цих слів", unintelligible: "Нерозбірливо", earlier: "Слово починається раніше, пізніше", ends: "Слово кінчається раніше, пізніше", undo: "Скасувати", redo: "Повернути", quote: "Цитувати виділене", comment: "Коментар", term: "Додати слова до глосарія", loop: "Повторювати репліку", slower: "Повільніше", faster: "Швидше", search: "Пошук", compare: "Порівняти", history: "Історія", replace: "Замінити", help: "Ці клавіші" },
  },
  ru: {
    search: "Поиск", compare: "Сравнить", history: "История", replace: "Заменить", replaceWith: "Заменить на", change: (n) => `Изменить: ${n}`, keys: "Клавиши", language: "Язык", sound: "Звук",
    slower: "Медленнее", faster: "Быстрее", loop: "Повторять", zoom: "Масштаб", beside: "Цитаты и комментарии", quotes: "Цитаты",
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
    does: { play: "Играть, пауза", up: "Предыдущая реплика", down: "Следующая реплика", left: "Предыдущее слово", right: "Следующее слово", more: "Выделить слова", edit: "Исправить слова", english: "Исправить английский текст", done: "Сохранить и дальше (при правке)", doneAccept: "Сохранить, принять и дальше (при правке)", leave: "Оставить, как было (при правке)", doubt: "Следующее сомнение", accept: "Принять", sign: "Подписать (вторая пара глаз)", split: "Разделить перед этим словом", merge: "Соединить со следующей", speaker: "Другой говорящий", digit: "Говорящий S1–S9", choose: "Выбрать перевод c1–c9", relabel: "Соединить два голоса", name: "Назвать голос", unclear: "Не уверен в этих словах", unintelligible: "Неразборчиво", earlier: "Слово начинается раньше, позже", ends: "Слово кончается раньше, позже", undo: "Отменить", redo: "Вернуть", quote: "Цитировать выделенное", comment: "Комментарий", term: "Добавить слова в глоссарий", loop: "Повторять реплику", slower: "Медленнее", faster: "Быстрее", search: "Поиск", compare: "Сравнить", history: "История", replace: "Заменить", help: "Эти клавиши" },
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

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
