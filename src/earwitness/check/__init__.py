"""Whether the tape says what an article quotes: its quotes found, compared and explained."""
