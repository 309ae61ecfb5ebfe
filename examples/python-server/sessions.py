"""Who is who: users, their passwords, and the tickets they hold."""

import hmac
import re
import time
import uuid

from faults import ANY_PASSWORD

GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
# 30 days, from the last use on.
LIFETIME_SECONDS = 30 * 24 * 3600


def is_guid(text):
    """The form of every example in the documents. uuid.UUID() would read many others."""
    return GUID.fullmatch(text) is not None


class Sessions:
    def __init__(self, passwords, fault=""):
        self._passwords = passwords
        self._fault = fault
        self._tickets = {}

    def log_in(self, user, password):
        """A new ticket, or None."""
        user = user.lower()
        known = self._passwords.get(user, "")
        right = hmac.compare_digest(known.encode(), password.encode())
        if not known or not (right or self._fault == ANY_PASSWORD):
            return None
        ticket = str(uuid.uuid4())
        self._tickets[ticket] = (user, time.time() + LIFETIME_SECONDS)
        return ticket

    def look(self, ticket):
        """Who holds the ticket and until when, or (None, 0) when nobody does (any more)."""
        user, until = self._tickets.get(ticket.lower(), (None, 0))
        if user is None or time.time() > until:
            self._tickets.pop(ticket.lower(), None)
            return None, 0
        return user, until

    def user_of(self, ticket):
        """Who holds the ticket; using it gives it its whole lifetime again."""
        user, _ = self.look(ticket)
        if user is not None:
            self._tickets[ticket.lower()] = (user, time.time() + LIFETIME_SECONDS)
        return user

    def end(self, ticket):
        self._tickets.pop(ticket.lower(), None)
