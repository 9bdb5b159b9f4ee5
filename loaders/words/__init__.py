"""What the text of one cell or heading means: dates, ratings, bodies, numbers, periods, references, and the vocabularies behind them."""
