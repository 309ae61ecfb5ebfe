import { HttpRefusal } from "../http/http-refusal.ts";

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** An exception as ASMX answers it to GET and POST: HTTP 500 in plain text, its message HTML-encoded. */
export function asmxText(exceptions: string): HttpRefusal {
  const text = exceptions.replace(/[&<>"]/g, (character) => REFERENCES[character] ?? character);
  return new HttpRefusal(500, `${text}\r\n`);
}
