"""Deliberate deviations, one at a time, to see what a report of each looks like."""

TICKET_BEFORE_GUID = "ticket-before-guid"
KEEPS_STAGED_FILE = "keeps-staged-file"
ANY_PASSWORD = "any-password"
IGNORES_OWNER = "ignores-owner"

FAULTS = {
    TICKET_BEFORE_GUID: "both deletes look at the ticket before they look at the GUID",
    KEEPS_STAGED_FILE: "a delete forgets the handler and leaves its temporary file",
    ANY_PASSWORD: "whoever exists may log in, with any password",
    IGNORES_OWNER: "whoever is logged in may delete a handler, not only its owner",
}
