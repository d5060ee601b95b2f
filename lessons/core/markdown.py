"""Escape a text for Markdown, so that it is shown as it was typed."""

import re

# Everything except letters, digits, spaces and a few signs without a meaning in Markdown and HTML.
SIGN = re.compile(r"[^\w\s,;?]|_")
MATH = re.compile(r"&#(?:36|92);")  # a dollar and a backslash


def escaped(text: str) -> str:
    r"""Return Markdown that shows a text as it was typed, without emphasis, links or HTML.

    >>> escaped("*a* & <b>")
    '&#42;a&#42; &#38; &#60;b&#62;'
    """
    return SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)


def escaped_for_notebook(text: str) -> str:
    """Return Markdown for a cell of a notebook, where `$5 or $10` would become a formula.

    JupyterLab looks for formulas in the page that it has made of the Markdown, so a character
    reference is not enough. A formula cannot begin in one element and end in another.
    """
    return MATH.sub(r"<span>\g<0></span>", escaped(text))
