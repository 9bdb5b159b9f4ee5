"""Records of single children found, so that they are refused before anything is stored."""
