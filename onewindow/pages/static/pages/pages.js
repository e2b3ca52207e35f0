// Adds to pages that already work without it: keys, focus on what is wrong, dropping of files.

const LETTERS_OFF = "onewindow-letters-off";

function readLettersOff() {
  try { return localStorage.getItem(LETTERS_OFF) === "1"; } catch { return false; }
}

function keepLettersOff(off) {
  try { localStorage.setItem(LETTERS_OFF, off ? "1" : "0"); } catch { /* private mode: the choice lasts for this page */ }
}

let lettersOff = readLettersOff();

// A person who types must never trigger a command (WCAG 2.1.4); an input method's composition counts as typing.
function isTyping(event) {
  const at = event.target;
  if (event.isComposing || !(at instanceof Element)) return event.isComposing;
  if (at.closest("textarea, select, [contenteditable]")) return true;
  return at instanceof HTMLInputElement && !["radio", "checkbox", "button", "submit"].includes(at.type);
}

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey) parts.push("Control");
  if (event.altKey) parts.push("Alt");
  if (event.metaKey) parts.push("Meta");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return parts.join("+");
}

function answerKey(event) {
  if (event.defaultPrevented || event.repeat) return;
  const name = nameOf(event);
  if (name.length === 1 && (lettersOff || isTyping(event))) return;
  const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === name.toLowerCase() && one.getClientRects().length);
  if (!found) return;
  event.preventDefault();
  if (found.matches("input:not([type=radio]):not([type=checkbox]), select, textarea")) found.focus();
  else found.click();
}

function setUpLetterSwitch() {
  const button = document.querySelector("[data-letters]");
  if (!button) return;
  const words = button.textContent.trim();
  const show = () => {
    button.setAttribute("aria-pressed", String(!lettersOff));
    button.textContent = lettersOff ? words.replace("开", "关").replace("on", "off") : words;
  };
  button.hidden = false;
  button.addEventListener("click", () => { lettersOff = !lettersOff; keepLettersOff(lettersOff); show(); });
  show();
}

function setUpDrop(area) {
  const input = area.querySelector("input[type=file]");
  if (!input) return;
  const mark = (over) => area.classList.toggle("is-over", over);
  area.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  area.addEventListener("dragleave", () => mark(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.addEventListener("keydown", answerKey);
setUpLetterSwitch();
document.querySelectorAll("[data-drop]").forEach(setUpDrop);
document.querySelector("[data-focus]")?.focus();
window.addEventListener("beforeprint", () => document.querySelectorAll("details.as-table").forEach((one) => { one.open = true; }));
