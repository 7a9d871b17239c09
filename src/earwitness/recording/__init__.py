"""The sound itself: probe it, decode it, encode it for a page."""
