import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { render } from "../../src/web/views.ts";
import { launchChromium } from "./support/chromium.ts";

const PUBLIC = join(import.meta.dirname, "../../public");
const TYPES: Record<string, string> = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

let server: Server;
let browser: Browser;
let page: Page;
let base: string;
let isSignedIn = true;
let warnAtSeconds = 1500;
const complaints: string[] = [];
const component = (name: string, params: object) => render(`@components/${name}`, params);
const row = (number: number) =>
  `<div data-keys-row>${component("radios", { name: `i${number}`, legend: `Item ${number}`, items: [0, 1, 2].map((value) => ({ value, text: String(value) })) })}</div>`;

function formPage(errors: { text: string; href: string }[], note = ""): object {
  const body = [
    component("error-summary", { errors }),
    "<h1>Decline referral</h1>",
    '<form method="post" novalidate hx-post="" hx-target="#main" hx-push-url="true" hx-status:4xx="push:false">',
    component("input", { name: "note", label: "Note", value: note, errorText: errors[0]?.text }),
    component("password-input", { name: "password", label: "Password" }),
    component("button", { text: "Decline" }),
    "</form>",
    `<form method="post" data-keys><p data-keys-progress></p>${[1, 2, 3].map(row).join("")}<button type="submit">Finish</button></form>`,
    `<div class="tall">${"<p>more</p>".repeat(80)}</div>`,
  ];
  return {
    title: "Decline referral",
    errors,
    body: body.join("\n"),
    breadcrumbs: [{ text: "Referrals", href: "/referrals" }, { text: "KS-1" }],
  };
}

const donePage = {
  title: "Referral KS-1",
  errors: [],
  body: "<h1>Referral KS-1</h1>",
  breadcrumbs: [{ text: "Home", href: "/" }],
};

function send(request: IncomingMessage, response: ServerResponse, model: object, status = 200): void {
  const frame = {
    organisation: "Northside",
    person: "Bob",
    role: "Facilitator",
    signedIn: true,
    version: "1",
    nav: [
      { text: "Home", href: "/home", current: request.url === "/done" },
      { text: "Referrals", href: "/form", current: request.url === "/form" },
    ],
    idleWarning: { warnAtSeconds, extendHref: "/session/extension" },
  };
  const layout = request.headers["hx-request-type"] === "partial" ? "@layouts/fragment" : "@layouts/page";
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'self'",
  });
  response.end(render(layout, { frame, ...model }));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? "/";
  if (url.startsWith("/assets/")) {
    response.setHeader("Content-Type", TYPES[extname(url)] ?? "text/plain");
    response.end(readFileSync(join(PUBLIC, url)));
  } else if (url === "/session/extension") response.writeHead(isSignedIn ? 204 : 401).end();
  else if (request.method === "POST") {
    const sent = new URLSearchParams(await text(request));
    const note = sent.get("note") ?? "";
    if (note === "fine") response.writeHead(303, { Location: "/done" }).end();
    else send(request, response, formPage([{ text: "Enter a better note", href: "#note" }], note), 422);
  } else send(request, response, url === "/done" ? donePage : formPage([]));
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((ready) => server.listen(0, ready));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

beforeEach(() => {
  isSignedIn = true;
  warnAtSeconds = 1500;
  complaints.length = 0;
});

const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || "");
const note = () => page.locator("#note");

test("a refused form comes back with its errors, what was typed, and the focus on the summary", async () => {
  await page.goto(`${base}/form`);
  await note().fill("bad & <worse>");
  await page.getByRole("button", { name: "Decline" }).click();
  await page.getByRole("alert").filter({ hasText: "There is a problem" }).waitFor();
  await page.waitForFunction(() => document.title.startsWith("Error: "));
  expect([await note().inputValue(), await focused(), new URL(page.url()).pathname]).toEqual([
    "bad & <worse>",
    "govuk-error-summary",
    "/form",
  ]);
  await page.getByRole("link", { name: "Enter a better note" }).click();
  expect(await focused()).toBe("note");
  expect(await page.getByRole("button", { name: "Show password" }).isVisible()).toBe(true);
  expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);
});

test("an accepted form leads to the next page: address, title, navigation, breadcrumbs, top", async () => {
  await page.goto(`${base}/form`);
  await note().fill("fine");
  await page.evaluate(() => window.scrollTo(0, 300));
  await page.getByRole("button", { name: "Decline" }).click();
  await page.getByRole("heading", { level: 1, name: "Referral KS-1" }).waitFor();
  await page.waitForFunction(() => document.title === "Referral KS-1 – Kinstep");
  expect([new URL(page.url()).pathname, await focused(), await page.evaluate(() => window.scrollY)]).toEqual([
    "/done",
    "main",
    0,
  ]);
  expect((await page.locator(".govuk-breadcrumbs").textContent())?.trim()).toBe("Home");
  expect(await page.locator('.govuk-service-navigation [aria-current="page"]').textContent()).toBe("Home");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Decline referral" }).waitFor();
  await page.getByRole("button", { name: "Show password" }).waitFor();
  expect(complaints).toEqual([]);
});

test("when nothing reaches the server the page says so and keeps what was typed", async () => {
  await page.goto(`${base}/form`);
  await note().fill("typed");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Decline" }).click();
  await page.getByText("Sorry, no answer came back").waitFor();
  await page.context().setOffline(false);
  expect([await note().inputValue(), await focused()]).toEqual(["typed", "not-sent"]);
});

test("a quiet page warns, and stays signed in when asked, with what was typed", async () => {
  warnAtSeconds = 1;
  await page.goto(`${base}/form`);
  await note().fill("half a sentence");
  const dialog = page.getByRole("dialog", { name: "You are about to be signed out" });
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Stay signed in" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await note().inputValue()).toBe("half a sentence");
});

test("a session that has ended is said to have ended, with what was typed", async () => {
  warnAtSeconds = 1;
  isSignedIn = false;
  await page.goto(`${base}/form`);
  await note().fill("half a sentence");
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await page.getByText("You have been signed out").waitFor();
  await page.getByRole("button", { name: "Close this message" }).click();
  expect(await note().inputValue()).toBe("half a sentence");
});

test("digits answer and move on, Backspace goes back", async () => {
  await page.goto(`${base}/form`);
  await page.locator("#i1").focus();
  await page.keyboard.press("2");
  await page.keyboard.press("9");
  await page.keyboard.press("0");
  expect(await page.locator("[data-keys-progress]").textContent()).toBe("2 of 3 answered");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  const chosen = await page
    .locator("[data-keys] input:checked")
    .evaluateAll((inputs) =>
      inputs.map((input) => `${(input as HTMLInputElement).name}=${(input as HTMLInputElement).value}`),
    );
  expect(chosen).toEqual(["i1=2", "i2=1", "i3=2"]);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Finish");
  expect(complaints).toEqual([]);
});
