"""The program that makes a PDF: what to print on standard input, the PDF on standard output.

It is run by path, alone: no Django, no settings, nothing of ours imported. It limits its own memory
and time first. It gets everything that it may show with its input, and fetches nothing: every other
address is refused, whatever its scheme. The answer is a line of JSON (facts, or what failed) and
then the PDF.
"""

import base64
import json
import sys

OPTIONS = {
    "pdf_variant": "pdf/ua-1",
    "optimize_images": True,
    "jpeg_quality": 85,
    "dpi": 200,
}


def main() -> None:
    limit_resources(*map(int, sys.argv[1:]))
    try:
        facts, pdf = made(json.load(sys.stdin.buffer))
    except MemoryError:
        facts, pdf = {"failed": "It needs more memory than a leaflet may take."}, b""
    except Exception as error:
        facts, pdf = {"failed": f"{type(error).__name__}: {error}"}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + pdf)


def limit_resources(memory: int, cpu_seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def made(order: dict) -> tuple[dict, bytes]:
    """`order` has html, css, base_url, identifier, qr (a text to encode) and files.

    `files` maps addresses to [media type, bytes in base64].
    """
    import logging

    from weasyprint import CSS, HTML

    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    fetcher = only_from({**unpacked(order["files"]), "leaflet:qr": ("image/svg+xml", qr(order))})
    known = {"url_fetcher": fetcher, "base_url": order["base_url"]}
    document = HTML(string=order["html"], **known).render(
        stylesheets=[CSS(string=order["css"], **known)],
        pdf_identifier=order["identifier"].encode(),
        **OPTIONS,
    )
    pdf = document.write_pdf(**OPTIONS, pdf_identifier=order["identifier"].encode())
    return {"pages": len(document.pages), "refused": fetcher.refused}, pdf


def unpacked(files: dict) -> dict[str, tuple[str, bytes]]:
    return {url: (kind, base64.b64decode(data)) for url, (kind, data) in files.items()}


def qr(order: dict) -> bytes:
    import io

    import segno

    file = io.BytesIO()
    segno.make(order["qr"], error="m", micro=False).save(file, kind="svg", border=2, xmldecl=False)
    return file.getvalue()


def only_from(files):
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyFrom(URLFetcher):
        """Gives out what came with the order; nothing is ever opened."""

        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.refused = []

        def fetch(self, url, headers=None):
            if url not in files:
                self.refused.append(url[:200])
                raise ValueError("A leaflet shows only what was handed in with it.")
            kind, data = files[url]
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return OnlyFrom()


if __name__ == "__main__":
    main()
