"""The room of the archive log: what is to be ordered, was seen, copied or refused."""
