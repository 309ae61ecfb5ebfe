import type { Binding } from "./binding.ts";
import type { Headers } from "./header-lines.ts";

/** As rule files and targets.json name it. */
export type ServiceName = string;
export type Safety = "read-only" | "sandbox" | "full";

/** A server to judge, as read from targets.json with every variable filled in. Plain data. */
export interface Target {
  readonly name: string;
  readonly description?: string;
  /** The built-in reference server, started in the run; `dialect` and `faults` steer it. */
  readonly embedded?: {
    readonly dialect?: string;
    readonly faults?: readonly string[];
    /** Stands in for another target: offers what that one offers, and no more. */
    readonly like?: Target["services"];
  };
  readonly launch?: Launch;
  readonly services: Readonly<Record<ServiceName, ServiceTarget>>;
  readonly limits: Limits;
  readonly safety: Safety;
  readonly tls: Tls;
  /** Absent: requests go straight to the server. */
  readonly proxy?: ProxySettings;
  readonly authorized: boolean;
  /** Absolute path of the deviations file. */
  readonly deviations?: string;
  /** Of all MUST rules, how many have to be judged, in percent. */
  readonly minJudged?: number;
}

/** Absolute paths of PEM files. `cert` and `key` are what the server is told of the client. */
export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly rejectUnauthorized: boolean;
}

/** HTTP proxies, as URLs that may hold a password. */
export interface ProxySettings {
  /** For http and https origins. */
  readonly http?: string;
  readonly https?: string;
  /** Hosts that are asked without. */
  readonly except: readonly string[];
  /** Whether this machine is asked through the proxy, too. */
  readonly loopback: boolean;
}

/** How to start the server under test; `ready` is polled until it answers, other than by 503. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ready?: string;
  readonly timeoutMs: number;
  /** Globs of the server's files, seen from `cwd`; absent: all that are below it. */
  readonly watch?: readonly string[];
  /** The port of this machine that `{port}` was filled in by; another one each time the file is read. */
  readonly freePort?: number;
}

export interface Limits {
  /** 0 is no limit. */
  readonly requestsPerSecond: number;
  /** Of requests and answers together; 0, the default, is no limit. */
  readonly bytesPerSecond?: number;
  readonly concurrency: number;
  /** As many instead, where a request's time is spent on a link; absent: no more than `concurrency`. */
  readonly overLink?: number;
  readonly timeoutMs: number;
  readonly maxUploadBytes: number;
  /** How many bytes a run may send as it is planned; absent: however many it takes. */
  readonly runBytes?: number;
  /** How long an answer is to take at most, in milliseconds: slower operations are told of. Absent: however long. */
  readonly answerMs?: number;
}

/** A user by name and password, or by a token (a ticket, an API key) that somebody else obtained. */
export type TargetUser =
  | { readonly uid: string; readonly pwd: string }
  | { readonly token: string };

export interface OfferedOperations {
  /** Declared in targets.json. */
  readonly absent: readonly string[];
  /** Found out when the target was looked at: documented, not declared absent, and not there. */
  readonly notOffered?: readonly string[];
  /** Names of capabilities that the server announces, in small letters; absent: nobody has asked, or it did not say. */
  readonly announced?: readonly string[];
}

/**
 * Where a service is on a target, and what its part of targets.json says besides: defaults are filled in,
 * paths are absolute, and what a field means is told by the service's own schema (`Service.target`).
 */
export interface ServiceTarget {
  readonly baseUrl: string;
  /** Those that the server offers, the preferred one first. */
  readonly bindings: readonly Binding[];
  readonly operations: OfferedOperations;
  /** Lines that every request of the service has besides its own; their values are secrets. */
  readonly headers?: Headers;
  readonly [setting: string]: unknown;
}
