// Adds to the counter's screen, which works without it: Enter goes to the next open field, live answers keep questions in step.

const OPEN = "input[type=text], input[type=date], input[type=radio], input[type=checkbox], textarea, select";

function isOpen(field) {
  if (field.closest("[hidden]") || field.disabled || !field.getClientRects().length) return false;
  if (field.matches("[type=radio], [type=checkbox]")) {
    const set = [...field.form.elements].filter((one) => one.name === field.name);
    return set[0] === field && !set.some((one) => one.checked);
  }
  return !field.value.trim();
}

function moveOn(form, from) {
  const fields = [...form.querySelectorAll(OPEN)];
  const next = fields.slice(fields.indexOf(from) + 1).find(isOpen) ?? fields.find((one) => one !== from && isOpen(one));
  (next ?? document.getElementById("main-key"))?.focus();
}

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || !(at instanceof HTMLInputElement) || at.type === "file") return;
  const form = at.closest("#filing");
  if (!form) return;
  event.preventDefault();
  moveOn(form, at);
});

// From the click until the file is on its way, the row that waits for it must stay the same element: an earlier answer that comes
// in between would take the chosen file away with it.
let choosing = null;
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.type === "file") choosing = event.target;
});
document.addEventListener("cancel", (event) => { if (event.target === choosing) choosing = null; }, true);
document.addEventListener("htmx:configRequest", () => { if (choosing?.files.length) choosing = null; });
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (choosing && event.detail.target.contains(choosing)) event.detail.shouldSwap = false;
});

// Questions stay in the page, so that nothing that is being typed is replaced; the server says which of them are asked now.
document.addEventListener("htmx:afterSwap", () => {
  const said = document.getElementById("asked-now");
  if (!said) return;
  const asked = new Set(said.dataset.asked.trim().split(/\s+/));
  document.querySelectorAll("[data-question]").forEach((one) => { one.hidden = !asked.has(one.dataset.question); });
});

document.addEventListener("keydown", (event) => {
  const keys = document.getElementById("all-keys");
  if (event.key === "Escape" && keys?.open) { keys.open = false; event.preventDefault(); }
}, true);
