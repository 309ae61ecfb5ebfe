import type { PublicFault } from "./public-fault.ts";

/** Parsers of GUIDs. */
export const PUBLIC_GUIDS = [
  {
    name: "upper-case-guid-is-another",
    title: "A GUID in upper case names another handler.",
    statements: ["DUH-01", "DDH-01"],
    area: "guids",
    report: "https://github.com/ramsey/uuid/issues/131",
  },
  {
    name: "guid-may-be-longer",
    title: "What follows a GUID is passed over.",
    statements: ["DUH-07", "DDH-07"],
    area: "guids",
    report: "https://github.com/pocoproject/poco/issues/4375",
  },
  {
    name: "guid-between-any-characters",
    title: "The first and the last character of a GUID of 38 characters may be any.",
    statements: ["DUH-07", "DDH-07"],
    area: "guids",
    report: "https://github.com/google/uuid/issues/60",
  },
  {
    name: "guid-dashes-may-be-anywhere",
    title: "Dashes in a GUID may be missing or anywhere.",
    statements: ["DUH-07", "DDH-07"],
    area: "guids",
    report: "https://github.com/python/cpython/issues/80938",
  },
  {
    name: "guid-of-few-digits-is-filled-up",
    title: "A few hexadecimal digits are a GUID that ends with zeros.",
    statements: ["DUH-07", "DDH-07"],
    area: "guids",
    report: "https://github.com/uuidjs/uuid/issues/110",
  },
  {
    name: "guid-on-a-line-of-its-own",
    title: "A GUID may stand on a line among other lines.",
    statements: ["DUH-07", "DDH-07"],
    area: "guids",
    report: "https://github.com/sporkmonger/uuidtools/pull/40",
  },
  {
    name: "handler-is-found-by-first-digits",
    title: "An upload handler is found by the first eight digits of a GUID.",
    statements: ["DUH-11", "DUH-19"],
    area: "guids",
    report: "https://github.com/vshulcz/deja-vu/issues/1620",
  },
] as const satisfies readonly PublicFault[];
