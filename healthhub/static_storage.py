from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies. A file missing from the manifest keeps its plain name,
    so that one forgotten file does not turn every page into an error."""

    manifest_strict = False
