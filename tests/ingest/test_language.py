"""The language rule tells scripts and letters apart without a model, and doubt in Latin script with the bundled one."""

import pytest

from sakkhi.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ঢাকায় গতকাল রাতে একটি হামলার ঘটনা ঘটেছে।", "bn"),
        ("কালি ৰাতি গুৱাহাটীত এক বিস্ফোৰণ হৈছিল।", "as"),
        ("أعلن الجيش العراقي إسقاط طائرتين مسيرتين قرب القاعدة.", "ar"),
        ("ارتش ایران اعلام کرد که پهپادها در نزدیکی پایگاه سرنگون شدند.", "fa"),
        ("پاکستانی فوج نے بتایا کہ ڈرون حملے میں کوئی زخمی نہیں ہوا۔", "ur"),
        ("أعلنت الفصائل أنها قصفت القاعدة بصواريخ الليلے الماضية وأصابت أهدافها.", "ar"),
        ("پوځ وویل چې په برید کې څوک نه دي ټپيان شوي.", "ps"),
        ("The army said that two drones were shot down near the base on Monday.", "en"),
        ("Drones downed near Erbil airport", "en"),
        ("Der Sprecher der Armee sagte, zwei Drohnen seien am Montag über dem Stützpunkt abgeschossen worden.", "de"),
        ("Le porte-parole de l'armée a déclaré que deux drones ont été abattus lundi près de la base.", "fr"),
        ("सेना ने कहा कि दो ड्रोन मार गिराए गए।", "hi"),
        ("Армия заявила, что два дрона были сбиты.", "ru"),
        ("২০২২", None),
        ("12:30 — 14/02", None),
    ],
)
def test_language_of(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_the_script_of_most_letters_wins() -> None:
    assert language_of("মার্কিন বাহিনীর C-RAM ব্যবস্থা দুটি ড্রোন ধ্বংস করে।") == "bn"
