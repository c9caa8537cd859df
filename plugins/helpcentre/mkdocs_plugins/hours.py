"""`helpcentre/hours`: compact hours under every page, full tables on request, one compiled file for browsers."""

from helpcentre.mkdocs_plugins.hooks import SupportPlugin


class HoursPlugin(SupportPlugin):
    """Adds the hours to every page, and a calendar in each language to the site."""
