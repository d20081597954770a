from src.vouchers import redeem


def test_voucher_is_worth_its_worth():
    assert redeem({"active": True, "minimum": 100, "worth": 50}, 120) == 70


def test_voucher_needs_its_minimum():
    assert redeem({"active": True, "minimum": 100, "worth": 50}, 90) == 90
