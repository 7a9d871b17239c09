"""What the sound itself shows of how it came to be: signals to look at, never a verdict."""
