"""What is in the library twice, side by side; the user decides about each pair."""
