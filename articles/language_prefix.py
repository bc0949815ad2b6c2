"""The first segment of an address, where it names a language."""

from django.http import HttpResponseRedirect

from articles import languages


def language_of_the_address(get_response):
    """`/es/…` is answered as `…`, in Spanish. Nothing else is asked: no cookie, no header."""

    def middleware(request):
        code, path = languages.split(request.path_info)
        if not code:
            return get_response(request)
        if languages.is_of_the_desk(path):
            return HttpResponseRedirect(_without(code, request.get_full_path()))
        request.path_info = path
        with languages.page_in(code):
            return get_response(request)

    return middleware


def _without(code, whole):
    desk = languages.DESK
    return whole.replace(f"/{code}{desk}", desk, 1)
