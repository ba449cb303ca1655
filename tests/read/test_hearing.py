"""Names of actors that are spelt otherwise than the tables spell them."""

import pytest

import sakkhi


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("র‍্যাপিড সাপোর্ট ফোর্স দারফুরে হামলা চালায়।", "bn", "Rapid Support Forces"),
        ("কাতায়েব হিজবুল্লাহ ইরাকে রকেট হামলা চালিয়েছে।", "bn", "Kataib Hezbollah"),
        ("ইসলামিক রেভোলিউশনারি গার্ড কোর এরবিলে হামলা চালায়।", "bn", "Islamic Revolutionary Guard Corps"),
        ("জামায়াত নুসরাত আল ইসলাম ওয়াল মুসলিমিন বামাকোয় হামলা চালায়।", "bn", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("شن حزب العمال الكوردستاني هجوما على قاعدة تركية في دهوك.", "ar", "PKK"),
    ],
)
def test_another_spelling_is_the_same_actor(text: str, language: str, actor: str) -> None:
    told = {a.actor for i in sakkhi.read(text, language=language).incidents for a in i.attributions}
    assert any(actor in name or name in actor for name in told), told


@pytest.mark.parametrize("text", ["নাসিরুল ইসলাম হামলায় নিহত হয়েছেন।", "বাংলাদেশ চাই বলে স্লোগান দিয়ে হামলা চালায় তারা।"])
def test_words_that_only_share_consonants_are_not(text: str) -> None:
    told = {a.actor for i in sakkhi.read(text, language="bn").incidents for a in i.attributions}
    assert told.isdisjoint({"Ansarul Islam", "Islamic State in Bangladesh"})
