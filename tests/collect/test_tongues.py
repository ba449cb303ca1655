"""Reports of one attack in Arabic, English and Bangla, from text to incident."""

import datetime as dt

from sakkhi.ingest import Given, report
from sakkhi.link import link
from sakkhi.link.columns import columns
from sakkhi.link.weights import load_weights
from sakkhi.model.report import Report
from sakkhi.run import read_report, tell

MARKET = {
    "ar": "قال مسعفون إن ستة أشخاص قتلوا وأصيب أحد عشر آخرون يوم الاثنين عندما قصفت طائرة مسيرة سوق "
    "مدينة الدلنج في ولاية جنوب كردفان. واتهم المحافظ عبد الرحمن التوم قوات الدعم السريع "
    "بتنفيذ الهجوم.",
    "en": "A drone hit the market of Dilling in South Kordofan on Monday, killing six people and "
    "wounding 11, medics said. Governor Abdel Rahman al-Tom accused the Rapid Support Forces "
    "of carrying out the attack.",
    "bn": "সুদানের দক্ষিণ কর্দোফানের দিলিং শহরের বাজারে সোমবার ড্রোন হামলায় ছয়জন নিহত ও ১১ জন আহত "
    "হয়েছেন। গভর্নর আবদেল রহমান আল-তোম এ হামলার জন্য র‍্যাপিড সাপোর্ট ফোর্সেসকে দায়ী "
    "করেছেন।",
}
PATROL = {
    "ar": "أصيب ثلاثة من رجال الشرطة صباح الاثنين بانفجار عبوة ناسفة استهدفت دوريتهم على طريق داقوق "
    "جنوب كركوك، وفق ما أفاد به العقيد عامر نوري.",
    "en": "Three policemen were wounded on Monday morning when a roadside bomb went off beside "
    "their patrol on the Daquq road south of Kirkuk, Colonel Amer Nuri said.",
    "bn": "ইরাকের কিরকুকের দক্ষিণে দাকুক সড়কে সোমবার সকালে রাস্তার পাশে পেতে রাখা বোমা বিস্ফোরণে "
    "তিন পুলিশ সদস্য আহত হয়েছেন। কর্নেল আমের নুরি এ কথা জানিয়েছেন।",
}


def test_reports_in_three_languages_of_two_attacks_on_one_day_are_two_incidents() -> None:
    told = []
    for name, texts in (("market", MARKET), ("patrol", PATROL)):
        for language, text in texts.items():
            made = report(text, "made", Given((language,)), id=f"{name}-{language}", published=dt.date(2024, 3, 12))
            assert isinstance(made, Report)
            told += tell(made, read_report(made))
    found = [sorted({key.split("#")[0] for key in keys}) for keys in link(columns(told), load_weights()).clusters]
    assert sorted(found) == [
        ["market-ar", "market-bn", "market-en"],
        ["patrol-ar", "patrol-bn", "patrol-en"],
    ]
