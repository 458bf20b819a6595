"""Structure rules, one genre a file: text becomes blocks, units and targets."""
