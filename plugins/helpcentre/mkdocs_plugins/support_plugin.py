"""The base of `helpcentre/hours` and `helpcentre/channels`: their option and their script."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from helpcentre.mkdocs_plugins.hooks import SitePlugin, load_module


class SupportOptions(Config):
    """The options of `helpcentre/hours` and `helpcentre/channels`."""

    support_file = options.Optional(options.Type(str))
    """The support file, from the content folder; `support.yml` there or next to mkdocs.yml by default."""


class SupportPlugin(SitePlugin, BasePlugin[SupportOptions]):
    """A plugin that shows something of the support file on every page."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the script that keeps the hours true in the browser."""
        config = super().on_config(config)
        load_module(config, self.site, "hours.js")
        return config
