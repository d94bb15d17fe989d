import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";

const YEAR = 31_536_000;

/** The app's `fetch`, with its styles and scripts served in front of it from `public/`. File names carry their hash, so they are kept for a year. */
export function nodeFetch(deps: Deps, root: string): (request: Request) => Response | Promise<Response> {
  const app = createApp(deps);
  const files = new Hono().get(
    "/assets/*",
    serveStatic({
      root: join(root, "public"),
      precompressed: true,
      onFound: (_path, c) => {
        c.header("Cache-Control", `public, max-age=${YEAR}, immutable`);
        c.header("X-Content-Type-Options", "nosniff");
      },
    }),
  );
  const isFile = /^https?:\/\/[^/]+\/assets\//;
  return (request) => (isFile.test(request.url) ? files.fetch(request) : app.fetch(request));
}

/** How long a stop waits for answers under way before it hangs up on who still listens. */
const GRACE_MILLISECONDS = 5000;

/** Takes no more requests, lets those under way be answered, and lets go of connections that are only kept open. */
const stopServer = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS).unref();
  });

export type Serving = { server: Server; port: number; stop: () => Promise<void> };

/** Listens. Rejects with a plain sentence when the port is taken. */
export function listen(deps: Deps, root: string, port: number, host = "127.0.0.1"): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: nodeFetch(deps, root), port, hostname: host }, (info) =>
      resolve({ server, port: info.port, stop: () => stopServer(server) }),
    ) as Server;
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is already in use. Stop what runs there, or set PORT to another number.`)
          : error,
      ),
    );
  });
}
