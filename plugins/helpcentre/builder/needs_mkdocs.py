"""The reason why a site can only be built by MkDocs."""

from helpcentre.errors import Finding


class NeedsMkDocsError(Exception):
    """The site asks for something that only MkDocs does; `finding` has its place and names it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))
