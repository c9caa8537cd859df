"""The pages for those who may not see a report page yet, and the one for customers whose form was refused."""

from urllib.parse import parse_qsl, urlencode

from starlette.responses import Response

from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.pages.page_request import PageRequest
from helpcentre.collector.pages.report_pages import render_message
from helpcentre.collector.pages.request_context import make_context
from helpcentre.collector.pages.templating import render


async def show_sign_in(asked: PageRequest, status: int, onward: str, problem: str = "") -> Response:
    """Return the sign-in page; `onward` is the address it leads to, `problem` the key of what went wrong."""
    page = make_context(asked, path="/reports/login", query=(("to", onward),))
    return await asked.html(_render_sign_in, page, onward, problem, status=status)


async def show_forbidden(asked: PageRequest, status: int, _: str = "") -> Response:
    """Return the page for a token whose scope is too narrow."""
    page = make_context(asked)
    words = page.words
    message = (words["pages.forbidden"], words["pages.forbidden_hint"], page.base, words["pages.title"])
    return await asked.html(render_message, page, *message, status=status)


async def show_form_refusal(asked: PageRequest, status: int) -> Response:
    """Return the page for a customer without JavaScript whose answer was not stored: why, and what to do."""
    page = make_context(asked, is_for_customers=True)
    words, manifest = page.words, asked.service.manifest
    reason = {503: "pages.form_later", 404: "pages.form_old"}.get(status, "pages.form_wrong")
    home = manifest.site.url if manifest else ""
    message = (words["pages.form_refused"], words[reason], home, words["frame.home"])
    return await asked.html(render_message, page, *message, status=status)


async def show_message_refusal(asked: PageRequest, status: int) -> Response:
    """Return the page for a customer without JavaScript whose message was not taken; Back keeps what was written."""
    page = make_context(asked, is_for_customers=True)
    words, manifest = page.words, asked.service.manifest
    reason = "pages.message_later" if status in (429, 503) else "pages.message_wrong"
    home = manifest.site.url if manifest else ""
    message = (words["pages.message_refused"], words[reason], home, words["frame.home"])
    return await asked.html(render_message, page, *message, status=status)


def _render_sign_in(page: PageContext, onward: str, problem: str) -> str:
    links = [(code, name, _address_in_language(onward, code)) for code, name, _ in page.language_links]
    return render("sign_in.html", page, onward=onward, problem=problem, language_links=links)


def _address_in_language(onward: str, language: str) -> str:
    """Return the address of the sign-in page in a language, which leads to the same page in that language."""
    path, _, query = onward.partition("?")
    to = f"{path}?{urlencode(dict(parse_qsl(query, keep_blank_values=True)) | {'ui': language})}" if path else ""
    return f"/reports/login?{urlencode({'ui': language, 'to': to})}"
