import { defineConfig } from "vitest/config";

// An audit takes longer than a unit test.
export default defineConfig({ test: { include: ["*.vitest.ts"], testTimeout: 60_000 } });
