/** What is sent of a user after `Basic`: base64 of both, as UTF-8 (RFC 7617). A secret as the password is. */
export function basicToken({ uid, pwd }: { readonly uid: string; readonly pwd: string }): string {
  return Buffer.from(`${uid}:${pwd}`).toString("base64");
}
