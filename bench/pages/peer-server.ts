import { fileURLToPath } from "node:url";
import express from "express";
import nunjucks from "nunjucks";
import { PAGE_SIZE } from "../../src/domain/paging.ts";
import { listPage } from "../../src/features/referrals/list/list-page.ts";
import type { ListedReferral } from "../../src/features/referrals/list/list-queries.ts";
import { assets } from "../../src/generated/assets.js";
import { systemClock } from "../../src/host.ts";
import { auditor, given, open, reader, tokenOf } from "./parts.ts";

/**
 * The peer: the same page as the usual UK public service builds it, with Express 5, Nunjucks and the official macros of
 * govuk-frontend, on better-sqlite3 with the same SQL, session and audit. Its page model is ours, which spares it the
 * work of formatting. The second argument names the template: "macros", or "rows" with the table written out by hand.
 */
const told = given();
const raw = open(told.file);
const session = reader(raw, told.captured.session, told.captured);
const list = reader(raw, told.captured.list, told.captured);
const news = reader(raw, told.captured.news, told.captured);
const audit = auditor(raw, told);
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const app = express();
app.disable("x-powered-by");
app.disable("etag");
const env = nunjucks.configure([folder("."), folder("../../node_modules/govuk-frontend/dist")], {
  autoescape: true,
  express: app,
  noCache: false,
  watch: false,
});
env.addGlobal("assets", assets);
const view = process.argv[3] === "rows" ? "peer-rows.njk" : "peer-macros.njk";

/** As long as the key of a row. */
const NEXT = { after: "2026-01-01T09:00:00.000Z~00000000-0000-7000-9000-000000000000" };

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};

app.get("/referrals", async (request, response) => {
  const token = tokenOf(request.headers.cookie);
  const [person] = token ? session(token) : [];
  if (!person) return response.redirect(303, "/sign-in");
  const rows = (list() as unknown as ListedReferral[]).slice(0, PAGE_SIZE);
  const changed = new Set(news().map((row) => String(row.referralId)));
  await audit([...new Set(rows.map((row) => row.familyId))]);
  response.set(HEADERS);
  response.render(view, {
    ...listPage({ rows, previous: undefined, next: NEXT }, {}, systemClock.now(), changed),
    person,
  });
});
const server = app.listen(0, "127.0.0.1", () => console.log(`on port ${server.address()!.port}`));
