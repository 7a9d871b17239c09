"""What an article quotes and claims, and who it says says so."""
