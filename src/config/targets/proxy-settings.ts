import type { ProxySettings } from "../../model/target.ts";
import type { Environment } from "./environment.ts";
import { lookupIn } from "./environment.ts";
import { isLoopback } from "./is-loopback.ts";

/**
 * The HTTP proxies that the environment asks for, by the names that curl and undici read: `http_proxy`,
 * `https_proxy`, `no_proxy`, and the same in capitals. Undefined where it asks for none.
 *
 * @param asked `proxy` of the target: true wants it for this machine as well, false for nothing
 */
export function proxySettings(
  environment: Environment,
  asked: boolean | undefined,
): ProxySettings | undefined {
  if (asked === false) return undefined;
  const lookup = lookupIn(environment);
  const read = (name: string): string => lookup(name) ?? lookup(name.toUpperCase()) ?? "";
  const http = read("http_proxy");
  const https = read("https_proxy") || http;
  if (http === "" && https === "") return undefined;
  return {
    ...(http === "" ? {} : { http: withScheme(http) }),
    https: withScheme(https),
    except: read("no_proxy")
      .split(/[,\s]+/)
      .filter((entry) => entry !== ""),
    loopback: asked === true,
  };
}

/** Most tools take `proxy:3128` for an address of HTTP. */
function withScheme(proxy: string): string {
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

/** Whether a proxy can be used: it has to be asked by HTTP. */
export function isProxy(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

/** The proxy through which requests to an origin go; undefined where they go straight there. */
export function proxyFor(origin: string, settings: ProxySettings | undefined): string | undefined {
  if (!settings || (isLoopback(origin) && !settings.loopback)) return undefined;
  const { protocol, hostname, port } = new URL(origin);
  const isExcepted = settings.except.some((entry) => isMeant(entry, { protocol, hostname, port }));
  if (isExcepted) return undefined;
  return protocol === "https:" ? settings.https : settings.http;
}

/** `*`, `host`, `.host` (and what is below it), each with or without `:port`. */
function isMeant(
  entry: string,
  { protocol, hostname, port }: Pick<URL, "protocol" | "hostname" | "port">,
): boolean {
  if (entry === "*") return true;
  const [, host = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && only !== (port || (protocol === "https:" ? "443" : "80"))) return false;
  const name = host.replace(/^\*?\./, "").toLowerCase();
  return hostname === name || hostname.endsWith(`.${name}`);
}
