"""Reports to measure with, made of our own sentences: originals, edited copies, others told in the same form."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import msgspec

from sakkhi.ingest.form import Given, report
from sakkhi.model.report import Report

GIVEN = Given(("ar", "bn", "en"))
START = dt.date(2023, 1, 1)
_LATEST_COPY = dt.timedelta(days=10)
Told = tuple[dt.date, int, str, list[str], list[int]]

FORMS = {
    "en": (
        "{n} drones were launched at the {place} base on {day}, and {m} of them were shot down, {who} said.",
        "A roadside bomb struck a convoy near {place} on {day}, killing {m} soldiers and wounding {n} others.",
        "Gunmen opened fire on a checkpoint at {place} before dawn, {who} told reporters in {other}.",
        "{who} said that {n} rockets had landed in open ground between {place} and {other} and hurt nobody.",
        "Residents of {place} described {n} blasts within {m} minutes and a fire that burned until noon.",
        "The hospital at {other} had received {n} wounded by {day} evening, {m} of them in a grave state.",
        "No group had claimed the attack by {day}, but {who} pointed to fighters who came from {other}.",
        "It was the {n}th attack on the road from {place} to {other} since the spring, {who} added.",
        "A spokesman for {who} denied that its men had been anywhere near {place} that night.",
        "Shops in {place} stayed shut and {n} families left for {other}, according to the mayor.",
        "An inquiry led from {other} is to say within {n} days how the {place} garrison was caught unready.",
        "Two officers at {place} were relieved of their posts on {day} after {m} warnings had gone unread.",
        "Power was cut to {n} villages around {place} when a line tower fell, the grid operator in {other} said.",
        "Traders counted {n} burnt stalls in the market of {place} and put the loss at {m} million.",
        "{who} called for calm and promised {n} more patrols along the river at {other}.",
        "Aid workers said {m} lorries with flour had turned back to {other} after the shelling of {place}.",
    ),
    "bn": (
        "{day} {place} ঘাঁটিতে {n}টি ড্রোন ছোড়া হয়, এর মধ্যে {m}টি ভূপাতিত করা হয়েছে বলে {who} জানিয়েছে।",
        "{place} এলাকায় সড়কের পাশে পুঁতে রাখা বোমার বিস্ফোরণে {m} জন সেনা নিহত ও {n} জন আহত হন।",
        "{other} থেকে আসা বন্দুকধারীরা {place} তল্লাশিচৌকিতে ভোরের আগে গুলি চালায়।",
        "{who} বলেছে, {n}টি রকেট {place} ও {other}র মাঝের খোলা মাঠে পড়েছে, কেউ হতাহত হয়নি।",
        "{place}র বাসিন্দারা {m} মিনিটের মধ্যে {n}টি বিস্ফোরণের শব্দ শোনার কথা জানান।",
        "{other} হাসপাতালে {day} সন্ধ্যা পর্যন্ত {n} জন আহত ভর্তি হন, {m} জনের অবস্থা গুরুতর।",
        "{day} পর্যন্ত কোনো গোষ্ঠী হামলার দায় স্বীকার করেনি, তবে {who} {other}র যোদ্ধাদের দিকে আঙুল তুলেছে।",
        "বসন্তের পর {place}-{other} সড়কে এটি {n}তম হামলা বলে {who} উল্লেখ করে।",
        "{place} বাজারের দোকানপাট বন্ধ থাকে এবং {n}টি পরিবার {other}তে চলে যায়।",
        "তদন্ত কমিটিকে {n} দিনের মধ্যে {other} কার্যালয়ে প্রতিবেদন দিতে বলা হয়েছে।",
        "{place}র বাজারে {n}টি পোড়া দোকান গোনা হয়েছে, ক্ষতি {m} কোটি টাকা।",
        "{who} শান্ত থাকার আহ্বান জানিয়ে {other}র নদীপথে {n}টি বাড়তি টহলের কথা বলেছে।",
    ),
    "ar": (
        "أطلقت {n} طائرات مسيرة على قاعدة {place} يوم {day}، وأسقطت {m} منها بحسب {who}.",
        "انفجرت عبوة ناسفة بقافلة قرب {place} فقتل {m} جنود وأصيب {n} آخرون يوم {day}.",
        "فتح مسلحون قادمون من {other} النار على حاجز في {place} قبل الفجر.",
        "قالت {who} إن {n} صواريخ سقطت في أرض خلاء بين {place} و{other} ولم يصب أحد.",
        "روى سكان {place} أنهم سمعوا {n} انفجارات خلال {m} دقائق ثم اندلع حريق حتى الظهر.",
        "استقبل مستشفى {other} حتى مساء {day} {n} جريحا حالة {m} منهم خطيرة.",
        "لم تعلن أي جماعة مسؤوليتها حتى {day} لكن {who} اتهمت مقاتلين من {other}.",
        "هذا هو الهجوم رقم {n} على طريق {place} {other} منذ الربيع كما أضافت {who}.",
        "أغلقت متاجر {place} أبوابها ونزحت {n} عائلات إلى {other} وفق رئيس البلدية.",
        "ستقدم لجنة التحقيق في {other} تقريرها عن حامية {place} خلال {n} يوما.",
        "أحصى التجار {n} دكانا محترقا في سوق {place} وقدروا الخسائر بنحو {m} ملايين.",
        "دعت {who} إلى الهدوء ووعدت بإرسال {n} دوريات إضافية إلى {other}.",
    ),
}
PLACES = {
    "en": [
        "Erbil",
        "Mosul",
        "Kirkuk",
        "Tikrit",
        "Hit",
        "Rawa",
        "Qaim",
        "Sinjar",
        "Zakho",
        "Duhok",
        "Hasakah",
        "Raqqa",
        "Tanf",
        "Aleppo",
        "Hama",
        "Homs",
        "Daraa",
        "Aden",
        "Mukalla",
        "Taiz",
        "Hodeidah",
        "Marib",
        "Saada",
        "Kassala",
        "Nyala",
        "Maiduguri",
        "Gao",
        "Kidal",
        "Sirte",
        "Derna",
        "Quetta",
        "Peshawar",
        "Kunduz",
        "Herat",
        "Marja",
    ],
    "bn": [
        "ঢাকা",
        "খুলনা",
        "যশোর",
        "রাজশাহী",
        "রংপুর",
        "বগুড়া",
        "পাবনা",
        "নাটোর",
        "কুমিল্লা",
        "ফেনী",
        "নোয়াখালী",
        "চাঁদপুর",
        "সিলেট",
        "হবিগঞ্জ",
        "বরিশাল",
        "ভোলা",
        "পটুয়াখালী",
        "টেকনাফ",
        "কক্সবাজার",
        "বান্দরবান",
        "ইরবিল",
        "মসুল",
        "কিরকুক",
        "রাক্কা",
        "আলেপ্পো",
        "এডেন",
        "তাইজ",
        "মারিব",
        "কোয়েটা",
        "পেশোয়ার",
    ],
    "ar": [
        "أربيل",
        "الموصل",
        "كركوك",
        "تكريت",
        "هيت",
        "راوة",
        "القائم",
        "سنجار",
        "زاخو",
        "دهوك",
        "الحسكة",
        "الرقة",
        "التنف",
        "حلب",
        "حماة",
        "حمص",
        "درعا",
        "عدن",
        "المكلا",
        "تعز",
        "الحديدة",
        "مأرب",
        "صعدة",
        "كسلا",
        "نيالا",
        "سرت",
        "درنة",
        "بنغازي",
    ],
}
WHO = {
    "en": (
        "the army",
        "the police",
        "the governor's office",
        "a local council",
        "the interior ministry",
        "the coalition",
    ),
    "bn": ("সেনাবাহিনী", "পুলিশ", "জেলা প্রশাসন", "স্বরাষ্ট্র মন্ত্রণালয়", "স্থানীয় পরিষদ", "জোট বাহিনী"),
    "ar": ("قيادة الجيش", "الشرطة", "وزارة الداخلية", "إدارة المحافظة", "بلدية المدينة", "قوات التحالف"),
}
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
OUTLETS = ("The Courier", "Daily Ledger", "River Post", "Morning Call", "Delta Times", "Harbour News")


class Made(msgspec.Struct, frozen=True):
    """A report and the number of the original that it is a copy of: its own where it is none."""

    report: Report
    original: int


def made(count: int, seed: int = 1, copies: float = 0.3, alike: float = 0.05) -> Iterator[Made]:
    """Reports in the order of their days; a share are edited copies, a share others told in the form of one before."""
    chance = random.Random(seed)
    recent: list[Told] = []
    for number in range(count):
        day = START + dt.timedelta(days=number * 365 // max(count, 1))
        draw = chance.random()
        while recent and recent[0][0] < day - _LATEST_COPY:
            recent.pop(0)
        if recent and draw < copies:
            _, original, language, sentences, _ = _lately(recent, chance)
            yield Made(_report(number, edited(sentences, chance), language, day, chance), original)
            continue
        language = chance.choice(("en", "bn", "ar"))
        forms = [chance.randrange(len(FORMS[language])) for _ in range(chance.randint(8, 18))]
        if recent and draw < copies + alike:
            _, _, language, _, forms = _lately(recent, chance)  # another attack, told in the same form
        sentences = [filled(FORMS[language][form], language, chance) for form in forms]
        recent.append((day, number, language, sentences, forms))
        yield Made(_report(number, sentences, language, day, chance), number)


def _lately(recent: list[Told], chance: random.Random) -> Told:
    """One of the reports of the last days, more often one that came lately."""
    return recent[-1 - int(len(recent) * chance.random() ** 3)]


def edited(sentences: list[str], chance: random.Random) -> list[str]:
    """A copy as wires and updates are copied: a sentence left out, moved or added, words changed, a line put before."""
    copy = list(sentences)
    for _ in range(chance.randint(0, 2)):
        if len(copy) > 6:
            copy.pop(chance.randrange(len(copy)))
    if chance.random() < 0.3:
        one = chance.randrange(len(copy) - 1)
        copy[one], copy[one + 1] = copy[one + 1], copy[one]
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(copy))
        words = copy[at].split()
        words[chance.randrange(len(words))] = str(chance.randint(2, 99))
        copy[at] = " ".join(words)
    if chance.random() < 0.5:
        copy.insert(0, f"({chance.choice(OUTLETS)} {chance.randint(1, 999)})")
    if chance.random() < 0.5:
        copy.append(f"{chance.choice(OUTLETS)}, {chance.randint(1, 12)}:{chance.randint(10, 59)}")
    return copy


def filled(form: str, language: str, chance: random.Random) -> str:
    """A sentence: a form with places, numbers, days and speakers drawn by lot."""
    place, other = chance.sample(PLACES[language], 2)
    n, m = chance.randint(2, 60), chance.randint(2, 9)
    who, day = chance.choice(WHO[language]), chance.choice(DAYS[language])
    return form.format(place=place, other=other, n=n, m=m, who=who, day=day)


def _report(number: int, sentences: list[str], language: str, day: dt.date, chance: random.Random) -> Report:
    text = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
    outlet = chance.choice(OUTLETS)
    found = report(text, "made", GIVEN, id=f"m{number}", published=day, language=language, outlet=outlet)
    if not isinstance(found, Report):
        raise TypeError(found.line)
    return found
