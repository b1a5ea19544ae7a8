"""Every binding and every subscription across contexts, on one page."""

from sunward.kernel import ports


def connect() -> None:
    """Plug the contexts into the door and into each other; called once, when Django is ready."""
    from sunward import record

    del record, ports
