"""The elements of pages for teachers, to find any that came from somewhere else."""

from html.parser import HTMLParser

# The only elements and attributes that the gradebook and feedback have.
KNOWN_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "nav", "ul",
    "ol", "li", "a", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "div",
    "b", "span", "small", "em", "abbr", "details", "summary", "button", "script", "select",
    "option", "label", "code", "br", "textarea",
}  # fmt: skip
KNOWN_ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope", "title",
    "dir", "tabindex", "role", "aria-label", "aria-labelledby", "data-head", "data-alias",
    "data-pupil", "data-question", "data-sort", "data-text", "value", "type", "hidden",
    "aria-pressed", "rows", "maxlength", "selected",
}  # fmt: skip


class Elements(HTMLParser):
    """Collect the elements and attributes of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts = set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)
