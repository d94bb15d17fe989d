import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";
import { everyone } from "../web/can.ts";
import { factory } from "../web/factory.ts";

const YEAR = 31_536_000;

/** The app with its styles and scripts served beside it, from `public/`. File names carry their hash, so they are kept for a year. */
export function nodeApp(deps: Deps, root: string) {
  const app = factory.createApp();
  const files = serveStatic({
    root: join(root, "public"),
    rewriteRequestPath: (path) => path.replace(/^\/assets/, ""),
    precompressed: true,
    onFound: (_path, c) => {
      c.header("Cache-Control", `public, max-age=${YEAR}, immutable`);
      c.header("X-Content-Type-Options", "nosniff");
    },
  });
  app.get("/assets/*", everyone(), files as never);
  app.route("/", createApp(deps));
  return app;
}

export type Serving = { server: Server; port: number; stop: () => Promise<void> };

/** Listens. Rejects with a plain sentence when the port is taken. */
export function listen(deps: Deps, root: string, port: number, host = "127.0.0.1"): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: nodeApp(deps, root).fetch, port, hostname: host }, (info) =>
      resolve({ server, port: info.port, stop: () => new Promise((done) => server.close(() => done())) }),
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
