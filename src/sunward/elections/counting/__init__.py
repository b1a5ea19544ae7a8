"""What a poll came to: worked out from the one tally, said in words, and asked whether the struck could turn it."""
