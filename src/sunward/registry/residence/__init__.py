"""Living here: arrivals and departures, what was seen of somebody, a voice and a vote."""
