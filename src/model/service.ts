import type { Binding } from "./binding.ts";
import type { ErrorKind } from "./error-kind.ts";
import type { SavedFrom } from "./saved-from.ts";
import type { ServiceName, Target } from "./target.ts";
import type { JsonValue } from "./value.ts";

/**
 * One documented upload API, as data: all that the engine knows of it. Read from the service files of
 * `specs/<service>/`; operations and rules name it. What data cannot say is its adapter's.
 */
export interface Service {
  readonly name: ServiceName;
  /** As people write it; default the name. */
  readonly title: string;
  /** The bindings that a server offers unless its target says otherwise, the preferred one first. */
  readonly bindings: readonly Binding[];
  /** Absent: nobody is asked who he is. */
  readonly credentials?: Credentials;
  /** What a target may declare besides operations, and rules may need, by name. */
  readonly capabilities: Readonly<Record<string, Capability>>;
  /** An answer by which a server says what it can do. */
  readonly announced?: Announcement;
  /** What shows that a server is one of this kind: calls that change nothing, the likeliest offered first. */
  readonly greetings: readonly Greeting[];
  /** The errors that the documents name, the most particular first; each operation has them, too. */
  readonly errors?: readonly ErrorKind[];
  /** Names that every step knows without saving them, beside the engine's own. */
  readonly names: Readonly<Record<string, JsonValue>>;
  /** The parameters with sizes, and the numbers at which these change their meaning: reports count how near a run came. */
  readonly boundaries?: Boundaries;
  /** Calls by operation whose outcome the documents state. */
  readonly samples: Readonly<Record<string, Samples>>;
  /** Places that can be written again, by an operation that reads them. */
  readonly places: Readonly<Record<string, Place>>;
  /** Its part of the targets.json that `assay init` writes: members of JSON, with comments. */
  readonly example?: string;
  /** JSON Schema (2020-12) of this service's part of targets.json. */
  readonly target: Readonly<Record<string, JsonValue>>;
}

/** A target, and what its services are. */
export interface DescribedTarget {
  readonly target: Target;
  readonly services: Readonly<Record<ServiceName, Service>>;
}

/** How a server is told who asks. */
export interface Credentials {
  /**
   * The setting of a target that has `owner` and `stranger`: each is a token by itself, or an object
   * with `uid` and `pwd`, or with `ticket`. Where there is no login, `uid` and `pwd` are for `Basic`.
   */
  readonly setting: string;
  /** What the token is called, in messages and as the label of the secret: `ticket`, `key`. */
  readonly word: string;
  /** The setting with a token that was good once, where a target may declare one. */
  readonly expired?: string;
  /** How a token is got, as values over `$uid` and `$pwd`; absent: it is declared. */
  readonly login?: PlainCall & {
    /** The names by which servers answer it, the documented one first. */
    readonly token: readonly string[];
  };
  /** How a session is ended, as values over `$token`. */
  readonly logout?: PlainCall;
  /** A call, made with a token, that tells whether it is good. */
  readonly check?: PlainCall;
  /** What a token looks like that was never issued; `basic`: that of a user who is nobody. */
  readonly unknown: "guid" | "hex" | "basic";
}

/** A call by concrete values. */
export interface PlainCall {
  readonly call: string;
  readonly with: Readonly<Record<string, JsonValue>>;
}

export type Greeting = PlainCall;

/** A call whose answer names capabilities, in a header or where a JSON pointer leads. */
export interface Announcement extends PlainCall {
  readonly header?: string;
  /** May have `*` for each item of a list. */
  readonly json?: string;
  /** What stands between two names. */
  readonly split: string;
}

/** Something that a target declares or a server announces, and what a message says where it is not there. */
export interface Capability {
  /** Paths of settings, `documents.readable`; one of them is enough. Empty: it is only announced. */
  readonly settings: readonly string[];
  /** Its name as the server announces it; then no target has to declare it. */
  readonly announced?: string;
  /** The header of that answer that names it, where it is another; `any` value of it is enough for the name `any`. */
  readonly header?: string;
  /** Continues "the target declares no …". */
  readonly missing: string;
  /** The predefined names that stand on it: a step that uses one needs it. */
  readonly names?: readonly string[];
  /** What a harmless call takes instead, where a target declares none: something that is nowhere. */
  readonly elsewhere?: string;
  /** The kind of probe that looks into it. */
  readonly probe?: string;
}

export interface Boundaries {
  readonly parameters: readonly string[];
  readonly at: readonly number[];
}

/** Calls of one operation that are sent plainly and in other ways; and what of the answers is compared. */
export interface Samples {
  readonly respects: readonly string[];
  readonly calls: readonly [accepted: Sample, ...others: Sample[]];
  /** A call of another operation that is refused everywhere, for where an optional refusal does not come. */
  readonly elsewhere?: Sample;
}

/** A call whose outcome the documents state. */
export interface Sample {
  /** As counterexamples name it. */
  readonly name: string;
  /** Calls that it needs each time, all of them accepted. */
  readonly before: readonly SampleCall[];
  readonly call: SampleCall;
  readonly outcome: "accepted" | "refused";
  /** Not every edition promises the outcome: left out where it does not come. */
  readonly optional?: true;
  /** What it needs is scarce: it is sent plainly, and in no other way. */
  readonly plainly?: true;
}

export interface SampleCall extends PlainCall {
  readonly as?: string;
  readonly save?: Readonly<Record<string, SavedFrom>>;
}

/** A place that can be written again and again: each way to write it and to read it. */
export interface Place {
  /** `$content` is what is written. */
  readonly writes: readonly Way[];
  /** What each of them reads is what was written last. */
  readonly reads: readonly ReadingWay[];
  /** Where earlier contents are kept under numbers. */
  readonly versions?: Versions;
  /** How there are several of them. */
  readonly several?: Several;
}

/** Places of one folder, and of one beside it whose name goes on where that of the first ends. */
export interface Several {
  readonly folders: readonly JsonValue[];
  /** What makes each of them: `$folder`. */
  readonly opens: readonly SampleCall[];
  /** What the calls of the place name one by, which is called `$name` in `$folder`. */
  readonly names: Readonly<Record<string, JsonValue>>;
  /** Beside those that any place has; they may take what the last call of a write saved. */
  readonly reads: readonly Way[];
  /** They are accepted where something is, and refused where nothing is. */
  readonly looks: readonly Way[];
  readonly removes: readonly Way[];
  /** They read all that is in `$folder` as an archive. */
  readonly wholes: readonly Way[];
}

/** Calls of which the last one writes or reads. */
export interface Way {
  /** As reports name it. */
  readonly name: string;
  /** What says that what it writes is there, or that it reads what is there. */
  readonly statements: readonly string[];
  readonly calls: readonly SampleCall[];
}

export interface ReadingWay extends Way {
  /** It may read what this number gives instead, where editions differ in which version is the one to read. */
  readonly orVersion?: number;
}

/** `$version` is the number that is read. */
export interface Versions extends Way {
  /** The numbers of the first contents, as far as a server has them. */
  readonly numbers: { readonly first: number; readonly step: number };
  /** Numbers that may stand for any of the contents. */
  readonly anyOf: readonly number[];
}
