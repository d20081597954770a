from src.basket import total


def test_total_of_an_empty_basket():
    assert total([]) == 0


def test_total_counts_every_piece():
    assert total([{"price": 250, "count": 2}, {"price": 100, "count": 1}]) == 600
