import type { Server } from "node:http";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";
import { assetsInMemory } from "./assets.ts";

type Fetch = (request: Request, environment?: object) => Response | Promise<Response>;

/**
 * The app's `fetch`, with its styles and scripts served in front of it from `public/`. The environment holds the connection,
 * from which the app knows where a request comes from.
 */
export function nodeFetch(deps: Deps, root: string): Fetch {
  const app = createApp(deps);
  const assets = assetsInMemory(join(root, "public/assets"));
  return (request, environment) => assets(request) ?? app.fetch(request, environment as never);
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
