"""helpcentre: a self-service help centre from a Git folder of Markdown."""

__version__ = "0.1.0"
__all__ = ["__version__"]
