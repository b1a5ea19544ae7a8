"""Changing a rule book place by place: which places may be changed, what fits there, what two versions differ in."""
