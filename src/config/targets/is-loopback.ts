import { BlockList, isIP } from "node:net";

/** 127.0.0.0/8 and ::1 (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
function loopbackAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet("127.0.0.0", 8, "ipv4");
  list.addAddress("::1", "ipv6");
  return list;
}

const LOOPBACK = loopbackAddresses();

/**
 * True when a URL names this machine: 127/8, ::1, IPv4-mapped 127/8, `localhost` and names below
 * it (RFC 6761 6.3). Anything else, also what is no URL, is false; no name is looked up.
 */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  switch (isIP(host)) {
    case 4:
      return LOOPBACK.check(host, "ipv4");
    case 6:
      return LOOPBACK.check(host, "ipv6") || isMappedLoopback(host);
    default:
      return host === "localhost" || host.endsWith(".localhost");
  }
}

/** `::ffff:7fxx:xxxx`, as URLs write ::ffff:127.x.x.x. */
function isMappedLoopback(host: string): boolean {
  return /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/i.test(host);
}
