"""The views of the portal: each reads the request, calls one service or selector, and chooses a page."""
