"""Rules about images and everything else that a page loads."""
