"""`helpcentre/feedback`: "Was this helpful?" under every article, a real form that works without JavaScript."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from helpcentre.mkdocs_plugins.hooks import SitePlugin, load_module, log


class Address(options.Type[str]):
    """An optional address: a key without a value (or an empty variable) means none, not the default."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def validate(self, value: object) -> str:
        """Return the address as text, empty for none."""
        return "" if value is None else str(super().validate(value))  # type: ignore[no-untyped-call]


class FeedbackOptions(Config):
    """The options of `helpcentre/feedback`."""

    collector_url = Address("/")
    """The address of the collector: `/` for the site's own origin, otherwise an https address; empty: no widget."""
    enabled = options.Type(bool, default=True)
    """Whether pages have the widget."""
    count_views = options.Type(bool, default=False)
    """Whether articles report that they were opened; the collector counts it only if it runs with `--count-views`."""


class FeedbackPlugin(SitePlugin, BasePlugin[FeedbackOptions]):
    """Adds the widget to articles, and writes the manifest for the collector."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the widget's script, or say that there will be no widget."""
        config = super().on_config(config)
        if self.site.options.collector_url is None:
            log.info("helpcentre/feedback: no collector_url is set, so pages show no feedback widget")
        else:
            load_module(config, self.site, "feedback.js")
            if self.site.support is not None and self.site.support.contact_form:
                load_module(config, self.site, "message.js")
        return config
