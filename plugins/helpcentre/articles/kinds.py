"""The kinds of page, and what each kind means for a reader."""

from enum import StrEnum


class Kind(StrEnum):
    """The purpose of a page; the folder names of the demo follow it, but only front matter decides."""

    FAQ = "faq"
    """One question in the customer's words, one short answer."""
    TROUBLESHOOTING = "troubleshooting"
    """A symptom, its causes, the fix of each."""
    VIDEO = "video"
    """A short video with captions, and the same steps in words."""
    GUIDE = "guide"
    """Instructions for one thing, step by step."""
    POLICY = "policy"
    """Promises and conditions: never hidden, linked from the home page and the footer."""
    NOTICE = "notice"
    """Something that is true for a limited time."""
    PAGE = "page"
    """Home, contact, lists: not an article."""

    @property
    def is_article(self) -> bool:
        """True for pages that have the feedback widget and are in the manifest."""
        return self not in (Kind.NOTICE, Kind.PAGE)

    @property
    def folder(self) -> str:
        """Return the folder that `helpcentre new` writes this kind into (empty: the language's top)."""
        return _FOLDERS[self]


_FOLDERS = {
    Kind.FAQ: "faq",
    Kind.TROUBLESHOOTING: "troubleshooting",
    Kind.VIDEO: "videos",
    Kind.GUIDE: "guides",
    Kind.POLICY: "policies",
    Kind.NOTICE: "notices",
    Kind.PAGE: "",
}

SECTIONS = (Kind.FAQ, Kind.TROUBLESHOOTING, Kind.VIDEO, Kind.GUIDE, Kind.POLICY)
"""The kinds that have a list of their articles, in the order in which pages name them."""
