import { createServer } from "node:http";
import { auditor, given, open, reader, tokenOf } from "./parts.ts";

/**
 * The floor: as little as can be done while doing the same work. node:http, the app's own SQL, the signature of the cookie
 * checked, the session looked up, the look kept durably, and then a string that was made before.
 * With "ceiling" as second argument nothing but the string: what the client of the bench can take.
 */
const told = given();
const raw = open(told.file);
const session = reader(raw, told.captured.session, told.captured);
const list = reader(raw, told.captured.list, told.captured);
const news = reader(raw, told.captured.news, told.captured);
const audit = auditor(raw, told);
const body = Buffer.from(told.captured.html);
const headers = { "Content-Type": "text/html; charset=UTF-8", "Content-Length": body.length };
const isCeiling = process.argv[3] === "ceiling";

const server = createServer(async (request, response) => {
  if (isCeiling) return void response.writeHead(200, headers).end(body);
  const token = tokenOf(request.headers.cookie);
  if (!token || session(token).length === 0) return void response.writeHead(303, { Location: "/sign-in" }).end();
  const rows = list();
  news();
  await audit([...new Set(rows.map((row) => String(row.familyId)))]);
  response.writeHead(200, headers).end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`on port ${(server.address() as { port: number }).port}`));
