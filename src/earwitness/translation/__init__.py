"""From words to another language."""
