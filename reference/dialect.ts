/** The textual forms of a GUID, by the letters that .NET gives them. */
export type GuidForm = "D" | "N" | "B" | "P" | "X";

/** How the answer of an operation is wrapped. */
export interface Envelope {
  readonly root: "response" | "root" | "Response";
  /** Whether a success carries `error=""`. */
  readonly errorOnSuccess: boolean;
}

/** Everything in which two servers may differ and both be right. Plain data and small functions. */
export interface Dialect {
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  /** DUH-21, DDH-20: which textual GUIDs count as valid, in any letter case. */
  readonly guidForms: readonly GuidForm[];
  /** Whether white space around a GUID is forgiven. */
  readonly trimsGuids: boolean;
  /** CUH-16: the text of an int. */
  readonly intPattern: RegExp;
  /** Whether names of SOAP elements must be spelt as in the documents' parameter tables. */
  readonly exactSoapNames: boolean;
  /** CUH-13: bytes; what 0 gives. */
  readonly defaultChunkSize: number;
  /** What stands before the root of an answer to GET and POST. */
  readonly prolog: string;
  readonly envelope: (operation: string) => Envelope;
  readonly wording: Wording;
}

/** The texts of the `error` attribute. */
interface Wording {
  readonly authenticationFailed: string;
  readonly sessionExpired: string;
  readonly badRequest: string;
  readonly invalidUploadHandler: string;
  readonly invalidDownloadHandler: string;
  readonly missingParameter: (name: string) => string;
  readonly notConvertible: (name: string, value: string, type: string) => string;
}
