import { expect, test } from "vitest";
import { addressesOn } from "../../bench/crawl/links.ts";
import { pageRoutes } from "../../bench/crawl/routes.ts";
import { atRank } from "../../bench/crawl/timing.ts";
import { sectionsOf } from "../../bench/results-file.ts";
import { createApp } from "../../src/app.ts";
import { sqliteHost } from "../support/hosts.ts";
import { signedInRoutes } from "../support/route-tour.ts";

const PAGE = `
  <a class="x" href="/runs/1?page=2&amp;state=open#top">Next</a> <a href="https://www.gov.uk/">Out</a> <a href="/assets/app.css">Not a page</a>
  <a href="?page=3">Further</a> <a href="/runs/1?page=2&amp;state=open">Again</a>
  <form method="get" action="/runs"><select name="state"><option value="">All</option><option value="open">Open</option><option value="over">Over</option></select></form>
  <form method="post" action="/runs/1/closing"><select name="why"><option value="x">X</option></select></form>`;

test("a page leads to its links and to what its questions would be answered with, once each; never out and never by a post", () => {
  expect(addressesOn(PAGE, "/runs/1")).toEqual(["/runs/1?page=2&state=open", "/runs/1?page=3", "/runs?state=over"]);
});

test("the crawl knows every page that asks for a permission, and tells an exact address from one with an id", () => {
  const routes = pageRoutes(createApp(sqliteHost().deps!));
  const paths = new Set(routes.map(({ path }) => path));
  expect(signedInRoutes("GET").filter(({ path }) => !paths.has(path))).toEqual([]);
  const first = (path: string) => routes.find(({ matches }) => matches(path))?.path;
  expect([first("/families/new"), first("/families/7"), first("/"), first("/nowhere")]).toEqual([
    "/families/new",
    "/families/:familyId",
    "/",
    undefined,
  ]);
});

test("the 95th in a hundred is a value that was measured: the nineteenth of twenty", () => {
  const twenty = Array.from({ length: 20 }, (_, at) => 20 - at);
  expect([atRank(twenty, 50), atRank(twenty, 95), atRank([7], 95)]).toEqual([10, 19, 7]);
});

test("the file of results is read section by section", () => {
  expect(sectionsOf("# Figures\n\n## One\n\ntext\nmore\n\n## Two\n\nthird\n")).toEqual([
    { title: "One", text: "text\nmore" },
    { title: "Two", text: "third" },
  ]);
});
