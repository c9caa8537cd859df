"""`helpcentre/hours`: compact hours under every page, full tables on request, one compiled file for browsers."""

from helpcentre.mkdocs_plugins.hooks import SupportPlugin


class HoursPlugin(SupportPlugin):
    """Gives every page its hours, and the site a calendar in each language."""
