"""How the world is touched: one folder per outside thing, none knowing of the others."""
