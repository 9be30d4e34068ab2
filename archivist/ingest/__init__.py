"""How sources come in: files of many kinds are read in a process of their own."""
