"""Show the role play as a page of controls: partner, aims, activities, advice, session, brief."""

from dataclasses import asdict
from html import escape

import traitlets

from lessons.charts.engine.controls import known
from lessons.charts.engine.theme import css
from lessons.core.text import sentences
from lessons.role_play import brief, cards
from lessons.role_play.activities import areas, menu, objectives
from lessons.role_play.brief import MAX_WORDS, SIDES
from lessons.role_play.drafts import FIELDS, MAX_TEXT_LENGTH, Drafts, cleaned
from lessons.role_play.partner import Partner, partners_by_group, profile
from lessons.role_play.rules import AIMS, BUDGET, MIN_AREAS, advise
from lessons.widgets import council
from lessons.widgets.card import Card, Message, still
from lessons.widgets.saved_answers import DRAFTS

FIRST = "JOR"  # the partner for learners without a draft


def role_play(partner: str = "") -> "RolePlay":
    """Plan a partnership programme for a partner of today, by code or by name.

    Without a partner the last one is shown, with everything that was chosen and written for it.
    """
    return RolePlay(partner)


class RolePlay(Card):
    """The task of the last lesson, whose rules are applied in the kernel.

    The trait `setup` has the options, `draft` what was chosen and written, `profile` the facts
    about the current partner, and `note` a sentence if saving failed. A draft's `opened` counts
    the partners that were opened, so that an edit made for the previous one is recognised.
    """

    setup = traitlets.Dict().tag(sync=True)
    draft = traitlets.Dict().tag(sync=True)
    profile = traitlets.Dict().tag(sync=True)
    session = traitlets.Dict().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)

    def __init__(self, partner: str = "") -> None:
        """Open the drafts at a partner, by default the one that was worked on last."""
        names = {code: text for _, group in partners_by_group() for code, text in group}
        self._drafts = Drafts.load()
        wanted = partner or (self._drafts.partner if self._drafts.partner in names else FIRST)
        self._drafts.partner = known("Partner", wanted, names)
        self._opened = 0
        super().__init__("role_play", variables=css(), setup=_setup(), note=self._drafts.notice)
        self._open()
        self.observe(lambda change: self._take(change["new"]), names=["draft"])

    @property
    def _partner(self) -> Partner:
        return Partner(self._drafts.partner)

    def _open(self) -> None:
        """Show the plan and the profile of the current partner."""
        plan = self._drafts.plan
        self.profile = profile(self._partner)
        self._shown = {
            "partner": self._drafts.partner,
            "opened": self._opened,
            "aims": plan.aims,
            "chosen": plan.chosen,
            "texts": plan.texts,
        }
        self.draft = self._shown
        self.session = council.view(self._partner, plan)

    def _take(self, new: Message) -> None:
        """Save a draft from the browser, or open another partner's."""
        if new is self._shown:
            return
        # Another partner has a plan of its own: the rest of the draft is about the previous one.
        if new["opened"] != self._opened:
            self._open()
            return
        if new["partner"] != self._drafts.partner:
            self._drafts.partner = str(new["partner"])
            self._opened += 1
            self.note = self._drafts.save()
            self._open()
            return
        self._drafts.plans[self._drafts.partner] = cleaned(new, self._drafts.plan.sitting)
        self._save()
        # Until this message the browser stores the edit, for a widget that replaces this one.
        if not self.note:
            self.send([{"do": "saved", "edit": new.get("edit", 0)}])

    def handle(self, message: Message) -> list[Message]:
        """Return the advice, a page to download, or the message that the session has moved on.

        A request comes with the draft that it is about: Jupyter holds back a change of a trait
        while the kernel is busy, so the request may overtake it.
        """
        if "draft" in message:
            self._take(message["draft"])
        partner, plan = self._partner, self._drafts.plan
        match message["do"]:
            case "advise":
                chosen = [menu()[key] for key in plan.chosen]
                return [{"do": "advice", **asdict(advise(partner, plan.aims, chosen))}]
            case "page":
                html = brief.as_html(partner, plan, council.session_on(partner, plan).memo)
                words = sum(len(text.split()) for text in plan.texts.values())
                # The file is made in any case: only the printed page shows whether the text fits.
                warning = f"Its {words} words may not fit on one page: try {MAX_WORDS}."
                return [_download("brief", partner, html, warning * (words > MAX_WORDS))]
            case "cards":
                return [_download("role-cards", partner, cards.as_html(partner.name))]
            case _:
                council.act(partner, plan, message)
                self._save()
                return [{"do": "session"}]

    def _save(self) -> None:
        """Save the drafts, and show the session on the current one."""
        self.note = self._drafts.save()
        self.session = council.view(self._partner, self._drafts.plan)

    def __repr__(self) -> str:
        """Return the fixed text by which stored notebooks are compared."""
        partners = sum(len(group) for _, group in partners_by_group())
        return (
            f"Role play: {partners} partners, {len(menu())} activities, {BUDGET} points of effort."
        )

    def page(self) -> str:
        """Return the task and the activities as plain HTML, for print and without a kernel."""
        rows = "".join(
            f"<li>{escape(a.title)} ({a.effort}, {SIDES[a.side]}, "
            f"modelled on {escape(a.modelled_on)})</li>"
            for a in menu().values()
        )
        text = still(repr(self), more=f"<ul>{rows}</ul>")
        return f'<div data-question="{DRAFTS}">{text}</div>'


def _download(kind: str, partner: Partner, html: str, more: str = "") -> Message:
    """Return the message that lets the browser download a page, and the sentences about it."""
    name = f"{kind}-{partner.iso3.lower()}.html"
    status = sentences(f"{name} is on its way to your downloads.", more)
    return {"do": "file", "name": name, "html": html, "status": status}


def _setup() -> Message:
    """Return the options for js/src/role_play.js."""
    return {
        "partners": partners_by_group(),
        "aims": [*objectives().items()],
        "areas": [*areas().items()],
        "menu": [
            [a.key, a.area, a.title, a.effort, SIDES[a.side], a.what, a.modelled_on]
            for a in menu().values()
        ],
        "fields": [[key, *texts] for key, texts in FIELDS.items()],
        "budget": BUDGET,
        "wanted": [AIMS, MIN_AREAS],
        "longest": MAX_TEXT_LENGTH,
    }
