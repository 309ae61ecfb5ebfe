import type { Fault } from "./fault.ts";

export const SESSION_FAULTS = [
  {
    name: "login-ticket-is-dead",
    title: "AuthenticateUser answers a ticket that no operation accepts.",
    statements: ["AUT-01"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "login-accepts-any-password",
    title: "Any password is accepted.",
    statements: ["AUT-02"],
    class: "sessions",
    visibility: "single-call",
  },
  {
    name: "login-refuses-with-other-code",
    title: "Wrong credentials are refused with another code than 900.",
    statements: ["AUT-02"],
    class: "sessions",
    visibility: "single-call",
  },
  {
    name: "login-refusal-carries-ticket",
    title: "Wrong credentials are refused with a ticket that works.",
    statements: ["AUT-02"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "login-ticket-in-other-case",
    title: "AuthenticateUser answers the ticket in an attribute Ticket.",
    statements: ["AUT-01"],
    class: "answers",
    visibility: "single-call",
  },
  {
    name: "logout-keeps-ticket",
    title: "A ticket goes on working after LogOut.",
    statements: ["AUT-03", "CUH-17", "DUH-09", "DDH-09"],
    class: "sessions",
    visibility: "sequence",
  },
  {
    name: "tickets-never-expire",
    title: "A ticket goes on working after its lifetime.",
    statements: ["CUH-17", "DUH-09", "DDH-09"],
    class: "sessions",
    visibility: "sequence",
  },
] as const satisfies readonly Fault[];
