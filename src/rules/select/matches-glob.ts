/**
 * Whether a rule id matches a glob: `*` stands for any text, `?` for one character. A glob without
 * a dot is matched with the last part of the id, so that `twice` finds `….delete-upload-handler.twice`.
 */
export function matchesGlob(id: string, glob: string): boolean {
  const subject = glob.includes(".") ? id : id.slice(id.lastIndexOf(".") + 1);
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(subject);
}
