// The search page is Sphinx's; this says what the excerpts under its results are made of.
const UNSAID = ".headerlink, script, style, svg, .katex-html, .derivation-narrow";

Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(UNSAID).forEach((element) => element.remove());
  const main = page.querySelector("main");
  return ((anchor && main?.querySelector(anchor)) || main)?.textContent ?? "";
};

// A page in a folder may not read its neighbors: there, results are titles alone.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
