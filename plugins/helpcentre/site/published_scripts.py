"""Our scripts as they are published: without the comments that are for those who read the source.

A minifier was tried and left: rjsmin 1.3 takes blanks out of template literals.
"""

import re

OUR_SCRIPTS = "assets/helpcentre/"
"""The folder of our scripts in the theme and in the site."""
_BLOCK = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_CAST = re.compile(r"/\*\* @type \{[^*]*\} \*/ ?")
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_NO_SLASH = re.compile(r"^[^'/\\\n]+$", re.MULTILINE)
"""A line without regular expression, comment or escape: a blank next to a sign outside strings means nothing there."""
_SIGN = re.compile(r"""("[^"\n]*"|`[^`\n]*`)| ([+%-]=?) (?![+-])| ?([=>(){},;?:&|<!*]+) ?""")


def without_comments(script: str) -> str:
    """Return `script` without whole-line comments, type casts, indents and blanks that mean nothing.

    Only for our own, which are written so that this is enough: no comment follows code on its line unless it is a
    type, and no template literal holds a line break.
    """
    bare = _LINE.sub("", _BLOCK.sub("", script))
    lines = _INDENT.sub("", _CAST.sub("", bare))
    return _NO_SLASH.sub(lambda line: _SIGN.sub(r"\1\2\3", line[0]), lines)
