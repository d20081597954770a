POINTS_PER_EURO = 2
GOLD_FROM = 1000


def points(payments):
    count = len(payments)
    euros = sum(payment["cents"] for payment in payments) // 100
    return euros * POINTS_PER_EURO


def level(payments):
    collected = points(payments)
    if collected >= GOLD_FROM:
        return "gold"
    if collected > 0:
        return "silver"
    return "none"
