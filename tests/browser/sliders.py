"""What can be wrong with the sliders of a page, as sentences."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.survey import check, reading

INPUTS = "input[type=range]"
FIGURE = f":is(figure, .course-slider):has({INPUTS}):not(:has(.course-slider))"
# The slider's value as its figure shows it, as it says it, and what is drawn.
SHOWN = """(input) => {
  const figure = input.closest(".course-slider, figure");
  const drawn = figure.querySelectorAll("svg :is(path, use, text, circle, line, g)");
  const attributes = ["d", "x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "transform"];
  const output = figure.querySelector(`output[for~="${input.id}"]`);
  return {
    value: input.value,
    words: output?.textContent ?? "",
    said: input.getAttribute("aria-valuetext") ?? "",
    drawing: [...drawn].map((it) => attributes.map((name) => it.getAttribute(name)).join(" ")
      + (it.localName === "text" ? it.textContent : "")).join("|"),
  };
}"""
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


def sliders(page: Page) -> list[Locator]:
    """Every slider of a page, folded ones too."""
    check(page, "unfold")
    return page.locator(INPUTS).all()


def stuck(slider: Locator, before: dict[str, str], after: dict[str, str], *what: str) -> list[str]:
    """What stayed the same while a slider was moved."""
    name = slider.get_attribute("id")
    return [f"{name}: {it} stays {before[it][:20]}" for it in what if before[it] == after[it]]


def stuck_by_keys(page: Page) -> list[str]:
    """What does not follow the arrow keys."""
    found = []
    for slider in sliders(page):
        slider.focus()
        states = []
        for key in ("End", "ArrowLeft", "Home", "ArrowRight"):
            page.keyboard.press(key)
            states.append(slider.evaluate(SHOWN))
        end, before_end, home, after_home = states
        found += stuck(slider, end, home, "value", "words", "said", "drawing")
        # One step may be too small for the digits that are shown.
        found += stuck(slider, end, before_end, "value", "drawing")
        found += stuck(slider, home, after_home, "value", "drawing")
    return found


def stuck_by_mouse(page: Page) -> list[str]:
    """What does not follow the mouse."""
    found = []
    for slider in sliders(page):
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        middle = box["y"] + box["height"] / 2
        states = []
        for number, part in enumerate((0.01, 0.99)):
            page.mouse.move(box["x"] + box["width"] * part, middle)
            if number == 0:
                page.mouse.down()
            states.append(slider.evaluate(SHOWN))
        page.mouse.up()
        found += stuck(slider, *states, "value", "words", "said", "drawing")
    return found


def untouchable(page: Page) -> list[str]:
    """Which sliders have no name or no room for a finger."""
    found = []
    for slider in sliders(page):
        name, box = slider.get_attribute("id"), slider.bounding_box()
        if not slider.evaluate("it => it.labels.length > 0 || !!it.ariaLabel"):
            found.append(f"{name}: no label")
        if box["height"] < 24 or box["width"] < 100:
            found.append(f"{name}: {box['width']} by {box['height']} px")
    return found


def first_frames(browser: Browser, address: str, javascript: bool) -> list[list[float]]:
    """The numbers that each figure with a slider draws first."""
    with reading(browser, javascript=javascript, still=True) as page:
        page.goto(address)
        check(page, "unfold")
        drawings = []
        for figure in page.locator(FIGURE).all():
            expect(figure.locator("svg[role=img]").first).to_be_visible()
            drawing = figure.locator(INPUTS).first.evaluate(SHOWN)["drawing"]
            drawings.append([float(number) for number in NUMBER.findall(drawing)])
        return drawings


def unlike_without_javascript(browser: Browser, address: str) -> list[str]:
    """Which figures show another first frame without JavaScript, or none."""
    pairs = [first_frames(browser, address, javascript) for javascript in (True, False)]
    return [
        f"figure {number}: another first frame"
        for number, (a, b) in enumerate(zip(*pairs, strict=True))
        # A fifth of a point cannot be seen; the script's coordinates are rounded to less.
        if not a or len(a) != len(b) or any(abs(x - y) > 0.2 for x, y in zip(a, b, strict=True))
    ]
