import { connect, type Socket } from "node:net";
import { type Fields, formBody } from "../support/app.ts";
import { ORIGIN } from "../support/hosts.ts";

/** A form filled in by somebody, ready to be sent. */
export type Press = { path: string; cookie: string; fields: Fields };
export type Answer = { status: number; location: string | null; text: string };

type Held = { socket: Socket; lastByte: Buffer; answer: Promise<Answer> };

function answerOf(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part));
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", text = ""] = Buffer.concat(parts).toString("latin1").split("\r\n\r\n");
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, location: /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? null, text });
    });
  });
}

/** Sends a request but for its last byte. */
async function hold(url: string, { path, cookie, fields }: Press): Promise<Held> {
  const { hostname, port } = new URL(url);
  const body = Buffer.from(formBody(fields).toString());
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Origin: ${ORIGIN}`,
    `Cookie: ${cookie}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  const socket = connect(Number(port), hostname);
  const answer = answerOf(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.write(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body.subarray(0, -1)]), () => resolve());
  });
  return { socket, lastByte: body.subarray(-1), answer };
}

const ENOUGH_TO_ARRIVE = 50;

/**
 * A barrier: every request stands at its server but for its last byte, spread over the servers in turn; then all the last
 * bytes go out together, so that nobody is served before somebody else has arrived.
 */
export async function atOnce(urls: readonly string[], presses: readonly Press[]): Promise<Answer[]> {
  const held = await Promise.all(presses.map((press, at) => hold(urls[at % urls.length]!, press)));
  await new Promise((resolve) => setTimeout(resolve, ENOUGH_TO_ARRIVE));
  for (const { socket, lastByte } of held) socket.write(lastByte);
  return Promise.all(held.map(({ answer }) => answer));
}
