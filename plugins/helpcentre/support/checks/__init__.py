"""Checks of support.yml beyond its models: values that contradict each other, and what is out of date."""
