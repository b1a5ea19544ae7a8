"""Who comes into office and who leaves it by a certified result, and what the register of posts asks of that."""
