"""Write a text that somebody typed into Markdown, so that it shows as it was typed."""

import re

# Letters, digits, spaces and a few signs that Markdown and HTML leave alone; no others.
SIGN = re.compile(r"[^\w\s,;?]|_")
MATH = re.compile(r"&#(?:36|92);")  # a dollar and a backslash


def escaped(text: str) -> str:
    r"""Return Markdown whose reader sees a text as it was typed: no emphasis, link or HTML in it.

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
