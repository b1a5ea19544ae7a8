"""What an election waits for: whose an overdue line is, and who steps in when its committee stays silent."""
