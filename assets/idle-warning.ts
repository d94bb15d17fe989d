import { type SessionShown, sessionWatch } from "./session-watch.ts";

const CHECK_EVERY_MS = 1000;

/** Tabs of one browser share one session: what one hears from the server, the others should know. */
const tabs = new BroadcastChannel("kinstep-session");

// biome-ignore lint/plugin: a page has no other clock that goes on while a laptop sleeps
const seconds = () => ({ wall: Date.now() / 1000, monotonic: performance.now() / 1000 });

const isStillSignedIn = async (href: string): Promise<boolean> => {
  try {
    return (await fetch(href, { method: "POST", redirect: "manual" })).ok;
  } catch {
    return false;
  }
};

/** Looked up each time, since Back may have brought a new body. Absent for somebody who has not signed in. */
function dialogOfPage(): HTMLDialogElement | undefined {
  const dialog = document.getElementById("idle-warning");
  return dialog instanceof HTMLDialogElement ? dialog : undefined;
}

function show(part: "warning" | "ended"): void {
  const dialog = dialogOfPage();
  for (const element of dialog?.querySelectorAll<HTMLElement>("[data-idle-part]") ?? []) {
    element.hidden = element.dataset.idlePart !== part;
  }
  if (dialog && !dialog.open) dialog.showModal();
}

const close = () => dialogOfPage()?.close();

/** A page of somebody who is signed in tells the other tabs so; the sign-in page has no session to tell of. */
const tellTabs = () => {
  if (dialogOfPage()) tabs.postMessage("active");
};

/**
 * Warns before a quiet session ends and lets it be extended. The page stays as it is, and with it what was typed,
 * also when the session has ended. The server keeps the real time; this only shows it.
 */
export function startIdleWarning(): void {
  const watch = sessionWatch(seconds);
  let shown: SessionShown = "nothing";

  const alive = () => {
    watch.alive();
    shown = "nothing";
    close();
  };
  const check = () => {
    const dialog = dialogOfPage();
    if (!dialog) return;
    const now = watch.look(Number(dialog.dataset.warnAtSeconds));
    // That it has ended is said once: whoever closed the message has read it.
    if (now === "warning" && !dialog.open) show("warning");
    if (now === "ended" && shown !== "ended") show("ended");
    shown = now;
  };
  const extend = async () => {
    if (await isStillSignedIn(dialogOfPage()?.dataset.extendHref ?? "")) {
      alive();
      tellTabs();
    } else {
      watch.ended();
      check();
    }
  };

  tabs.addEventListener("message", alive);
  tellTabs();
  document.addEventListener("htmx:after:request", () => {
    watch.alive();
    tellTabs();
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-idle-extend]")) void extend();
    if (target.closest("[data-idle-close]")) close();
  });
  // After a sleep the first look is at once, and not when a slowed timer comes round.
  document.addEventListener("visibilitychange", check);
  window.addEventListener("pageshow", check);
  setInterval(check, CHECK_EVERY_MS);
}
