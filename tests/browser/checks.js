// What can be wrong with a page, each as a list of sentences. Evaluates to an object of functions.
(() => {
  const where = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].slice(0, 3).map((name) => `.${name}`).join("");
    const near = element.id ? null : element.parentElement?.closest("[id]");
    return `${near ? `#${near.id} ` : ""}${element.localName}${own}`;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const hasBox = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const words = (element) =>
    element.getAttribute("alt") ??
    element.getAttribute("aria-label") ??
    document.getElementById(element.getAttribute("aria-labelledby"))?.textContent ??
    element.querySelector(":scope > title")?.textContent ??
    "";
  const TEX = /\$\S|\\[a-zA-Z]{2,}|\\[()[\]]/;

  return {
    unfold() {
      for (const details of all("details")) details.open = true;
      for (const button of all(".toggle-button-hidden")) button.click();
      for (const animation of document.getAnimations()) animation.finish();
    },

    async scrollThrough() {
      await document.fonts.ready;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
        scrollTo({ top: y, behavior: "instant" });
        await frame();
      }
      scrollTo({ top: 0, behavior: "instant" });
      await frame();
      await frame();
    },

    overflow() {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
      const wide = all("body *").filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !scrolls(element.parentElement));
      return [`${scrollWidth} px of content in ${clientWidth}: ${wide.slice(0, 4).map(where).join(", ")}`];
    },

    figures() {
      const pictures = all("img, svg, canvas, [role=img]").filter(
        (picture) => !picture.closest("[aria-hidden=true], .katex, button, a, label") && !["presentation", "none"].includes(picture.getAttribute("role")),
      );
      return pictures.flatMap((picture) => {
        const text = words(picture).trim();
        if (picture.localName === "svg" && picture.getAttribute("role") !== "img") return [`${where(picture)}: neither role=img nor hidden`];
        if (text.length < 10) return [`${where(picture)}: no alternative text (${text})`];
        if (TEX.test(text) || /\.(svg|png|jpe?g)$/.test(text)) return [`${where(picture)}: no words: ${text}`];
        return picture.closest("details:not([open])") || hasBox(picture) ? [] : [`${where(picture)}: not visible`];
      });
    },

    formulas() {
      const found = all(".katex-error").map((error) => `${where(error)}: ${error.title}`);
      for (const formula of all(".math")) {
        if (formula.closest(".onlyprint, dialog:not([open]), details:not([open]), .toggle-hidden")) continue;
        const set = [...formula.querySelectorAll(".katex-html")];
        if (!set.length) found.push(`${where(formula)}: not typeset: ${formula.textContent.trim().slice(0, 40)}`);
        else if (!set.some(hasBox)) found.push(`${where(formula)}: not visible: ${formula.querySelector("math")?.textContent.slice(0, 40)}`);
      }
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (TEX.test(data) && !parentElement.closest("script, style, noscript, template, code, pre"))
          found.push(`${where(parentElement)}: raw TeX: ${data.trim().slice(0, 60)}`);
      }
      return found;
    },

    shifts() {
      const total = (window.layoutShifts ?? []).reduce((sum, shift) => sum + shift.value, 0);
      if (total < 0.01) return [];
      const moved = layoutShifts.flatMap((shift) => shift.sources.map(({ node }) => (node?.localName ? where(node) : "text")));
      return [`${total.toFixed(4)}: ${[...new Set(moved)].slice(0, 4).join(", ")}`];
    },

    async axe() {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      // Without preload: it would fetch the style sheets again.
      const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
      return violations.map(({ id, help, nodes }) => {
        const places = nodes.slice(0, 4).map((node) => node.target.flat().join(" "));
        return `${id} (${help}), ${nodes.length} times: ${places.join(" | ")}`;
      });
    },
  };
})()
