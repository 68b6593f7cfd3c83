"""The gallery sorts, filters and compares by mouse and by keyboard; served and from a folder."""

import pytest
from playwright.sync_api import Page, expect

from course_lib.activations import CATALOGUE
from course_lib.gallery import constants
from course_lib.gallery.cards import COLUMNS
from tests.browser.survey import axe, check, reading

PAGE = "book/activations/gallery.html"
NAMES = [record.name for record in CATALOGUE]
SHOWN = "all => all.filter(it => it.checkVisibility()).map(it => it.dataset.name ?? it.id)"


def rows(page: Page) -> list[str]:
    return page.locator(".gallery-reference tbody tr").evaluate_all(SHOWN)


def cards(page: Page) -> list[str]:
    found = page.locator(".gallery-card").evaluate_all(SHOWN)
    return [name.removeprefix("gallery-").replace("-", "_") for name in found]


def both(page: Page) -> list[str]:
    """Check that cards and rows are the same, and give their names."""
    assert rows(page) == cards(page)
    return rows(page)


def status(page: Page, text: str) -> None:
    expect(page.locator(".gallery-status[aria-live]").first).to_contain_text(text)


def in_order(name: str, descending: bool = False) -> list[str]:
    """The names by a constant; equals keep the order of the catalogue."""
    sign = -1 if descending else 1
    keys = {record.name: sign * float(getattr(constants(record), name)) for record in CATALOGUE}
    return sorted(NAMES, key=lambda it: float(f"{keys[it]:.12g}"))


@pytest.fixture(params=[1280, 390])
def opened(browser, home, request):
    with reading(browser, width=request.param, still=True) as page:
        page.goto(home + PAGE)
        yield page


def test_all_are_there_in_the_order_of_the_catalogue(opened):
    assert both(opened) == NAMES
    assert opened.locator(".course-gallery svg[role=img]").count() == len(NAMES) + 2


def test_heads_sort_by_mouse(opened):
    head = opened.locator(".gallery-reference th", has_text="1/√E f²")
    head.locator("button").click()
    assert both(opened) == in_order("forward_gain")
    assert head.get_attribute("aria-sort") == "ascending"
    status(opened, "by forward gain, ascending")
    head.locator("button").click()
    assert both(opened) == in_order("forward_gain", descending=True)
    assert head.get_attribute("aria-sort") == "descending"
    assert opened.locator("th[aria-sort=none]").count() == len(COLUMNS)


def test_heads_sort_by_keyboard(opened):
    head = opened.locator(".gallery-reference th", has_text="V′(1)").locator("button")
    head.focus()
    opened.keyboard.press("Enter")
    assert both(opened) == in_order("stability")
    expect(head).to_be_focused()
    opened.keyboard.press("Space")
    assert both(opened) == in_order("stability", descending=True)


def test_the_list_sorts_cards_by_keyboard(opened):
    order = opened.get_by_label("Order by")
    order.focus()
    opened.keyboard.press("ArrowDown")
    assert both(opened) == sorted(NAMES)
    order.select_option(label="minimum")
    assert both(opened) == in_order("minimum")
    direction = opened.get_by_role("button", name="Ascending")
    direction.focus()
    opened.keyboard.press("Enter")
    assert both(opened) == in_order("minimum", descending=True)
    expect(opened.get_by_role("button", name="Descending")).to_be_focused()


def test_what_was_not_measured_stands_last(opened):
    time = COLUMNS[-1].name
    for _ in range(2):
        opened.get_by_label("Order by").select_option(label=time)
        cells = opened.locator(".gallery-reference tbody tr td:last-child").all_inner_texts()
        measured = [text != "not measured" for text in cells]
        assert measured == sorted(measured, reverse=True)
        opened.locator("[data-direction]").click()


def test_filters_choose_and_say_how_many(opened):
    opened.get_by_label("In depth").select_option("unstable")
    unstable = [record.name for record in CATALOGUE if constants(record).verdict == "unstable"]
    assert both(opened) == unstable
    status(opened, f"{len(unstable)} of {len(NAMES)} activations")
    opened.get_by_label("Shape").select_option("not monotone")
    dips = [record.name for record in CATALOGUE if record.properties.monotone is None]
    assert both(opened) == [name for name in unstable if name in dips]
    opened.get_by_role("button", name="Show all").click()
    expect(opened.locator(".gallery-status").first).to_contain_text(f"{len(NAMES)} activations, by")
    assert both(opened) == NAMES


def test_names_are_searched_by_keyboard(opened):
    opened.get_by_label("Name", exact=True).focus()
    opened.keyboard.type("Leaky RE")
    assert both(opened) == ["leaky_relu"]
    opened.keyboard.press("Enter")
    assert both(opened) == ["leaky_relu"]
    opened.keyboard.type("x")
    assert both(opened) == []
    status(opened, f"0 of {len(NAMES)} activations")


def curves(page: Page) -> list[str]:
    found = page.locator(".gallery-pair path:is(.gallery-value, .gallery-slope)")
    return found.evaluate_all("all => all.map(it => it.getAttribute('d'))")


def test_any_two_are_compared(opened):
    before = curves(opened)
    opened.get_by_label("First, solid").select_option("tanh")
    second = opened.get_by_label("Second, dashed")
    second.focus()
    opened.keyboard.press("Home")
    expect(opened.locator(".gallery-comparison .gallery-status")).to_have_text("tanh and sigmoid")
    after = curves(opened)
    assert not set(before) & set(after)
    own = [
        opened.locator(f"#gallery-{name} .gallery-{what}").get_attribute("d")
        for what in ("value", "slope")
        for name in ("tanh", "sigmoid")
    ]
    assert after == own
    table = opened.locator(".gallery-comparison table")
    expect(table.locator("thead")).to_contain_text("tanh")
    expect(table.locator("tbody tr", has_text="forward gain")).to_contain_text("1.592537420")
    expect(table.locator("tbody tr", has_text="forward gain")).to_contain_text("1.846228545")
    for drawing in opened.locator(".gallery-pair svg").all():
        words = drawing.get_attribute("aria-label")
        assert "tanh" in words
        assert "sigmoid" in words
        assert "gelu" not in words


def test_comparing_still_works_after_sorting(opened):
    opened.get_by_label("Order by").select_option("name")
    opened.get_by_label("First, solid").select_option("mish")
    expect(opened.locator(".gallery-comparison thead")).to_contain_text("mish")
    assert curves(opened)[0] == opened.locator("#gallery-mish .gallery-value").get_attribute("d")


def test_axe_finds_nothing_while_it_is_used(opened):
    opened.get_by_label("In depth").select_option("stable")
    opened.locator(".gallery-reference th button").nth(3).click()
    check(opened, "unfold")
    assert axe(opened) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_all_is_there(browser, home, width):
    with reading(browser, width=width, javascript=False) as page:
        page.goto(home + PAGE)
        assert both(page) == NAMES
        expect(page.locator(".gallery-comparison tbody tr")).to_have_count(len(COLUMNS))
        expect(page.get_by_text("Without scripts nothing can be chosen")).to_be_visible()
        assert page.locator(".course-gallery :is(input, select, button):enabled").count() == 0
