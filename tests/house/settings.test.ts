import { describe, expect, test, vi } from "vitest";
import { readConfig, readServing } from "../../src/config.ts";
import { worker } from "../../src/main.worker.ts";
import { countingIds, fixedClock } from "../support/clock.ts";

const WELL = {
  KINSTEP_SECRET: "a secret of the tests, long enough to be one",
  KINSTEP_AUDIT_KEY: "an audit key of the tests, long enough to be one",
  KINSTEP_ORIGIN: "https://kinstep.example.gov.uk",
};
const OIDC = {
  KINSTEP_OIDC_ISSUER: "https://login.example.gov.uk/council",
  KINSTEP_OIDC_CLIENT_ID: "kinstep",
  KINSTEP_OIDC_CLIENT_SECRET: "hidden",
};

/** The sentences that reading these settings ends with, in their order; none when they are taken. */
function problemsOf(changed: Record<string, string | undefined>): string[] {
  try {
    readServing({ ...WELL, ...changed });
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

const ORIGIN =
  "KINSTEP_ORIGIN must be the address people use and nothing behind it, such as https://kinstep.example.gov.uk";
const NO_ORIGIN = "KINSTEP_ORIGIN is not set. It is the address people use, such as https://kinstep.example.gov.uk";
const PORT = "PORT must be a number from 0 to 65535";
const PROXIES = "KINSTEP_PROXIES must be how many proxies of yours stand before Kinstep, from 0 to 10";
const ISSUER = "KINSTEP_OIDC_ISSUER must be the issuer’s address, such as https://login.example.gov.uk";
const ALL_OF_OIDC = `or none of ${Object.keys(OIDC).join(", ")}`;

describe("a setting that is missing or wrong is refused in its own words", () => {
  test.each<[Record<string, string | undefined>, string]>([
    [{ KINSTEP_ORIGIN: undefined }, NO_ORIGIN],
    [{ KINSTEP_ORIGIN: "" }, NO_ORIGIN],
    [{ KINSTEP_ORIGIN: "ftp://a" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "javascript:alert" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "kinstep.example.gov.uk" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "https://kinstep.example.gov.uk/kinstep" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "https://ada:secret@kinstep.example.gov.uk" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "https://kinstep.example.gov.uk/?a=1" }, ORIGIN],
    [{ KINSTEP_ORIGIN: "https://a b" }, ORIGIN],
    [{ PORT: "abc" }, PORT],
    [{ PORT: "80.5" }, PORT],
    [{ PORT: "-1" }, PORT],
    [{ PORT: "65536" }, PORT],
    [{ PORT: "1e3" }, PORT],
    [{ KINSTEP_PROXIES: "one" }, PROXIES],
    [{ KINSTEP_PROXIES: "1.5" }, PROXIES],
    [{ KINSTEP_PROXIES: "11" }, PROXIES],
    [{ KINSTEP_DEMONSTRATION: "true" }, "KINSTEP_DEMONSTRATION must be yes or no"],
    [
      { KINSTEP_SECRET: undefined },
      expect.stringMatching(/^KINSTEP_SECRET is not set\. It signs .* and seals /) as never,
    ],
    [{ KINSTEP_SECRET: "short" }, "KINSTEP_SECRET must be 32 characters or more"],
    [{ KINSTEP_AUDIT_KEY: "" }, expect.stringMatching(/^KINSTEP_AUDIT_KEY is not set\. /) as never],
    [
      { KINSTEP_AUDIT_KEY: WELL.KINSTEP_SECRET },
      "KINSTEP_SECRET and KINSTEP_AUDIT_KEY are the same text. Make one of its own for each",
    ],
    [{ ...OIDC, KINSTEP_OIDC_ISSUER: "http://login.example.gov.uk" }, ISSUER],
    [{ ...OIDC, KINSTEP_OIDC_ISSUER: "login" }, ISSUER],
    [{ ...OIDC, KINSTEP_OIDC_CLIENT_ID: undefined }, `KINSTEP_OIDC_CLIENT_ID must be set too, ${ALL_OF_OIDC}`],
    [{ ...OIDC, KINSTEP_OIDC_CLIENT_SECRET: "" }, `KINSTEP_OIDC_CLIENT_SECRET must be set too, ${ALL_OF_OIDC}`],
    [
      { KINSTEP_OIDC_CLIENT_ID: "kinstep" },
      `KINSTEP_OIDC_ISSUER and KINSTEP_OIDC_CLIENT_SECRET must be set too, ${ALL_OF_OIDC}`,
    ],
  ])("%j", (changed, sentence) => {
    expect(problemsOf(changed)).toEqual([sentence]);
  });
});

test("everything that is wrong is told at once", () => {
  const same = "too short for both";
  const wrong = { KINSTEP_SECRET: same, KINSTEP_AUDIT_KEY: same, KINSTEP_ORIGIN: "ftp://a", PORT: "abc" };
  expect(problemsOf({ ...wrong, KINSTEP_PROXIES: "x", KINSTEP_OIDC_CLIENT_ID: "kinstep" })).toHaveLength(7);
});

test("what a settings file leaves empty is as if it were not set", () => {
  const empty = { PORT: "", KINSTEP_PROXIES: "", KINSTEP_DEMONSTRATION: "", KINSTEP_OIDC_ISSUER: "" };
  expect(readServing({ ...WELL, ...empty })).toMatchObject({
    port: 3000,
    config: { proxies: 0, demonstration: false, oidc: null },
  });
});

test("what is right is taken as it is meant", () => {
  const { config, port } = readServing({
    ...WELL,
    ...OIDC,
    KINSTEP_ORIGIN: "https://Kinstep.example.gov.uk/",
    PORT: "0",
  });
  expect([port, config.origin]).toEqual([0, "https://kinstep.example.gov.uk"]);
  expect(config.oidc).toEqual({
    issuer: OIDC.KINSTEP_OIDC_ISSUER,
    clientId: "kinstep",
    clientSecret: "hidden",
  });
});

test("a command has no port, so a PORT of something else does not stop it", () => {
  expect(readConfig({ ...WELL, PORT: "abc" }).origin).toBe(WELL.KINSTEP_ORIGIN);
});

test("a Worker whose settings are wrong answers 503, with the reasons in its log and in no page", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const { fetch } = worker(fixedClock(), countingIds());
  const env = { DB: {} as never, ...WELL, KINSTEP_ORIGIN: "ftp://a", KINSTEP_AUDIT_KEY: WELL.KINSTEP_SECRET };
  const answer = await fetch(new Request("https://kinstep.example.gov.uk/health"), env);
  expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining("KINSTEP_")]);
  expect(logged.mock.calls.join()).toContain(ORIGIN);
  expect(logged.mock.calls.join()).toContain("are the same text");
  logged.mockRestore();
});
