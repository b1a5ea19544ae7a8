"""What the judge is given and what it says: a case from the reports, findings, how a decision stands on a day."""
