import type { NullServer, Said } from "./null-server.ts";

const PAGE =
  "<!DOCTYPE html><html><head><title>It works!</title></head><body>It works!</body></html>";

/** Answers every call with the same bytes, whoever asks for whatever. */
function page<N extends string>(
  name: N,
  title: string,
  said: Said,
): NullServer & { readonly name: N } {
  return { name, title, start: () => ({ answer: () => said }) };
}

export const PAGES = [
  page("empty-200", "Every call is answered with status 200 and no body.", {
    status: 200,
    type: "text/xml",
    body: "",
  }),
  page("html-200", "Every call is answered with a web page.", {
    status: 200,
    type: "text/html",
    body: PAGE,
  }),
  page("html-500", "Every call is answered with an error page, status 500.", {
    status: 500,
    type: "text/html",
    body: PAGE,
  }),
] as const;
