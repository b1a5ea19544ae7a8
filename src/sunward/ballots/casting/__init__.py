"""How a vote is cast: the channels, codes and boxes, what stands in the way, what the database refuses."""
