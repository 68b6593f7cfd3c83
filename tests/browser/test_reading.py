"""What a reader does on a page, with the mouse and with the keyboard; served and from a folder."""

from playwright.sync_api import Page, expect

from tests.browser.survey import Ears, axe, reading

CHAPTER = "book/activations/softplus.html"
# A color that a drawing's line has, as the browser computes it.
STROKES = """() => [...document.querySelectorAll("svg[role=img] path")]
    .map((path) => getComputedStyle(path).stroke).join(" ")"""


def theme(page: Page) -> str:
    return page.evaluate("document.documentElement.dataset.theme")


def test_search_finds_a_word_and_opens_the_page(page, home, ears):
    page.goto(home + "book/index.html")
    field = page.locator("input[type=search]:visible").first
    field.fill("saturation")
    field.press("Enter")
    page.wait_for_url("**/search.html?*")
    found = page.locator("ul.search a", has_text="Sigmoid").first
    expect(found).to_be_visible()
    assert axe(page) == []
    found.click()
    page.wait_for_url("**/sigmoid.html*")
    expect(page.locator("main h1:visible")).to_contain_text("Sigmoid")
    assert not any(ears.take().values())


def test_search_for_nothing_says_so(page, home):
    page.goto(home + "search.html?q=xylophonist")
    expect(page.locator("#search-results")).to_contain_text("did not match")
    assert page.locator("ul.search a").count() == 0


def test_the_theme_switches_and_is_remembered(page, home, ears):
    page.goto(home + CHAPTER)
    switch = page.locator(".theme-switch-button:visible").first
    seen = {theme(page)}
    for _ in range(3):
        switch.click()
        seen.add(theme(page))
        if theme(page) == "dark":
            break
    assert seen == {"light", "dark"}
    page.reload()
    assert theme(page) == "dark"
    page.goto(home + "book/index.html")
    assert theme(page) == "dark"
    assert not any(ears.take().values())


def test_the_theme_switches_by_keyboard(page, home):
    page.goto(home + CHAPTER)
    page.locator(".theme-switch-button:visible").first.focus()
    seen = {theme(page)}
    for _ in range(3):
        page.keyboard.press("Enter")
        seen.add(theme(page))
    assert seen == {"light", "dark"}


def test_figures_take_the_colors_of_the_theme(browser, home):
    colors = {}
    for name in ("light", "dark"):
        with reading(browser, theme=name) as page:
            page.goto(home + CHAPTER)
            colors[name] = page.evaluate(STROKES).split(" rgb")
            ink = page.evaluate("getComputedStyle(document.body).color")
            colors[name, "ink"] = ink
    changed = [a != b for a, b in zip(colors["light"], colors["dark"], strict=True)]
    assert sum(changed) > 20
    assert colors["light", "ink"] != colors["dark", "ink"]


def test_the_first_key_leads_to_the_content(page, home):
    page.goto(home + CHAPTER)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_text("Skip to main content")
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_what_has_the_focus_shows_it(page, home):
    page.goto(home + CHAPTER)
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        seen = focused.evaluate(
            """(it) => {
              for (const animation of document.getAnimations()) animation.finish();
              const style = getComputedStyle(it);
              const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              const within = it.closest("form, li");
              const outside = within && getComputedStyle(within);
              return ring || style.boxShadow !== "none"
                || (outside && (outside.outlineStyle !== "none" || outside.boxShadow !== "none"));
            }"""
        )
        assert seen, focused.evaluate("it => it.outerHTML.slice(0, 200)")


def test_code_is_copied(page, home):
    page.goto(home + CHAPTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("() => { for (const it of document.querySelectorAll('details')) it.open = true }")
    block = page.locator("div.highlight:has(button.copybtn)").first
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == block.locator("pre").inner_text().strip()
    assert "import" in copied


def test_a_folded_cell_opens_by_keyboard(page, home):
    page.goto(home + CHAPTER)
    cell = page.locator("details:has(pre)").first
    expect(cell.locator("pre")).to_be_hidden()
    cell.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(cell.locator("pre")).to_be_visible()
    page.keyboard.press("Space")
    expect(cell.locator("pre")).to_be_hidden()


def test_the_contents_open_on_a_phone(browser, home):
    with reading(browser, width=390) as page:
        page.goto(home + "book/index.html")
        link = page.locator("#chapters a", has_text="Sigmoid").first
        expect(link).to_be_hidden()
        page.locator(".primary-toggle:visible").first.click()
        expect(link).to_be_visible()
        assert axe(page) == []
        link.click()
        page.wait_for_url("**/sigmoid.html")


def test_a_wrong_address_gets_a_page_of_the_book(page, served):
    ears = Ears(page.context, served)
    for wrong in ("nothing.html", "book/nothing.html", "book/activations/no/where.html"):
        answer = page.goto(served + wrong)
        assert answer.status == 404
        expect(page.locator("main h1:visible")).to_be_visible()
        assert ears.take()["failed requests"] == [served + wrong]
        page.locator("a:visible", has_text="Softplus").first.click()
        page.wait_for_url("**/softplus.html")


def test_the_bare_address_leads_to_the_first_page(page, home):
    page.goto(home + "index.html")
    page.wait_for_url("**/book/index.html")
    expect(page.locator("main h1:visible")).to_be_visible()
