"""Pages that are no reports though their hosts answer 200, and reports that only look like such pages."""

import pytest

from sakkhi.ingest.form import Given
from sakkhi.ingest.page import own_address, page_report
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report
from sakkhi.tables.refusals import load_refusals

GIVEN = Given(("ar", "bn", "en"), refusals=load_refusals())
ADDRESS = "https://news.example/2024/02/attack"
MENU = "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(12))
DATED = '<meta property="article:published_time" content="2024-02-05T08:00:00+06:00">'
NEWS = (
    "Two drones were shot down near the air base on Monday, the army said. No one was hurt and nothing was damaged, "
    "according to a spokesman, who added that an inquiry into where they had been sent from was under way."
)


def page(title: str, *body: str, head: str = "", heading: str = "") -> bytes:
    told = "".join(f"<p>{one}</p>" for one in body)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><nav><ul>{MENU}"
        f"</ul></nav><main><article><h1>{heading or title}</h1>{told}</article></main><footer><p>All rights reserved."
        "</p></footer></body></html>"
    ).encode()


REFUSED = {
    "missing": page("404 Not Found", "The requested URL was not found on this server.", "Apache Server at x Port 80"),
    "missing, with an outlet": page(
        "Page not found - The Courier",
        "Sorry! The page you are looking for might have been removed, had its name changed, or is temporarily "
        "unavailable. Try searching for it, or go back to the home page.",
        "Meanwhile, these are the stories that our readers liked most this week, and we hope that you will too.",
    ),
    "missing, a long excuse": page(
        "Oops! Error 404", *["We looked everywhere for this one, but somebody must have moved it." for _ in range(9)]
    ),
    "missing, the outlet's name for a headline": page(
        "The Courier",
        "We can't find the page. The link you followed may be broken, or the page may have been moved.",
        "Check the address and try again, or return to the home page.",
        heading="The Courier",
    ),
    "missing, bn": page(
        "পৃষ্ঠাটি পাওয়া যায়নি | উদাহরণ পত্রিকা",
        "দুঃখিত, আপনি যে পৃষ্ঠাটি খুঁজছেন তা সরিয়ে ফেলা হয়েছে অথবা এখন আর নেই।",
        "প্রচ্ছদে ফিরে যান",
    ),
    "missing, bn, other letters": page(
        "দুঃখিত! পেজটি খুঁজে পাওয়া যায়নি (৪০৪)".replace("য়", "\u09af\u09bc"), "লিংকটি ভুল অথবা খবরটি মুছে ফেলা হয়েছে।"
    ),
    "missing, ar": page(
        "الصفحة غير موجودة - صحيفة المثال",
        "عذرًا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها. تأكد من صحة الرابط أو جرّب البحث.",
        "العودة إلى الصفحة الرئيسية",
    ),
    "missing, ar, without marks": page("خطأ ٤٠٤", "لم يتم العثور على الصفحة. العودة للصفحة الرئيسية"),
    "broken": page("503 Service Unavailable", "The server is temporarily unable to service your request."),
    "broken, in words": page(
        "The Courier",
        "Something went wrong. An unexpected error occurred. Please try again later.",
        heading="Something went wrong",
    ),
    "broken, database": page("Database Error", "Error establishing a database connection"),
    "broken, closed for repair": page(
        "We'll be back soon!",
        "We are currently performing maintenance to serve you better. Please try again in a few minutes.",
        "The team",
    ),
    "broken, bn": page(
        "সাইট রক্ষণাবেক্ষণ", "ওয়েবসাইটের রক্ষণাবেক্ষণের কাজ চলছে। সাময়িক অসুবিধার জন্য দুঃখিত। কিছুক্ষণ পর আবার চেষ্টা করুন।"
    ),
    "broken, ar": page("الموقع تحت الصيانة", "نقوم حاليًا بأعمال صيانة. يرجى المحاولة في وقت لاحق. سنعود قريبًا."),
    "refused": page("Access Denied", "You don't have permission to access this page.", "Reference #18.2f"),
    "refused, by a guard": page(
        "Attention Required! | Cloudflare",
        "Sorry, you have been blocked. You are unable to access news.example.",
        "This website is using a security service to protect itself from online attacks. The action you just performed "
        "triggered the security solution. There are several actions that could trigger this block.",
        "Performance and security by Cloudflare",
    ),
    "refused, by country": page(
        "The Courier",
        "We recognize you are attempting to access this website from a country where it is not offered. "
        "This content is not available in your region.",
    ),
    "robot": page("Just a moment...", "Enable JavaScript and cookies to continue"),
    "robot, in words": page(
        "The Courier",
        "Please verify you are human. Complete the security check to go on.",
        heading="One more step",
    ),
    "robot, bn": page("উদাহরণ পত্রিকা", "আপনি রোবট নন তা নিশ্চিত করুন। ব্রাউজারে জাভাস্ক্রিপ্ট চালু করুন।"),
    "robot, ar": page("لحظة من فضلك", "يرجى تفعيل جافا سكريبت للمتابعة. تأكد من أنك لست روبوتًا."),
    "sign-in": page(
        "Log in | The Courier",
        "Sign in to your account. Forgot your password? Don't have an account? Create a free account.",
    ),
    "sign-in, bn": page("লগইন - উদাহরণ", "আপনার অ্যাকাউন্টে লগইন করুন। পাসওয়ার্ড ভুলে গেছেন? নিবন্ধন করুন।"),
    "sign-in, ar": page("تسجيل الدخول", "سجل الدخول إلى حسابك. هل نسيت كلمة المرور؟ ليس لديك حساب؟"),
    "sign-in, by its field": page("Welcome", "Here you go on.", head="", heading="Welcome").replace(
        b"</article>", b"<form><input name=u><input type=password name=p></form></article>"
    ),
    "consent": page(
        "Before you continue",
        "We value your privacy. We and our partners store and/or access information on a device, such as cookies.",
        "With your consent, we and our partners may use precise geolocation data. You may accept all or manage "
        "preferences. Some processing rests on legitimate interest. You can change your mind at any time.",
        "Accept all. Reject all. Cookie policy.",
    ),
    "consent, bn": page("কুকি নীতি", "আমরা কুকি ব্যবহার করি। কুকি ব্যবহারে সম্মতি দিন।"),
    "consent, ar": page("إعدادات الخصوصية", "نحن نقدر خصوصيتك. يستخدم هذا الموقع ملفات تعريف الارتباط. قبول الكل."),
    "leads on": page("The Courier", "One moment.", head='<meta http-equiv="refresh" content="0; url=/elsewhere">'),
    "says that it is home": page(
        "The Courier: news of the river",
        "The news of the river and its people, every day.",
        head='<link rel="canonical" href="https://news.example/">',
    ),
}

KEPT = {
    "a report": page("Drones shot down near the base", NEWS, head=DATED),
    "a report without a day": page("Drones shot down near the base", NEWS),
    "a toll that is an error's number": page("404 killed in a month of raids, monitors say", NEWS),
    "a toll in the headline's own part": page("Death toll: 503", NEWS, head=DATED),
    "a count of the displaced": page("500 families flee as shelling goes on", NEWS),
    "an outage": page(
        "Banks' websites go down after attack: 'Service unavailable'",
        "Customers of three banks met a page on Monday that read “503 Service Unavailable. Please try again later”.",
        "The central bank blamed an attack on its network. Police said that an explosion had cut a cable at the port.",
        "Service came back after six hours, and the banks said that nothing was lost.",
        head=DATED,
    ),
    "an outage, in brief": page(
        "Ministry's site shows 'page not found'",
        "The ministry's site showed “page not found” for hours on Monday after a bomb hit a data centre, it said.",
        head=DATED,
    ),
    "a headline like an error's": page(
        "Access denied: how aid lorries were kept from the camp",
        *[f"{NEWS} It was the {n}th time that lorries were turned back at the gate." for n in range(9)],
    ),
    "a headline like an error's, in brief": page("Access denied", NEWS + NEWS, head=DATED),
    "a report that asks for a subscription": page(
        "Drones shot down near the base", NEWS, "Subscribe to continue reading.", head=DATED
    ),
    "a report above a notice on cookies": page(
        "Drones shot down near the base", NEWS, "We use cookies. Accept all. Cookie policy.", head=DATED
    ),
    "a report with a form to sign in": page("Drones shot down near the base", NEWS, NEWS, head=DATED).replace(
        b"</main>", b"</main><form><input type=password><div class='g-recaptcha'></div></form>"
    ),
    "no survivors found": page("Nothing found in search for missing crew", NEWS),
    "an outage, bn": page(
        "হামলার পর ব্যাংকের ওয়েবসাইট বন্ধ",
        "সোমবার বিস্ফোরণের পর তিনটি ব্যাংকের ওয়েবসাইটে ‘সার্ভারে একটি ত্রুটি’ লেখা দেখা যায় বলে জানিয়েছে পুলিশ।",
        "বন্দরের কাছে বিস্ফোরণে তার কেটে যায়। এ ঘটনায় দুজন আহত হয়েছেন। ছয় ঘণ্টা পর সেবা আবার চালু হয়।",
        head=DATED,
    ),
    "an outage, ar": page(
        "توقف مواقع المصارف بعد هجوم",
        "ظهرت على مواقع ثلاثة مصارف يوم الاثنين رسالة تقول إن الخدمة غير متاحة حاليا، بعد انفجار قرب الميناء.",
        "وقالت الشرطة إن الانفجار قطع كابلا وأصاب شخصين. وعادت الخدمة بعد ست ساعات.",
        head=DATED,
    ),
    "a body that was not found": page("নিখোঁজ জেলেকে পাওয়া যায়নি", "নৌকায় হামলার তিন দিন পরও জেলেকে খুঁজে পাওয়া যায়নি। " * 3),
}


def read(content: bytes) -> Report | Fault:
    return page_report(content, "here", GIVEN, address=ADDRESS)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_none(name: str) -> None:
    found = read(REFUSED[name])
    assert isinstance(found, Fault), name
    assert found.what.startswith(("the page", "the host")), found.what


@pytest.mark.parametrize("name", KEPT)
def test_reports_that_look_like_it_are_kept(name: str) -> None:
    found = read(KEPT[name])
    assert isinstance(found, Report), found


def test_why_is_told_with_the_headline() -> None:
    found = read(REFUSED["refused"])
    assert isinstance(found, Fault)
    assert found.what == "the host refuses the page, though it answers 200 (“Access Denied”)"


def test_a_page_that_calls_itself_home_keeps_its_own_address() -> None:
    assert own_address(ADDRESS, "https://news.example/") == ADDRESS
    assert own_address("https://news.example/", "https://news.example/") == "https://news.example/"


def test_without_phrases_nothing_is_refused() -> None:
    found = page_report(REFUSED["refused"], "here", Given(("en",)), address=ADDRESS)
    assert isinstance(found, Report)
