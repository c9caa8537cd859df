"""Our own builder: the site that `mkdocs build` would make, byte for byte, without MkDocs.

It builds sites with our plugins and our page frame only. `NeedsMkDocsError` names the setting that asks for more.
"""
