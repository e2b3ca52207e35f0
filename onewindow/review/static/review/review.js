// Adds to the joint screen: another material without losing what was typed, drafts that survive a reload, focus where an act opens.

const acts = document.getElementById("acts");

// Only the left pane is exchanged, so that a half-written opinion stays as it is.
async function showMaterial(event) {
  const link = event.target instanceof Element ? event.target.closest("[data-material]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(link.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok) { location.assign(link.href); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const pane = document.getElementById("materials");
  const scrolled = pane.scrollTop;
  const hadFocus = pane.contains(document.activeElement) && document.activeElement !== pane;
  pane.replaceChildren(...page.getElementById("materials").childNodes);
  pane.scrollTop = scrolled;
  history.replaceState(null, "", link.href);
  if (hadFocus) pane.querySelector("[aria-current]")?.focus({ preventScroll: true });
}
document.addEventListener("click", showMaterial);

// Drafts live in this tab only and end with it: nothing about a case stays on the machine.
const DRAFT = `onewindow-draft:${location.pathname}:`;

function keepDraft(field) {
  try { sessionStorage.setItem(DRAFT + field.name, field.value); } catch { return; }
  const saved = document.querySelector("[data-saved]");
  if (saved) saved.textContent = `${saved.dataset.savedWords} ${new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })}`;
}

function restoreDrafts() {
  for (const field of acts?.querySelectorAll("textarea") ?? []) {
    try { if (!field.value) field.value = sessionStorage.getItem(DRAFT + field.name) ?? ""; } catch { return; }
    field.addEventListener("change", () => keepDraft(field));
    field.addEventListener("input", () => { clearTimeout(field.waiting); field.waiting = setTimeout(() => keepDraft(field), 800); });
  }
}

if (acts?.querySelector(".done")) {
  try { Object.keys(sessionStorage).filter((name) => name.startsWith(DRAFT)).forEach((name) => sessionStorage.removeItem(name)); } catch { /* nothing kept */ }
}
restoreDrafts();

acts?.addEventListener("toggle", (event) => {
  if (event.target instanceof HTMLDetailsElement && event.target.open) event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}, true);

// A second press while the first is on its way is the same act (same key); the button says so.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.closest("#acts")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
