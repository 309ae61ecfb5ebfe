"""Who is who: users, their passwords, and the tickets they hold."""

import hmac
import re
import time
import uuid

GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
# 30 days, from the last use on.
LIFETIME_SECONDS = 30 * 24 * 3600


def is_guid(text):
    """The form of every example in the documents. uuid.UUID() would read many others."""
    return GUID.fullmatch(text) is not None


class Sessions:
    def __init__(self, passwords):
        self._passwords = passwords
        self._tickets = {}

    def log_in(self, user, password):
        """A new ticket, or None."""
        known = self._passwords.get(user, "")
        if not known or not hmac.compare_digest(known.encode(), password.encode()):
            return None
        ticket = str(uuid.uuid4())
        self._tickets[ticket] = (user, time.monotonic())
        return ticket

    def user_of(self, ticket):
        """Who holds the ticket, or None when nobody does (any more)."""
        user, used = self._tickets.get(ticket.lower(), (None, 0))
        if user is None or time.monotonic() - used > LIFETIME_SECONDS:
            self._tickets.pop(ticket.lower(), None)
            return None
        self._tickets[ticket.lower()] = (user, time.monotonic())
        return user

    def end(self, ticket):
        self._tickets.pop(ticket.lower(), None)
