"""Text formats to records and back, pure."""
