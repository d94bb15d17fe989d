const feature = "^src/features/([^/]+)/";

/**
 * The rooms of each feature, from the ground up: data is the ground, pages are the roof, and an import goes down only
 * (docs/decisions/0017). A room that is not in its feature's list is refused by tests/architecture/rooms.test.ts.
 */
const ROOMS = {
  accounts: ["person", "sign-in", "account", "invitation", "second-factor"],
  behaviour: ["check", "rule", "need", "deciding", "recording"],
  concerns: ["concern", "moving", "show"],
  duty: ["leave", "hours", "rota"],
  families: [
    "family",
    "agreements",
    "care",
    "contacts",
    "needs",
    "reach",
    "state",
    "worker",
    "finding",
    "people",
    "opening",
  ],
  programmes: ["plan", "starter"],
  questionnaires: [
    "assessment",
    "schedule",
    "holds",
    "scoring",
    "change",
    "sheet",
    "doubts",
    "keying",
    "show",
    "checking",
    "unanswered",
    "follow-up",
    "paper",
    "link",
  ],
  referrals: ["contact", "referral", "acts", "speaking", "draft", "beginning", "standards", "list", "show"],
  registry: ["permission", "switching", "licence", "wording", "show"],
  runs: ["delivery", "stays", "planning", "joining", "register", "person", "endings", "show"],
};

const roomRules = Object.entries(ROOMS).flatMap(([name, rooms]) =>
  rooms.slice(0, -1).map((room, floor) => ({
    name: "rooms-stand-in-order",
    severity: "error",
    from: { path: `^src/features/${name}/${room}/` },
    to: { path: `^src/features/${name}/(${rooms.slice(floor + 1).join("|")})/` },
  })),
);

/** The house's dependency rules (docs/decisions/0002). Each is seen to fail in tests/architecture/dependency-rules.test.ts. */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { pathNot: "^src/domain/|node_modules/(zod|temporal-polyfill)/" },
    },
    {
      name: "forms-stand-on-the-domain",
      severity: "error",
      from: { path: "^src/forms/" },
      to: { pathNot: "^src/(forms|domain)/|node_modules/zod/" },
    },
    {
      name: "files-stand-on-the-domain",
      severity: "error",
      from: { path: "^src/files/" },
      to: { pathNot: "^src/(files|domain)/|node_modules/" },
    },
    {
      name: "measures-are-pure",
      severity: "error",
      from: { path: "^src/measures/" },
      to: { pathNot: "^src/(measures|domain|statistics|generated)/|node_modules/(zod|temporal-polyfill)/" },
    },
    {
      name: "charts-draw-and-know-nothing",
      severity: "error",
      from: { path: "^src/charts/" },
      to: { pathNot: "^src/(charts|domain|statistics|measures)/|node_modules/d3-(scale|shape)/" },
    },
    {
      name: "disclosure-stands-alone",
      severity: "error",
      from: { path: "^src/disclosure/" },
      to: { pathNot: "^src/(disclosure|statistics)/" },
    },
    {
      name: "feature-core-is-pure",
      severity: "error",
      from: { path: feature, pathNot: "(-(routes|queries|page|job)|/(index|routes|jobs))\\.ts$" },
      to: {
        path: "^src/(db|web)/|^src/deps|node_modules/(hono|kysely|eta)/|(-(routes|queries|page|job)|/(index|routes|jobs))\\.ts$",
        pathNot: "^src/features/accounts/",
      },
    },
    {
      name: "queries-know-no-web",
      severity: "error",
      from: { path: "-queries\\.ts$" },
      to: { path: "^src/web/|node_modules/hono/|-(routes|page)\\.ts$" },
    },
    {
      name: "pages-know-no-database",
      severity: "error",
      from: { path: "-page\\.ts$" },
      to: { path: "^src/db/|node_modules/kysely/|-queries\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "features-meet-at-the-front-door",
      severity: "error",
      from: { path: feature },
      to: { path: "^src/features/", pathNot: "^src/features/($1/|[^/]+/index\\.ts$)" },
    },
    {
      name: "web-and-db-know-no-feature",
      severity: "error",
      from: { path: "^src/(web|db)/" },
      to: { path: "^src/features/" },
    },
    {
      name: "no-node-builtins",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main\\.(node|cli)\\.ts|db/sqlite[^/]*\\.ts|node/|cli/)" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "node-only-packages",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main\\.(node|cli)\\.ts|db/sqlite[^/]*\\.ts|node/|cli/)" },
      to: { path: "node_modules/(better-sqlite3|@hono/node-server)/" },
    },
    {
      name: "sql-stays-in-queries",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: "^src/(db/|deps\\.ts|generated/|node/|worker/|cli/)|-queries\\.ts$|^src/features/accounts/",
      },
      to: { path: "node_modules/kysely/" },
    },
    { name: "src-never-imports-tests", severity: "error", from: { path: "^src/" }, to: { path: "^(tests|scripts)/" } },
    {
      name: "evaluation-knows-no-people",
      severity: "error",
      from: { path: "^src/features/(outcomes|extracts)/" },
      to: { path: "^src/features/", pathNot: "^src/features/(outcomes|extracts|settings|audit)/" },
    },
    {
      name: "statistics-stand-alone",
      severity: "error",
      from: { path: "^src/statistics/" },
      to: { pathNot: "^src/statistics/|node_modules/temporal-polyfill/" },
    },
    { name: "no-cycles", severity: "error", from: { path: "^src/" }, to: { circular: true } },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
