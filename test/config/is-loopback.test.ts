import { expect, test } from "vitest";
import { isLoopback } from "../../src/config/targets/is-loopback.ts";

test.each([
  "http://localhost/srv.asmx",
  "https://LOCALHOST:8443",
  "http://localhost./",
  "http://api.localhost:1",
  "http://127.0.0.1:18080/srv.asmx",
  "http://127.255.3.4",
  "http://127.1",
  "http://2130706433",
  "http://[::1]:8080/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:127.9.9.9]:1/",
])("%s is this machine", (url) => {
  expect(isLoopback(url)).toBe(true);
});

test.each([
  "http://example.com",
  "http://127.0.0.1.example.com/",
  "http://localhost.example.com",
  "http://notlocalhost",
  "http://128.0.0.1",
  "http://10.0.0.1",
  "http://0.0.0.0",
  "http://[::2]",
  "http://[::ffff:10.0.0.1]",
  "http://localhost@example.com/",
  "localhost",
  "",
])("%s is another one", (url) => {
  expect(isLoopback(url)).toBe(false);
});
