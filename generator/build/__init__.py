"""Work shared out: one task an issue, over the cores of this machine."""
