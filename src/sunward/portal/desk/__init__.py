"""What somebody can do or has to do now: duties of today, open votes, receipts for what the desk entered."""
