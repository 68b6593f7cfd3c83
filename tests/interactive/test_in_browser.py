"""The sliders as a reader meets them: by mouse, keyboard and touch, from a file."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from course_lib.interactive.drawing import path
from course_lib.plotting.palette import BLUE
from tests.interactive.figures import ALT, BETAS, one, two
from tests.interactive.test_slider import tracks

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
STILL = {"reduced_motion": "reduce"}
NO_SCRIPT = {"java_script_enabled": False}
ONE, TWO = "#softplus", "#sines"


def with_reader(**settings: object) -> pytest.MarkDecorator:
    """Open the page for a reader with other settings."""
    return pytest.mark.parametrize("context", [settings], indirect=True, ids=[""])


def shown(page: Page, part: int = 0, figure: str = ONE) -> str:
    return page.locator(f"{figure} [data-moving='{part}'] > path").get_attribute("d")


def beta(page: Page):
    return page.get_by_role("slider", name="β")


def step(page: Page) -> int:
    return int(beta(page).input_value())


def is_at(page: Page, wanted: int) -> None:
    """Check that the whole figure is at one step."""
    x, y = tracks(one()._repr_html_())
    assert step(page) == wanted
    assert shown(page) == path(x[0], y[wanted])
    gap = page.locator(f"{ONE} text").text_content()
    assert gap == f"gap {0.6931472 / BETAS[wanted]:.3f}"
    expect(page.locator(f"{ONE} output")).to_have_text(f"{BETAS[wanted]:g}")
    assert beta(page).get_attribute("aria-valuetext") == f"{BETAS[wanted]:g}; {gap}"


def at(page: Page, part: float) -> tuple[float, float]:
    """Give a place on the track of β: where the thumb's center is, in parts of its way."""
    box = beta(page).bounding_box()
    return box["x"] + 12 + part * (box["width"] - 24), box["y"] + box["height"] / 2


def test_every_step_is_drawn_as_encoded(page):
    x, y = tracks(one()._repr_html_())
    for number in range(len(BETAS)):
        beta(page).fill(str(number))
        assert shown(page) == path(x[0], y[number])


def test_two_controls_reach_every_frame_with_its_gaps(page):
    x, y = tracks(two()._repr_html_())
    for high in range(4):
        page.get_by_role("slider", name="height").fill(str(high))
        for many in range(5):
            page.get_by_role("slider", name="number of periods").fill(str(many))
            assert shown(page, figure=TWO) == path(x[0], y[5 * high + many])


def test_markers_and_lines_move(page):
    for part, element, coordinate in ((1, "use", "y"), (2, "path", "x")):
        x, y = tracks(one()._repr_html_(), part)
        beta(page).fill("20")
        moved = page.locator(f"{ONE} [data-moving='{part}'] {element}")
        if element == "path":
            assert moved.get_attribute("d") == path(x[20], y[0])
        else:
            assert float(moved.get_attribute(coordinate)) == y[20, 0] / 20


def test_the_figure_is_named_and_described(page):
    expect(page.get_by_role("img", name=ALT)).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(3)
    expect(page.get_by_role("button", name="Play: β")).to_have_text("Play")
    expect(page.get_by_text("Without its script").first).not_to_be_visible()
    is_at(page, 0)


def test_drag_by_mouse(page):
    page.mouse.move(*at(page, 0))
    page.mouse.down()
    page.mouse.move(*at(page, 0.3), steps=5)
    page.mouse.move(*at(page, 0.5), steps=5)
    is_at(page, 12)
    page.mouse.move(*at(page, 0.25), steps=5)
    page.mouse.up()
    is_at(page, 6)


def test_keys(page):
    page.keyboard.press("Tab")
    expect(beta(page)).to_be_focused()
    assert beta(page).evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    for key, wanted in (("ArrowRight", 1), ("ArrowUp", 2), ("ArrowLeft", 1), ("End", 24)):
        page.keyboard.press(key)
        is_at(page, wanted)
    page.keyboard.press("Home")
    is_at(page, 0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Play: β")).to_be_focused()


@with_reader(**PHONE)
def test_touch(page):
    page.touchscreen.tap(*at(page, 0.75))
    is_at(page, 18)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", at(page, 0.75))
    for part in (0.7, 0.6, 0.5, 0.25):
        touch("touchMove", at(page, part))
    touch("touchEnd")
    is_at(page, 6)


def test_one_figure_leaves_the_other(page):
    before = shown(page, figure=TWO)
    beta(page).fill("9")
    assert shown(page, figure=TWO) == before
    page.get_by_role("slider", name="height").fill("0")
    is_at(page, 9)


def test_play_and_pause(page):
    page.get_by_role("button", name="Play: β").click()
    page.clock.run_for(1050)  # 2.4 seconds for 24 steps
    is_at(page, 10)
    page.get_by_role("button", name="Pause: β").click()
    page.clock.run_for(1000)
    is_at(page, 10)
    page.get_by_role("button", name="Play: β").click()
    page.clock.run_for(5000)
    is_at(page, 24)
    page.get_by_role("button", name="Play: β").click()
    page.clock.run_for(250)
    is_at(page, 2)


def test_nothing_plays_unasked(page):
    page.clock.run_for(10_000)
    is_at(page, 0)


def test_a_hand_on_the_slider_pauses(page):
    page.get_by_role("button", name="Play: β").click()
    page.clock.run_for(500)
    beta(page).press("ArrowLeft")
    page.clock.run_for(1000)
    is_at(page, 4)
    expect(page.get_by_role("button", name="Play: β")).to_be_visible()


@with_reader(**STILL)
def test_reduced_motion_takes_single_steps(page):
    button = page.get_by_role("button", name="Next step: β")
    button.click()
    page.clock.run_for(10_000)
    is_at(page, 1)
    beta(page).press("End")
    button.click()
    is_at(page, 0)


def test_reduced_motion_asked_for_while_playing_pauses(page):
    page.get_by_role("button", name="Play: β").click()
    page.clock.run_for(250)
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("button", name="Next step: β")).to_be_visible()
    page.clock.run_for(1000)
    is_at(page, 2)


@with_reader(**NO_SCRIPT)
def test_without_scripts_the_first_frame_and_a_note(page):
    x, y = tracks(one()._repr_html_())
    assert shown(page) == path(x[0], y[0])
    expect(page.get_by_role("slider")).to_have_count(0)  # hidden from everybody
    expect(page.get_by_role("button")).to_have_count(0)
    note = page.get_by_text("Without its script, this figure stays at β = 0.5.")
    expect(note).to_be_visible()


def test_nothing_moves_as_the_script_starts(page, file):
    after = page.locator("#after").bounding_box()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.shift += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(file)
    for number in range(0, 25, 4):
        beta(page).fill(str(number))
    assert page.locator("#after").bounding_box() == after
    assert page.evaluate("window.shift") < 0.01


@with_reader(**PHONE)
def test_a_phone_shows_all_in_one_column(page):
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for target in (*page.get_by_role("slider").all(), *page.get_by_role("button").all()):
        box = target.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert beta(page).bounding_box()["width"] > 300
    boxes = [each.bounding_box() for each in page.locator(f"{TWO} input, {TWO} button").all()]
    for first, second in pairwise(boxes):
        apart = abs(first["y"] - second["y"]) >= 44 or abs(first["x"] - second["x"]) >= 44
        assert apart


HOSTS = {
    "no theme": ("", BLUE.light),
    "JupyterLab light": ("document.body.dataset.jpThemeLight = 'true'", BLUE.light),
    "JupyterLab dark": ("document.body.dataset.jpThemeLight = 'false'", BLUE.dark),
    "Colab dark": ("document.documentElement.setAttribute('theme', 'dark')", BLUE.dark),
    "Visual Studio Code dark": ("document.body.className = 'vscode-dark'", BLUE.dark),
    "the site": (
        "document.documentElement.style.setProperty('--figure-blue', '#123456')",
        "#123456",
    ),
}


@pytest.mark.parametrize("host", HOSTS)
def test_colors_follow_the_host_and_not_the_system(page, host):
    script, color = HOSTS[host]
    page.emulate_media(color_scheme="light" if "dark" in host else "dark")
    page.evaluate(script)
    line = page.locator(f"{ONE} [data-moving='0'] > path")
    channels = ", ".join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    assert line.evaluate("e => getComputedStyle(e).stroke") == f"rgb({channels})"


def test_a_notebook_that_makes_its_scripts_anew(page):
    """JupyterLab sets the markup of an output, and then puts a new copy in place of each script."""
    page.evaluate(
        """([first, second]) => {
            document.body.replaceChildren();
            const host = document.createElement("div");
            host.innerHTML = first + second;
            for (const script of host.querySelectorAll("script")) {
                const copy = document.createElement("script");
                for (const { name, value } of script.attributes) copy.setAttribute(name, value);
                copy.textContent = script.textContent;
                script.replaceWith(copy);
            }
            document.body.append(host);
        }""",
        [one()._repr_html_(), two()._repr_html_()],
    )
    beta(page).fill("7")
    is_at(page, 7)
    expect(page.locator("[data-ready]")).to_have_count(2)


def test_the_script_may_run_again(page):
    script = re.search(r"<script>(.*?)</script>", one()._repr_html_(), re.DOTALL)[1]
    page.evaluate(script)
    page.get_by_role("button", name="Play: β").click()
    expect(page.get_by_role("button", name="Pause: β")).to_be_visible()
    page.clock.run_for(300)
    is_at(page, 3)


def test_the_same_figure_twice_on_a_page(page):
    """JupyterLab can show an output in a second view."""
    page.evaluate(
        """(markup) => {
            const range = document.createRange();
            document.body.append(range.createContextualFragment(markup));
        }""",
        one()._repr_html_(),
    )
    first, second = beta(page).all()
    second.fill("5")
    assert first.input_value() == "0"
    texts = page.locator(f"{ONE} text").all_text_contents()
    assert texts == [f"gap {0.6931472 / BETAS[number]:.3f}" for number in (0, 5)]


def test_a_figure_taken_out_of_the_page_stops(page):
    page.get_by_role("button", name="Play: β").click()
    removed = page.evaluate_handle(
        "() => { const e = document.querySelector('#softplus'); e.remove(); return e }"
    )
    page.clock.run_for(1000)
    assert removed.evaluate("e => e.querySelector('input').value") == "0"


def test_colab_puts_the_output_into_a_frame(page):
    page.evaluate(
        """(markup) => {
            const frame = document.createElement("iframe");
            frame.srcdoc = `<!doctype html><html theme="dark"><body>${markup}`;
            frame.width = frame.height = 800;
            document.body.replaceChildren(frame);
        }""",
        one()._repr_html_(),
    )
    frame = page.frame_locator("iframe")
    frame.get_by_role("slider").fill("3")
    expect(frame.locator("text[data-moving]")).to_have_text(f"gap {0.6931472 / BETAS[3]:.3f}")
