"""What people make of what a machine heard: corrections laid over it, and what to look at first."""
