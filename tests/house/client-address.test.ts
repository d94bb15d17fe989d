import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeAddress } from "../../src/node/client-address.ts";
import { listen, type Serving } from "../../src/node/serve.ts";
import { ORIGIN, ROOT, sqliteHost } from "../support/hosts.ts";

const seen: string[] = [];
let serving: Serving;
beforeAll(async () => {
  const read = nodeAddress(0);
  const clientAddress = (headers: Headers, environment: unknown) => {
    seen.push(read(headers, environment));
    return seen.at(-1)!;
  };
  serving = await listen(sqliteHost({ clientAddress }).deps!, ROOT, 0);
});
afterAll(() => serving.stop());

test("through the socket, who tries to sign in comes from the other end of the connection", async () => {
  const body = new URLSearchParams({ email: "nobody@example.org", password: "wrong wrong wrong" });
  await fetch(`http://127.0.0.1:${serving.port}/sign-in`, { method: "POST", body, headers: { Origin: ORIGIN } });
  expect(new Set(seen)).toEqual(new Set(["127.0.0.1"]));
});

const from = (remoteAddress?: string) => ({ incoming: { socket: { remoteAddress } } });

test.each([
  ["with no proxy, the peer", 0, "203.0.113.9", undefined, "203.0.113.9"],
  ["with no proxy, whatever the peer says of itself", 0, "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["behind one, what it saw", 1, "127.0.0.1", "192.0.2.6, 198.51.100.1", "198.51.100.1"],
  ["behind two, what the outer one saw", 2, "127.0.0.1", "192.0.2.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
  ["behind one that told nothing, the peer", 1, "10.0.0.2", undefined, "10.0.0.2"],
  ["behind one on this machine that nobody told us of, unknown", 0, "127.0.0.1", "198.51.100.1", ""],
  ["the same by IPv6", 0, "::1", "198.51.100.1", ""],
  ["the same by IPv4 in IPv6", 0, "::ffff:127.0.0.1", "198.51.100.1", ""],
  ["of a connection that is gone, unknown", 0, undefined, undefined, ""],
] as const)("an address is %s", (_, proxies, peer, forwarded, expected) => {
  const headers = new Headers(forwarded === undefined ? {} : { "X-Forwarded-For": forwarded });
  expect(nodeAddress(proxies)(headers, from(peer))).toBe(expected);
});
