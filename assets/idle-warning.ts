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

function show(dialog: HTMLDialogElement, part: "warning" | "ended"): void {
  for (const element of dialog.querySelectorAll<HTMLElement>("[data-idle-part]")) {
    element.hidden = element.dataset.idlePart !== part;
  }
  if (!dialog.open) dialog.showModal();
}

/**
 * Warns before a quiet session ends and lets it be extended. The page stays as it is, and with it what was typed,
 * also when the session has ended. The server keeps the real time; this only shows it.
 */
export function startIdleWarning(): void {
  const dialog = document.getElementById("idle-warning");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const warnAt = Number(dialog.dataset.warnAtSeconds);
  const watch = stopwatch();
  const isWarning = () => watch.seconds() >= warnAt;

  const heard = () => {
    watch.reset();
    dialog.close();
  };
  const extend = async () => {
    if (!(await isStillSignedIn(dialog.dataset.extendHref ?? ""))) return show(dialog, "ended");
    heard();
    tabs.postMessage("active");
  };

  tabs.addEventListener("message", heard);
  tabs.postMessage("active");
  document.addEventListener("htmx:after:request", () => {
    watch.reset();
    tabs.postMessage("active");
  });
  dialog.querySelector("[data-idle-extend]")?.addEventListener("click", extend);
  dialog.querySelector("[data-idle-close]")?.addEventListener("click", () => dialog.close());

  const timer = setInterval(() => {
    if (watch.seconds() >= warnAt + SECONDS_FROM_WARNING_TO_END) {
      show(dialog, "ended");
      clearInterval(timer);
    } else if (isWarning() && !dialog.open) show(dialog, "warning");
  }, CHECK_EVERY_MS);
}
