"""Take what a page says; give the whole page, with our styles, and our one script where it has one.

It cannot see what the body holds: whatever comes from an article must have been escaped.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from string import Template

from markupsafe import Markup

from .page import escape, template

STYLES = ("page.css", "article.css", "chart.css")


def page_html(
    title: str,
    kicker: str,
    kind: str,
    body: str,
    contents: str = "",
    script: str = "",
    style: str = "",
    folded: Sequence[str] = (),
) -> str:
    """Give a page: `kicker` are the words at its top right, `kind` the class of its body, `style` more style rules.

    A `script` is the only one that the page lets run, by its hash. `folded` are the sections that paper leaves out.
    """
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    return Template(template("page.html")).substitute(
        title=escape(title),
        kicker=escape(kicker),
        kind=escape(kind),
        css="\n".join([*map(template, STYLES), style]),
        contents=contents,
        body=body,
        paper=f'<span class="paper"> Not printed, but on the page: {escape(", ".join(folded))}.</span>'
        if folded
        else "",
        policy=f"; script-src 'sha256-{allowed}'" if script else "",
        script=f"\n<script>{script}</script>" if script else "",
    )


def render(package: str, name: str, **parts) -> Markup:
    """Give a template of a package's folder `template` filled in by Jinja; whatever is no Markup is escaped."""
    return Markup(_environment(package).get_template(name).render(parts))


@cache
def _environment(package: str):
    from jinja2 import Environment, PackageLoader, StrictUndefined  # not needed for a report

    environment = Environment(
        loader=PackageLoader(package, "template"),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else Markup(escape(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
