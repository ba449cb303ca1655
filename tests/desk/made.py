"""Our own reports, in three languages, of a few attacks that several outlets tell of."""

import json

from sakkhi.cli.keep import print_added
from sakkhi.collect.home import Home

REPORTS = [
    {
        "id": "en-1", "published": "2024-01-21", "outlet": "Example Daily", "language": "en", "title": "Missiles hit Ain al-Asad",
        "text": "Ballistic missiles were fired at the Ain al-Asad air base in western Iraq on Saturday evening, January 20,"
        " wounding two soldiers. A US defence official said Iran-backed militants fired the missiles. Most of the missiles"
        " were intercepted by the base's air defences. The Islamic Resistance in Iraq claimed responsibility for the attack.",
    },
    {
        "id": "ar-1", "published": "2024-01-21", "outlet": "صحيفة المثال", "language": "ar", "title": "صواريخ على قاعدة عين الأسد",
        "text": "تعرضت قاعدة عين الأسد الجوية في محافظة الأنبار غربي العراق مساء السبت 20 كانون الثاني 2024 لهجوم بصواريخ باليستية،"
        " وأصيب جنديان. وأعلنت المقاومة الإسلامية في العراق مسؤوليتها عن الهجوم.",
    },
    {
        "id": "bn-1", "published": "2024-01-22", "outlet": "উদাহরণ পত্রিকা", "language": "bn", "title": "আইন আল-আসাদ ঘাঁটিতে ক্ষেপণাস্ত্র হামলা",
        "text": "ইরাকের পশ্চিমাঞ্চলে আইন আল-আসাদ বিমানঘাঁটিতে গত শনিবার (২০ জানুয়ারি ২০২৪) ক্ষেপণাস্ত্র হামলা হয়েছে। এতে দুই সেনা আহত"
        " হয়েছেন। ইসলামিক রেজিস্ট্যান্স ইন ইরাক হামলার দায় স্বীকার করেছে।",
    },
    {
        "id": "en-2", "published": "2024-02-05", "outlet": "Example Wire", "language": "en", "title": "Drones shot down near Erbil",
        "text": "Two drones were shot down near Erbil airport in northern Iraq on Sunday, February 4, the counter-terrorism service of the"
        " Kurdistan region said. No casualties were reported. No group has claimed responsibility.",
    },
    {
        "id": "bn-2", "published": "2024-02-05", "outlet": "উদাহরণ পত্রিকা", "language": "bn", "title": "এরবিলে ড্রোন ভূপাতিত",
        "text": "ইরাকের উত্তরাঞ্চলে এরবিল বিমানবন্দরের কাছে রোববার (৪ ফেব্রুয়ারি ২০২৪) দুটি ড্রোন ভূপাতিত করা হয়েছে। কেউ হতাহত হয়নি। কোনো"
        " গোষ্ঠী হামলার দায় স্বীকার করেনি।",
    },
]  # fmt: skip


def add_reports(place: Home, rows: list[dict[str, str]] = REPORTS) -> None:
    """Keep, read and link the reports, as the command does."""
    path = place.folder / "made.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert print_added([str(path)], published=None, language=None, data=str(place.folder)) == 0
