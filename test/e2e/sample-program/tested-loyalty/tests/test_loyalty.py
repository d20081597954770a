from src.loyalty import level, points


def test_points_of_whole_euros():
    assert points([{"cents": 1050}, {"cents": 100}]) == 22


def test_level():
    assert level([]) == "none"
    assert level([{"cents": 100}]) == "silver"
    assert level([{"cents": 50000}]) == "gold"
