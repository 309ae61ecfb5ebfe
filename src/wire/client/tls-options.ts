/** How a server's certificate is judged, and what it is shown; `ca`, `cert` and `key` are PEM texts. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized?: boolean;
}
