"""Rules about troubleshooters: every path ends in the solution or at the contact page."""
