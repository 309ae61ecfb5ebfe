import { HttpRefusal } from "../http/http-refusal.ts";

/** A refusal of ASP.NET Core: `application/problem+json` (RFC 9457). */
export function problemJson(
  status: number,
  title: string,
  errors?: Readonly<Record<string, readonly string[]>>,
): HttpRefusal {
  const type = `https://tools.ietf.org/html/rfc9110#section-15.5.${status - 399}`;
  const body = JSON.stringify({ type, title, status, ...(errors ? { errors } : {}) });
  return new HttpRefusal(status, body, {
    "Content-Type": "application/problem+json; charset=utf-8",
  });
}
