import type { Context } from "hono";
import { everyone } from "../../web/can.ts";
import { type AppEnv, factory, page } from "../../web/factory.ts";

const show = (view: string, title: string) => (c: Context<AppEnv>) => page(c, view, { title });

/** What everybody may read, signed in or not: help, the accessibility statement, how answers are used. */
export const help = factory
  .createApp()
  .get("/help", everyone(), show("@help/help", "Help"))
  .get("/accessibility", everyone(), show("@help/accessibility", "Accessibility statement"))
  .get("/privacy", everyone(), show("@help/privacy", "How information is used"));

/** Every component on one page, for whoever builds pages. Only where the installation is a demonstration. */
export const development = factory.createApp().get("/components", everyone(), (c) => {
  if (!c.var.deps.config.demonstration) return c.notFound();
  return page(c, "@development/components", { title: "Components", version: 1 } as never);
});
