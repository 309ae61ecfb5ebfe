/** Characters that no name of a document or folder may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const FORBIDDEN_IN_NAME = /[\u0000-\u001f\\/:*?"<>|]/;

/** The longest name, in characters. */
const MAX_NAME_LENGTH = 255;

/** Whether a document or folder may be called so. */
function isName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= MAX_NAME_LENGTH &&
    name.trim() === name &&
    name !== "." &&
    name !== ".." &&
    !FORBIDDEN_IN_NAME.test(name)
  );
}

/** `/Library/inbox/a.bin` as its folder and its name; undefined for anything that is no such path. */
export function splitPath(
  path: string,
): { readonly folder: string; readonly name: string } | undefined {
  const slash = path.lastIndexOf("/");
  if (slash <= 0 || !path.startsWith("/")) return undefined;
  const name = path.slice(slash + 1);
  return isName(name) ? { folder: path.slice(0, slash), name } : undefined;
}

/** The id of a short path of a folder, `~F12`. */
export function shortFolderId(path: string): number | undefined {
  const match = /^~F([0-9]{1,9})$/.exec(path);
  return match ? Number(match[1]) : undefined;
}

/** The id of a short path of a document, `~D12` or `~D12.bin`. */
export function shortPathId(path: string): number | undefined {
  const match = /^~D([0-9]{1,9})(?:\.[^/]*)?$/.exec(path);
  return match ? Number(match[1]) : undefined;
}
