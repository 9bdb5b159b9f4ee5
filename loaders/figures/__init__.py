"""Tables of performance figures turned into measures and observations."""
