const SECONDS_FROM_WARNING_TO_END = 300;
const CHECK_EVERY_MS = 1000;

/** Tabs of one browser share one session: what one hears from the server, the others should know. */
const tabs = new BroadcastChannel("kinstep-session");

/** Seconds since the server last heard from this browser. performance.now() is no clock, so changing the clock does no harm. */
function stopwatch() {
  let start = performance.now();
  return { seconds: () => (performance.now() - start) / 1000, reset: () => (start = performance.now()) };
}

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

/**
 * Warns before a quiet session ends and lets it be extended. The page stays as it is, and with it what was typed,
 * also when the session has ended. The server keeps the real time; this only shows it.
 */
export function startIdleWarning(): void {
  const watch = stopwatch();
  let hasEnded = false;

  const heard = () => {
    watch.reset();
    close();
  };
  const end = () => {
    hasEnded = true;
    show("ended");
  };
  const extend = async () => {
    if (!(await isStillSignedIn(dialogOfPage()?.dataset.extendHref ?? ""))) return end();
    heard();
    tabs.postMessage("active");
  };
  const check = () => {
    const dialog = dialogOfPage();
    if (!dialog || hasEnded) return;
    const left = Number(dialog.dataset.warnAtSeconds) - watch.seconds();
    if (left <= -SECONDS_FROM_WARNING_TO_END) end();
    else if (left <= 0 && !dialog.open) show("warning");
  };

  tabs.addEventListener("message", heard);
  tabs.postMessage("active");
  document.addEventListener("htmx:after:request", () => {
    watch.reset();
    tabs.postMessage("active");
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-idle-extend]")) void extend();
    if (target.closest("[data-idle-close]")) close();
  });
  setInterval(check, CHECK_EVERY_MS);
}
