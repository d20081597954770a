from src.discounts import bulk_rate, discount, rate_of


def test_rate_of_a_new_student():
    assert rate_of({"group": "student", "years": 0}) == 10


def test_rate_grows_with_the_years():
    assert rate_of({"group": "senior", "years": 6}) == 18
    assert rate_of({"group": "staff", "years": 11}) == 35


def test_bulk_rate():
    assert bulk_rate([{"count": 19}]) == 0
    assert bulk_rate([{"count": 20}]) == 4


def test_discount_adds_both_rates():
    assert discount([{"count": 20}], {"group": "student", "years": 0}, 1000) == 140
