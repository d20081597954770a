from src.discounts import rate_of


def test_rate_of_a_new_student():
    assert rate_of({"group": "student", "years": 0, "joined": 2026}) == 10
