/** Why an operation refuses a call. */
export type ReasonKind =
  | "authenticationFailed"
  | "sessionExpired"
  | "badRequest"
  | "missingParameter"
  | "notConvertible"
  | "invalidUploadHandler"
  | "invalidDownloadHandler"
  | "notYourHandler"
  | "chunkAfterLast"
  | "chunkTooLarge"
  | "chunkNotOfChunkSize"
  | "chunkEmpty"
  | "chunkCrcDiffers"
  | "chunkNotStored"
  | "uploadIncomplete"
  | "folderNotFound"
  | "documentExists"
  | "notCheckedOut"
  | "documentNotFound"
  | "versionNotFound"
  | "pathNotFound"
  | "pathsNotFound"
  | "labelOutOfRange"
  | "notAnArchive"
  | "noConverter"
  | "invalidDocumentPath"
  | "offsetOutOfRange"
  | "sizeOutOfRange";

/** A reason with what its text may repeat, or a text that only a fault says. */
export type Reason =
  | {
      readonly kind: ReasonKind;
      readonly name?: string;
      readonly value?: string;
      readonly type?: string;
    }
  | { readonly text: string };

/** The texts of the `error` attribute; `{name}`, `{value}` and `{type}` are those of the reason. */
export type Wording = Readonly<Record<ReasonKind, string>>;

/** How much of a value an error text repeats, in characters. */
const MAX_QUOTED = 64;

/** The text of a reason. */
export function word(reason: Reason, wording: Wording): string {
  if ("text" in reason) return reason.text;
  const { kind, name = "", value = "", type = "" } = reason;
  const parts = { name, type, value: value.slice(0, MAX_QUOTED) };
  return wording[kind].replace(
    /\{(name|value|type)\}/g,
    (_, part: keyof typeof parts) => parts[part],
  );
}
