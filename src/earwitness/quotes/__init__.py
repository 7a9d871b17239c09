"""From what was said to what is quoted: words by their times, the marks, the published text."""
