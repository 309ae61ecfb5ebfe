import fc from "fast-check";

/** The GUID that examples use and that generated ones shrink to: digits and letters in every group. */
export const SAMPLE_GUID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";

/**
 * Where a careless reader of GUIDs stumbles: only digits, what looks like 1e10, only letters,
 * zeros first. None that a server that counts its GUIDs would issue.
 */
const TELLING_GUIDS = [
  "12345678-1234-4123-8123-123456789012",
  "1e100000-0000-4000-8000-000000000001",
  "abcdefab-cdef-4bcd-8fab-cdefabcdefab",
  "00000012-0034-4056-8078-00900a0b0c0d",
] as const;

const LARGEST = 2n ** 128n - 1n;

/**
 * GUIDs of the form D in lower case, by chance never one that was issued; never all zeros, of which
 * the documents do not say whether it counts (DUH-21). Version and variant bits mean nothing. They
 * shrink to SAMPLE_GUID and no further: digits tell nothing.
 */
export function anyGuid(): fc.Arbitrary<string> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(SAMPLE_GUID) },
    { weight: 1, arbitrary: fc.constantFrom(...TELLING_GUIDS) },
    { weight: 8, arbitrary: randomGuid() },
  );
}

/** Uniform over all of them, since small and huge numbers are what a server that counts would issue. */
export function randomGuid(): fc.Arbitrary<string> {
  const numbers = fc.bigInt({ min: 1n, max: LARGEST });
  return fc.noBias(fc.noShrink(numbers)).map(guidOfNumber);
}

/** 8-4-4-4-12 lower-case hexadecimal digits, and not all zeros. */
export function isLowerD(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) &&
    /[^0-]/.test(value)
  );
}

const HEX_DIGITS = 32;
/** Where the five groups begin and end. */
const GROUPS = [0, 8, 12, 16, 20, 32] as const;

function guidOfNumber(number: bigint): string {
  const digits = number.toString(16).padStart(HEX_DIGITS, "0");
  const [a, b, c, d, e, f] = GROUPS;
  return `${digits.slice(a, b)}-${digits.slice(b, c)}-${digits.slice(c, d)}-${digits.slice(d, e)}-${digits.slice(e, f)}`;
}
