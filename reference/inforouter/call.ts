import type { InfoRouterBinding } from "./binding.ts";
import type { LongText } from "./long-text.ts";
import type { Session } from "./session.ts";
import type { User } from "./users.ts";

/** What the binding made of the request: the value of a parameter, by its documented name. */
export type Arguments = (name: string) => string | Buffer | LongText | undefined;

/**
 * One call as its operation sees it. The operation asks for its parameters in the order in which
 * it judges them; a value that is missing or of another type is refused at that moment.
 */
export interface Call {
  readonly binding: InfoRouterBinding;
  /** Whether the parameter came as a binary part of a multipart body. */
  readonly isBinary: (name: string) => boolean;
  /** The text as sent; undefined when the parameter is absent. */
  readonly text: (name: string) => string | undefined;
  /** The text, which must be there but may be empty. */
  readonly required: (name: string) => string;
  readonly int: (name: string) => number;
  readonly boolean: (name: string) => boolean;
  /** Base64 text, or the bytes of a binary part. */
  readonly bytes: (name: string) => Buffer;
  /** A GUID in form D and lower case, or undefined for anything else. */
  readonly guid: (name: string) => string | undefined;
  /** The session of the ticket; refuses with 900 or 901. */
  readonly session: () => Session;
  /** The same, or undefined where that would refuse. */
  readonly sessionIfAny: () => Session | undefined;
  /** The user of that session. */
  readonly user: () => User;
}
