"""What was typed and not accepted yet, kept in the session until it is.

It survives signing in again: Django keeps the session of who was signed out. It is in nobody
else's hands, and gone with the session.
"""

from comments import limits

KEY = "comment_drafts"
MOST = 3  # forms at once
LONGEST = 10_000  # characters: far more than fits, so that nothing a person typed is cut off


def keep(request) -> None:
    """Keep what this form has; from an address that sends very many, nothing."""
    text = request.POST.get("text", "")
    if not text.strip() or not limits.within(request, "draft"):
        return
    draft = {"text": text[:LONGEST], "ticket": request.POST.get("ticket", "")[:400]}
    draft |= {"kind": kind[:20]} if (kind := request.POST.get("kind", "")) else {}
    others = {path: d for path, d in _kept(request).items() if path != request.path}
    newest = [*others.items()][-(MOST - 1) :]
    request.session[KEY] = {**dict(newest), request.path: draft}


def of(request) -> dict[str, str]:
    """What was typed into the form at this address: {} or its text, ticket and kind."""
    return _kept(request).get(request.path, {})


def drop(request) -> None:
    """It was accepted."""
    kept = _kept(request)
    if request.path in kept:
        del kept[request.path]
        request.session[KEY] = kept


def _kept(request):
    return dict(request.session.get(KEY, {}))
