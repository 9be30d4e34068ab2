"""What stands around the rooms: rail, top bar, foot, queue of work, welcome."""
