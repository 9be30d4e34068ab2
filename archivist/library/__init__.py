"""What there is: plain values of the historian's desk and their rules."""
