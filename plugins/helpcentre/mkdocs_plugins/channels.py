"""`helpcentre/channels`: the right channels under every article, all of them elsewhere, and dated notices."""

from helpcentre.mkdocs_plugins.hooks import SupportPlugin


class ChannelsPlugin(SupportPlugin):
    """Adds the channels to every page."""
