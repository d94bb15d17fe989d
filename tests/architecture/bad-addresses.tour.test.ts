import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { cookieOf } from "../support/app.ts";
import { ORIGIN } from "../support/hosts.ts";
import { type Stop, signedInRoutes, stopAt } from "../support/route-tour.ts";

/** Put where an id belongs. */
const IDS = [
  "0",
  "nobody",
  "00000000-0000-7000-8000-000000000000",
  "__proto__",
  "constructor",
  "<script>",
  "%00",
  "%E0%A4%A",
  "%ff",
  "..%2f..%2fetc%2fpasswd",
  "'%20or%201=1--",
  "%F0%9F%A7%91",
  "a".repeat(5000),
];

/** Put behind an address. */
const QUERIES = [
  "page=-1",
  "page=0",
  "page=1e9",
  "page=99999999999999999999",
  "page=abc",
  "page=1&page=2",
  "page[]=1",
  "after=~&before=~",
  "after=~~~~~~~~~~",
  "after=x~y&before=end",
  "before=1~2",
  "before=end&after=%00~%00",
  `after=${"9~".repeat(5000)}`,
  "did=<script>alert(1)</script>",
  "did=constructor",
  "did=__proto__",
  "__proto__=1&constructor=2",
  "state=constructor&direction=__proto__&kind=toString",
  "to=https://elsewhere.example/&to=//elsewhere.example",
  "id=%00&offer=%00&programme=%00&search=%00&from=%00&until=%00&on=2026-02-31",
  "from=2026-02-31&until=31+February+2026&day=2026-13-01",
  "%E0%A4%A=%",
  `q=${"x".repeat(20_000)}`,
  `${"a=1&".repeat(2000)}`,
];

const asker = ({ t, owner }: Stop) => {
  const app = createApp(t.deps!);
  const headers = { Cookie: cookieOf(t.people[owner]) };
  return async (address: string) => {
    const res = await app.request(`${ORIGIN}${address}`, { headers });
    return { status: res.status, text: await res.text(), location: res.headers.get("location") };
  };
};

/** The route's address with one of its ids made bad. */
function withBadIds(path: string, address: string): string[] {
  const [bare = "", query] = address.split("?");
  const parts = bare.split("/");
  const places = path.split("/").flatMap((part, at) => (part.startsWith(":") ? [at] : []));
  return places.flatMap((place) =>
    IDS.map((bad) => parts.with(place, bad).join("/") + (query === undefined ? "" : `?${query}`)),
  );
}

test.each(signedInRoutes("GET"))("GET $path survives any address", async (route) => {
  const stop = await stopAt(route);
  stop.t.deps!.log = () => {};
  const ask = asker(stop);
  const joined = stop.address.includes("?") ? "&" : "?";
  const addresses = [
    ...withBadIds(route.path, stop.address),
    ...QUERIES.map((query) => `${stop.address}${joined}${query}`),
  ];
  const wrong: unknown[] = [];
  for (const address of addresses) {
    const { status, text, location } = await ask(address);
    const isElsewhere = location !== null && !/^\/(?!\/)/.test(location) && !location.startsWith(ORIGIN);
    if (status >= 500 || isElsewhere || text.includes("<script>alert")) wrong.push([address.slice(0, 200), status]);
  }
  expect(wrong).toEqual([]);
});

test("what is no address of ours is answered, signed in or not", async () => {
  const stop = await stopAt(signedInRoutes("GET").find(({ path }) => path === "/referrals")!);
  const app = createApp({ ...stop.t.deps!, log: () => {} });
  const strange = [
    "/%00",
    "/%E0%A4%A",
    "/__proto__",
    "/assets/%2e%2e/%2e%2e/package.json",
    "//x",
    `/${"a/".repeat(3000)}`,
  ];
  const headers = [{}, { Cookie: cookieOf(stop.t.people.alice) }, { Cookie: "kinstep.session_token=%E0%A4%A" }];
  for (const path of [...strange, ...IDS.map((id) => `/invitations/${id}`)])
    for (const header of headers) {
      const { status } = await app.request(`${ORIGIN}${path}`, { headers: header as Record<string, string> });
      expect([path.slice(0, 60), status >= 500]).toEqual([path.slice(0, 60), false]);
    }
});

test("a cookie that is none of ours is nobody’s", async () => {
  const stop = await stopAt(signedInRoutes("GET").find(({ path }) => path === "/referrals")!);
  const good = cookieOf(stop.t.people.alice);
  const token = good.slice("kinstep.session_token=".length);
  const bad = [
    `${token.slice(0, -9)}AAAA%3D`,
    token.replace("token-of", "token-0f"),
    "x.y",
    ".",
    "x".repeat(50_000),
    "%00.%00",
  ];
  const app = createApp({ ...stop.t.deps!, log: () => {} });
  await app.request(`${ORIGIN}/referrals`, { headers: { Cookie: good } });
  for (const one of bad) {
    const res = await app.request(`${ORIGIN}/referrals`, { headers: { Cookie: `kinstep.session_token=${one}` } });
    expect([one.slice(0, 40), res.status, res.headers.get("location")]).toEqual([
      one.slice(0, 40),
      303,
      "/sign-in?to=%2Freferrals",
    ]);
  }
});
