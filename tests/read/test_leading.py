"""The day of what led to an attack is the attack's, where it goes on with "then"."""

import datetime as dt

import pytest

import sakkhi

_CASE = "মামলা সূত্রে জানা যায়, ২০১৭ সালের ১ জুন দুপুরে তাঁকে বাড়িতে ডেকে আনা হয়। {} তাঁকে কুপিয়ে হত্যা করে আসামিরা।"


@pytest.mark.parametrize(("then", "dated"), [("এরপর", True), ("পরিকল্পনা করে", True)])
def test_day_of_what_led_to_it(then: str, dated: bool) -> None:
    text = f"হত্যা মামলার রায় আজ\n\nআজহার হত্যা মামলার রায় আজ। {_CASE.format(then)}"
    told = [i.when for i in sakkhi.read(text, published=dt.date(2022, 11, 30), language="bn").incidents]
    assert any(w is not None and w.earliest == dt.date(2017, 6, 1) for w in told) is dated
