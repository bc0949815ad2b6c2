import json

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_data_block_is_read_by_nobody_but_machines(
    page, live_server, make_published, violations
):
    """The policy forbids inline scripts; a data block is none, so no browser reports it."""
    make_published("</script><b>Sleep</b> well", slug="sleep-well")
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error(e.blockedURI))"
    )
    for address in ("/", "/health/", "/health/sleep-well/", "/authors/ada-author/"):
        page.goto(live_server.url + address)
        block = page.locator('script[type="application/ld+json"]')
        assert json.loads(block.text_content())["@graph"]
    assert violations == []
