"""The writing room: manuscripts, their outline, their text and its references."""
