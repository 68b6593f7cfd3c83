// A box that scrolls sideways can be reached, and then scrolled, with the keyboard.
const boxes = document.querySelectorAll(".katex-display, .drawing, .table-box, .highlight > pre");
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
boxes.forEach((box) => watch.observe(box));
