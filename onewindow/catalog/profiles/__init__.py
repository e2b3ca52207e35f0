"""Import profiles: one module for each form in which others publish their service items."""
