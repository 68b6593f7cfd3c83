// Makes the figures with sliders on a page move. Each figure brings this script, and a notebook runs
// it late and out of order: so every run starts whatever figure has not been started.
(() => {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  // Reads what encoding.py wrote: each number is what a straight line through the two before it
  // leaves to be said, in base 64. A missing point is null.
  function decode(text, points) {
    const frames = [];
    let frame, last, slope, count, rest = 0, shift = 0;
    for (const digit of text) {
      if (!frame) [frame, last, slope, count] = [[], 0, 0, 0];
      if (digit === ".") {
        frame.push(null);
      } else {
        const bits = DIGITS.indexOf(digit);
        rest += (bits % 32) << shift;
        shift += 5;
        if (bits > 31) continue;
        const value = last + slope + (rest % 2 ? -(rest + 1) / 2 : rest / 2);
        slope = count++ ? value - last : 0;
        last = value;
        frame.push(value);
        rest = shift = 0;
      }
      if (frame.length === points) {
        frames.push(frame);
        frame = undefined;
      }
    }
    return frames;
  }

  function path(points) {
    let text = "", pen = "M";
    for (const [x, y] of points) {
      if (x === null || y === null) {
        pen = "M";
      } else {
        text += `${pen}${x} ${y}`;
        pen = pen === "M" ? "L" : " ";
      }
    }
    return text;
  }

  function place(element, [x, y]) {
    const gap = x === null || y === null;
    element.setAttribute("visibility", gap ? "hidden" : "visible");
    element.setAttribute("x", gap ? 0 : x);
    element.setAttribute("y", gap ? 0 : y);
  }

  function start(figure) {
    const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const inputs = [...figure.querySelectorAll("input")];
    const outputs = figure.querySelectorAll("output");
    const parts = data.moving.map((part, number) => {
      const element = figure.querySelector(`[data-moving="${number}"]`);
      const line = element.querySelector(":scope > path");
      const marks = part.words ? [element] : [...element.querySelectorAll("use")];
      const [xs, ys] = [decode(part.x, part.points), decode(part.y, part.points)];
      return { element, line, marks, xs, ys, words: part.words };
    });
    const inPoints = (step) => (step === null ? null : step / data.perPoint);

    function show() {
      const step = inputs.reduce((sum, input) => sum * (+input.max + 1) + +input.value, 0);
      const said = [];
      for (const { element, line, marks, xs, ys, words } of parts) {
        const [x, y] = [xs, ys].map((frames) => frames[frames.length > 1 ? step : 0]);
        const points = x.map((across, i) => [inPoints(across), inPoints(y[i])]);
        if (line) line.setAttribute("d", path(points));
        marks.forEach((mark, i) => place(mark, points[i]));
        if (words) said.push((element.textContent = words[step]));
      }
      inputs.forEach((input, i) => {
        outputs[i].textContent = data.controls[i][input.value];
        input.setAttribute("aria-valuetext", [outputs[i].textContent, ...said].join("; "));
      });
    }

    for (const input of inputs) {
      input.addEventListener("input", show);
      const button = input.closest(".course-slider-control").querySelector("button");
      if (button) play(input, button, show);
    }
    show();
    figure.dataset.ready = "";
  }

  // The button runs through the steps. For a reader who asks for reduced motion it takes one step.
  function play(input, button, show) {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const title = input.labels[0].textContent.trim();
    let timer = 0;

    function name() {
      const does = timer ? "Pause" : still.matches ? "Next step" : "Play";
      button.textContent = does;
      button.setAttribute("aria-label", `${does}: ${title}`);
    }

    function pause() {
      clearInterval(timer);
      timer = 0;
      name();
    }

    function advance() {
      if (!input.isConnected) return pause();
      input.value = +input.value + 1;
      show();
      if (input.value === input.max) pause();
    }

    button.addEventListener("click", () => {
      if (timer) return pause();
      if (input.value === input.max) {
        input.value = 0;
        show();
        if (still.matches) return;
      }
      if (still.matches) return advance();
      timer = setInterval(advance, Math.max(button.dataset.pause, 33));
      name();
    });
    input.addEventListener("input", pause);
    still.addEventListener("change", pause);
    name();
  }

  document.querySelectorAll(".course-slider:not([data-ready])").forEach(start);
})();
