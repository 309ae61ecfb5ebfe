import { Pool } from "undici";
import type { ReferenceServer } from "../../../reference/server.ts";
import { readAnswer, type XmlAnswer } from "./answer.ts";

export type Params = Readonly<Record<string, string | number | boolean>>;
export type Headers = Readonly<Record<string, string>>;
type Body = string | Buffer;

/** An answer of the second vendor's API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends requests to one server. */
export interface Client {
  readonly get: (operation: string, params?: Params) => Promise<XmlAnswer>;
  readonly post: (operation: string, params?: Params) => Promise<XmlAnswer>;
  readonly soap: (operation: string, params?: Params) => Promise<XmlAnswer>;
  /** Any request, answered by infoRouter. */
  readonly xml: (
    method: string,
    path: string,
    headers?: Headers,
    body?: Body,
  ) => Promise<XmlAnswer>;
  /** Any request, answered by the second vendor's API. */
  readonly api: (
    method: string,
    path: string,
    headers?: Headers,
    body?: Body,
  ) => Promise<ApiAnswer>;
  readonly close: () => Promise<void>;
}

export const FORM = { "content-type": "application/x-www-form-urlencoded" };
export const XML = { "content-type": "text/xml; charset=utf-8" };

const CONNECTIONS = 32;

export function connect(server: ReferenceServer): Client {
  const pool = new Pool(server.url, { connections: CONNECTIONS });
  const send = (method: string, path: string, headers: Headers = {}, body?: Body) =>
    pool.request({ method, path, headers, body: body ?? null });
  const xml: Client["xml"] = async (method, path, headers, body) => {
    const response = await send(method, path, headers, body);
    const bytes = Buffer.from(await response.body.arrayBuffer());
    return readAnswer(response.statusCode, String(response.headers["content-type"]), bytes);
  };
  return {
    xml,
    get: (operation, params = {}) => xml("GET", `/srv.asmx/${operation}?${encode(params)}`),
    post: (operation, params = {}) => xml("POST", `/srv.asmx/${operation}`, FORM, encode(params)),
    soap: (operation, params = {}) => {
      const headers = { ...XML, soapaction: `"http://tempuri.org/${operation}"` };
      return xml("POST", "/srv.asmx", headers, envelope(operation, params));
    },
    api: async (method, path, headers, body) => {
      const response = await send(method, path, headers, body);
      return {
        status: response.statusCode,
        headers: response.headers,
        text: await response.body.text(),
      };
    },
    close: () => pool.close(),
  };
}

function encode(params: Params): string {
  return Object.entries(params)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}

/** A SOAP 1.1 message as the documents show it. */
export function envelope(operation: string, params: Params): string {
  const fields = Object.entries(params)
    .map(([name, value]) => `<tns:${name}>${escapeText(String(value))}</tns:${name}>`)
    .join("");
  return wrap(`<tns:${operation}>${fields}</tns:${operation}>`);
}

/** A SOAP 1.1 envelope around what stands in its body. */
export function wrap(body: string): string {
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tns="http://tempuri.org/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
