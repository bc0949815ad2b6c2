import logging

from healthhub.logs import WithoutSecrets


def line(message, *args, exc_info=None):
    record = logging.LogRecord("x", logging.ERROR, "", 1, message, args, exc_info)
    return WithoutSecrets("{message}", style="{").format(record)


def test_the_address_of_a_preview_is_cut():
    assert line("Not Found: %s", "/preview/s3cr-et_/remark/") == "Not Found: /preview/…/remark/"
    assert line("GET /preview/s3cret?x=1 and /preview/other/") == (
        "GET /preview/…?x=1 and /preview/…/"
    )


def test_it_is_cut_from_what_an_error_says_too():
    try:
        raise ValueError("at /preview/s3cret/")
    except ValueError as error:
        told = line("Fault", exc_info=(ValueError, error, error.__traceback__))
    # The line of this file that raised it is shown as well; what it says is cut in both.
    assert "s3cret" not in told and "/preview/…/" in told


def test_other_addresses_are_as_they_were():
    assert line("/admin/articles/article/1/previews/") == "/admin/articles/article/1/previews/"
    assert line("/admin/articles/article/1/preview/") == "/admin/articles/article/1/preview/"
