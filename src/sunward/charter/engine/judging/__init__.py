"""One module per rule of the judge; each turns rules and a case into findings."""
