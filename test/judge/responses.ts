import type { Response } from "../../src/judge/answer/not-an-answer.ts";
import type { Operation } from "../../src/model/operation.ts";

/** A response as the client gives it. */
export function response(
  body: string | Buffer,
  { status = 200, type = "text/xml; charset=utf-8", headers = {} } = {} as {
    readonly status?: number;
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Response {
  return {
    kind: "response",
    status,
    headers: { ...(type === "" ? {} : { "content-type": type }), ...headers },
    body: typeof body === "string" ? Buffer.from(body) : body,
    durationMs: 1,
  };
}

export function operation(answer: Operation["answer"]): Operation {
  return { name: "Anything", service: "inforouter", bindings: ["get"], parameters: [], answer };
}

/** As ASP.NET writes it. */
export function soapAnswer(result: string, name = "DeleteUploadHandler"): string {
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><${name}Response xmlns="http://tempuri.org/"><${name}Result>${result}</${name}Result></${name}Response></soap:Body></soap:Envelope>`;
}

export function escaped(markup: string): string {
  return markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
