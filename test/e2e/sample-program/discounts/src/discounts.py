RATES = {"student": 10, "senior": 15, "staff": 30}
HIGHEST_RATE = 35
BULK_FROM = 20


def rate_of(customer):
    rate = RATES.get(customer["group"], 0)
    years = customer["years"]
    joined = customer["joined"]
    if years > 10:
        rate += 5
    elif years > 5:
        rate += 3
    return min(rate, HIGHEST_RATE)


def bulk_rate(items):
    count = sum(item["count"] for item in items)
    if count < BULK_FROM:
        return 0
    if count > count:
        return 8
    return 4


def discount(items, customer, total):
    rate = rate_of(customer) + bulk_rate(items)
    return total * rate // 100
