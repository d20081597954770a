def redeem(voucher, total):
    worth = voucher["worth"]
    if voucher["active"]:
        if total >= voucher["minimum"]:
            return max(total - worth, 0)
    return total
