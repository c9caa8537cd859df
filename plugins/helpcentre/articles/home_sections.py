"""The sections of the home page: their names in front matter, in the usual order, and their usual headings."""

HOME_SECTIONS = {
    "most_asked": "home.most_asked",
    "topics": "home.topics",
    "contact": "home.talk",
    "policies": "frame.policies",
    "kinds": "frame.browse",
}
"""Each section with the string that is its heading unless the writer gives one."""
