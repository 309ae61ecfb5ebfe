/** How SSH writes bytes (RFC 4251, section 5): a length of four bytes, big-endian, and as many bytes. */
const LENGTH_BYTES = 4;
/** In an mpint the first bit is the sign. */
const SIGN_BIT = 0x80;

/** `string` of RFC 4251. */
export function sshString(bytes: string | Uint8Array): Buffer {
  const content = Buffer.from(bytes);
  return Buffer.concat([sshUint32(content.length), content]);
}

/** `uint32` of RFC 4251. */
export function sshUint32(n: number): Buffer {
  const bytes = Buffer.alloc(LENGTH_BYTES);
  bytes.writeUInt32BE(n);
  return bytes;
}

/** `mpint` of RFC 4251, of a number that is not negative: without leading zeros, but for one before a sign bit. */
export function sshMpint(magnitude: Uint8Array): Buffer {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? new Uint8Array() : magnitude.subarray(first);
  const isSigned = ((digits[0] ?? 0) & SIGN_BIT) !== 0;
  return sshString(isSigned ? Buffer.concat([Buffer.alloc(1), digits]) : digits);
}

/** Reads what was written one after the other. Throws a RangeError where there is less than was announced. */
export interface SshReader {
  readonly bytes: (length: number) => Buffer;
  readonly uint32: () => number;
  readonly string: () => Buffer;
  /** The bytes of an mpint that is not negative, with leading zeros up to this length. */
  readonly magnitude: (length: number) => Buffer;
  /** @throws RangeError where something is left */
  readonly end: () => void;
}

/** Reads from the start of some bytes. */
export function sshReader(content: Buffer): SshReader {
  let at = 0;
  const bytes = (length: number): Buffer => {
    if (at + length > content.length) throw new RangeError("it ends too early");
    at += length;
    return content.subarray(at - length, at);
  };
  const uint32 = (): number => bytes(LENGTH_BYTES).readUInt32BE();
  const string = (): Buffer => bytes(uint32());
  return {
    bytes,
    uint32,
    string,
    magnitude: (length) => {
      const number = string();
      const digits = number[0] === 0 ? number.subarray(1) : number;
      if (digits.length > length) throw new RangeError("a number in it is too long");
      return Buffer.concat([Buffer.alloc(length - digits.length), digits]);
    },
    end: () => {
      if (at < content.length) throw new RangeError("something follows its end");
    },
  };
}
