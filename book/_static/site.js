// The theme switch: light, dark, or as the system has it.
const MODES = ["auto", "light", "dark"];
const NAMES = { auto: "as the system", light: "light", dark: "dark" };
const button = document.querySelector(".theme-switch-button");

function show(mode) {
  theme.apply(mode);
  button.setAttribute("aria-label", `Colors: ${NAMES[mode]}`);
  button.title = button.getAttribute("aria-label");
}

button.addEventListener("click", () => {
  const mode = MODES[(MODES.indexOf(theme.mode) + 1) % MODES.length];
  theme.mode = mode;
  show(mode);
});
theme.dark.addEventListener("change", () => theme.apply());
show(theme.mode);
button.hidden = false;

// A link of the page's contents closes the panel that it stands in.
const contents = document.querySelector("#contents");
contents?.addEventListener("click", ({ target }) => {
  if (target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
});

// The contents mark the section that is being read: the last heading above the upper third.
const links = [...(contents?.querySelectorAll('a[href^="#"]') ?? [])].filter((link) => link.hash);
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
function mark() {
  const read = headings.findLastIndex((it) => it && it.getBoundingClientRect().top < innerHeight / 3);
  links.forEach((link, i) => link.toggleAttribute("data-reading", i === read));
}
let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (!waiting) requestAnimationFrame(() => ((waiting = false), mark()));
    waiting = true;
  },
  { passive: true },
);
if (links.length) requestAnimationFrame(mark);

// Code can be copied, without the prompts of a console and what it answered.
for (const code of document.querySelectorAll("article .highlight > pre")) {
  if (code.closest(".cell_output")) continue;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "copybtn";
  copy.textContent = "Copy";
  copy.setAttribute("aria-label", "Copy the code");
  copy.addEventListener("click", async () => {
    const text = code.cloneNode(true);
    text.querySelectorAll(".gp, .go").forEach((element) => element.remove());
    let done = true;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      done = false;
      getSelection().selectAllChildren(code);
    }
    copy.textContent = done ? "Copied" : "Selected";
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  });
  code.parentElement.append(copy);
}

// A slash, or Ctrl and K, leads to the search field.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey;
  const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!slash && !ctrlK) return;
  event.preventDefault();
  document.querySelector("#query").focus();
});
