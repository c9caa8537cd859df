"""`helpcentre/feedback`: "Was this helpful?" under every article, a real form that works without JavaScript."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.contract.events import REASONS
from helpcentre.mkdocs_plugins import outputs, shared
from helpcentre.mkdocs_plugins.theme_slots import tell_without_place


class Address(options.Type[str]):
    """An address, or nothing: a key without a value (or an empty variable) means none, not the default."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def validate(self, value: object) -> str:
        """Return the address as text, empty for none."""
        return "" if value is None else str(super().validate(value))  # type: ignore[no-untyped-call]


class FeedbackOptions(Config):
    """The options of `helpcentre/feedback`."""

    collector_url = Address("/")
    """Where the collector answers: `/` for the site's own origin, else an https address; empty: no widget at all."""
    enabled = options.Type(bool, default=True)
    """Whether pages carry the widget."""


class FeedbackPlugin(shared.SharedHooks, BasePlugin[FeedbackOptions]):
    """Puts the widget on articles, and writes the manifest the collector reads."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the widget's script, or say aloud that there will be no widget."""
        config = super().on_config(config)
        with shared.told():
            self._url = outputs.collector_url(config)
        if self._url is None:
            shared.log.info("helpcentre/feedback: no collector_url is set, so pages show no feedback widget")
        elif not shared.site_of(config).frame:
            script = ExtraScriptValue("assets/helpcentre/feedback.js")
            script.type = "module"
            config.extra_javascript.append(script)
            config.extra_css.append("assets/helpcentre/blocks.css")
        return config

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give articles what the widget needs."""
        site = shared.site_of(config)
        article = site.by_path.get(page.file.src_uri)
        if self._url is None or article is None or not article.kind.is_article:
            return context
        hc = shared.hc(context, config, page)
        base = self._url
        outline = site.outlines.get(page.file.src_uri)
        hc["feedback"] = {
            "form_url": f"{base}feedback/v1/form",
            "items_url": f"{base}feedback/v1/items",
            "article": article.id,
            "language": article.language,
            "version": article.version,
            "reasons": [{"code": code, "text": hc["t"][f"feedback.reason.{code}"]} for code in REASONS],
            "headings": [
                {"id": heading.id, "text": heading.text}
                for heading in (outline.headings if outline else ())
                if heading.level in (2, 3) and heading.id
            ][:12],
        }
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the manifest; say where the theme shows no widget."""
        if self._url is not None:
            outputs.write_manifest(config)
            tell_without_place(config)
