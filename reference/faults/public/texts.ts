import type { PublicFault } from "./public-fault.ts";

/** Texts that come back. */
export const PUBLIC_TEXTS = [
  {
    name: "listed-name-is-percent-encoded",
    title: "The list has names of files percent-encoded.",
    statements: ["DUA-19"],
    area: "texts",
    report: "https://github.com/OpenMarshal/npm-WebDAV-Server/issues/66",
  },
  {
    name: "listed-name-is-escaped-for-html",
    title: "The list, which is JSON, has names of files escaped for HTML.",
    statements: ["DUA-19"],
    area: "texts",
    report: "https://github.com/owncloud/client/issues/5576",
  },
  {
    name: "listed-name-is-read-as-latin1",
    title: "The list has names of files whose UTF-8 was read as Latin-1.",
    statements: ["DUA-19"],
    area: "texts",
    report: "https://github.com/paperclipai/paperclip/issues/4706",
  },
  {
    name: "error-text-is-escaped-first",
    title: "What an error text repeats of a request is escaped before the answer is written.",
    statements: ["ALL-20"],
    area: "texts",
    report: "https://github.com/languagetool-org/languagetool-browser-addon/issues/34",
  },
  {
    name: "download-name-has-entities",
    title: "The file name of a download is escaped for HTML.",
    statements: ["ALL-20"],
    area: "texts",
    report: "https://github.com/SimpleMachines/SMF/issues/7785",
  },
  {
    name: "metadata-name-loses-letters",
    title: "Letters beyond ASCII in the filename of metadata come back as underscores.",
    statements: ["TUS-71"],
    area: "texts",
    report: "https://github.com/karakeep-app/karakeep/pull/3042",
  },
  {
    name: "api-json-length-counts-characters",
    title: "Content-Length of JSON counts characters, and so many bytes of its UTF-8 are sent.",
    statements: ["DUA-21"],
    area: "texts",
    report: "https://github.com/bestpractical/rt/pull/419",
  },
] as const satisfies readonly PublicFault[];
