import type { SoapVersion } from "../../dialect/soap-style.ts";

export interface VersionFacts {
  readonly namespace: string;
  readonly mediaType: RegExp;
  readonly contentType: string;
}

/** What tells one version of SOAP from the other. */
export const SOAP_VERSIONS: Readonly<Record<SoapVersion, VersionFacts>> = {
  "1.1": {
    namespace: "http://schemas.xmlsoap.org/soap/envelope/",
    mediaType: /^(?:text|application)\/xml\b/i,
    contentType: "text/xml; charset=utf-8",
  },
  "1.2": {
    namespace: "http://www.w3.org/2003/05/soap-envelope",
    mediaType: /^application\/soap\+xml\b/i,
    contentType: "application/soap+xml; charset=utf-8",
  },
};

/** The version that a content type announces, of those that are served. */
export function announcedVersion(
  contentType: string,
  served: readonly SoapVersion[],
): SoapVersion | undefined {
  return served.find((version) => SOAP_VERSIONS[version].mediaType.test(contentType));
}
