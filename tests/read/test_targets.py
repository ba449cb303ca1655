"""What was attacked, where no pattern says so: beside the words of attack, by a pronoun, at sea, of a group."""

import pytest

import sakkhi

TARGETS = [
    (
        "en",
        "The insurgents overran a small border post of the army in Borno and killed two soldiers.",
        {"military_base"},
    ),
    ("en", "The destroyer shot down two missiles that the rebels had launched at it.", {"ship"}),
    ("en", "A missile was fired in the Gulf of Aden on Monday; nobody was hurt.", {"ship"}),
    ("en", "Pirates boarded the MV Karnaphuli off Somalia.", {"ship"}),
    ("en", "Israeli jets bombed positions of Hezbollah near Tyre.", {"armed_group"}),
    (
        "en",
        "Three soldiers were killed when a drone struck their base in Borno.",
        {"military_base", "military_personnel"},
    ),
    ("en", "A roadside bomb hit an army convoy near Mir Ali. A soldier was injured.", {"convoy", "military_personnel"}),
    ("en", "A bomb hit a convoy near Mogadishu airport, killing two soldiers.", {"convoy", "military_personnel"}),
    ("en", "Rockets were fired at the base of the Conoco gas field.", {"military_base"}),
    ("en", "Gunmen attacked the port of Gwadar.", {"infrastructure"}),
    ("en", "Rockets hit a base hosting American troops in Anbar.", {"military_base"}),
    ("en", "A drone strike killed four members of Kataib Hezbollah in Iraq.", {"armed_group"}),
    ("en", "The militants attacked a market in Kano, killing 12 people.", {"market", "civilians"}),
    (
        "en",
        "PKK attacks military base in Hakkari. PKK fighters attacked a military base in Hakkari.",
        {"military_base"},
    ),
    ("en", "An Israeli air strike targeted a senior Hezbollah commander in Beirut.", {"armed_group"}),
    ("en", "Gunmen shot dead a local journalist, Karim Ahmed, in Mosul.", {"media"}),
    ("en", "A drone hit a petroleum depot near Port Sudan on Monday.", {"energy"}),
    ("en", "Gunmen attacked the brigade headquarters in Dikwa on Monday.", {"military_base"}),
    ("en", "Drones struck a group that had trained in Mali.", set()),
    ("bn", "সেনাবাহিনীর অস্ত্রের ডিপোতে ড্রোন হামলা হয়েছে।", {"military_base"}),
    ("bn", "সীমান্তে মিলিশিয়াদের তিনটি স্থাপনায় বোমা ফেলেছে যুক্তরাষ্ট্রের বিমান।", {"armed_group"}),
    ("bn", "বোমা হামলায় তিন বাংলাদেশি শান্তিরক্ষী নিহত হয়েছেন।", {"military_personnel"}),
    ("bn", "এডেন উপসাগরে একটি ক্ষেপণাস্ত্র হামলা হয়েছে।", {"ship"}),
    ("ar", "قصفت طائرات إسرائيلية مواقع لحزب الله قرب صور.", {"armed_group"}),
    ("ar", "قصفت طائرات سوقا في دارفور.", {"market"}),
    ("ar", "استهدف انتحاري مبنى مديرية الاستخبارات شرق كركوك.", {"police"}),
    ("ar", "انفجرت عبوة ناسفة على دورية للشرطة ما أسفر عن إصابة أحد عناصرها.", {"police"}),
    ("ar", "اغتال مسلحون مجهولون ضابطا في الشرطة وسط تعز.", {"police"}),
    ("bn", "ড্রোন হামলায় হিজবুল্লাহর দুই সদস্য নিহত হয়েছেন।", {"armed_group"}),
    ("ar", "استهدفت طائرة مسيرة معملا لمعالجة النفط في السعودية.", {"energy"}),
    ("ar", "أطلقت خمسة صواريخ على قاعدة حقل كونيكو للغاز.", {"military_base"}),
    ("ar", "استهدف هجوم بصاروخ البحر الأحمر مساء أمس.", {"ship"}),
]


@pytest.mark.parametrize(("language", "text", "types"), TARGETS)
def test_what_was_attacked(language: str, text: str, types: set[str]) -> None:
    (incident,) = sakkhi.read(text, language=language).incidents
    assert {t.type for t in incident.targets} == types


AGAIN = [
    ("en", "A drone hit Ain al-Asad air base on Sunday. In 2020 Iran fired missiles at it.", "Ain al-Asad Air Base"),
    ("en", "Drones struck the Baiji refinery. Workers fled. Nobody claimed it. In 2021 rockets hit the refinery, too.",
     "Baiji oil refinery"),
    ("en", "Rockets hit Ain al-Asad air base on Sunday. The coalition was on alert, Baghdad said. No claim was made."
     " In August 2023 two rockets wounded seven Americans there.", "Ain al-Asad Air Base"),
    ("ar", "استهدفت مسيرة حقل كورمور للغاز يوم الأحد. وفي عام 2022 أصابته ستة صواريخ.", "Khor Mor gas field"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), AGAIN)
def test_a_site_told_again_by_a_pronoun_or_its_noun(language: str, text: str, name: str) -> None:
    incidents = sakkhi.read(text, language=language, published="2024-01-10").incidents
    assert len(incidents) > 1
    assert {i.where.name if i.where is not None else None for i in incidents} == {name}


def test_a_base_is_where_its_name_told_behind_says() -> None:
    text = "A drone struck a small base in Jordan on Sunday. The outpost, known as Tower 22, is near the border."
    (incident,) = sakkhi.read(text, language="en", published="2024-01-29").incidents
    assert incident.where is not None
    assert incident.where.name == "Tower 22"


def test_the_same_base_is_the_base_told_last() -> None:
    text = (
        "سقط صاروخان على قاعدة عين الأسد يوم الاثنين. وتحدث وزير النفط من مصفاة بيجي."
        " وكان صاروخ أصاب القاعدة نفسها في عام 2023."
    )
    incidents = sakkhi.read(text, language="ar", published="2024-08-06").incidents
    assert {i.where.name if i.where is not None else None for i in incidents} == {"Ain al-Asad Air Base"}


def test_a_capital_that_acts_is_not_where_it_was() -> None:
    (incident,) = sakkhi.read("Washington has answered with air strikes on camps near Mosul.", language="en").incidents
    assert incident.where is not None
    assert incident.where.country == "IRQ"


def test_there_were_points_nowhere() -> None:
    (incident,) = sakkhi.read(
        "A mosque was shown on television. There were rockets fired at Erbil.", language="en"
    ).incidents
    assert {t.type for t in incident.targets} != {"religious"}


def test_whom_an_attack_avenges_was_not_attacked_in_it() -> None:
    text = "Iran fired missiles at Ain al-Asad air base in revenge for Qassem Soleimani."
    (incident,) = sakkhi.read(text, language="en").incidents
    assert {t.type for t in incident.targets} == {"military_base"}
