//! Goes the whole way without touching anything but the keyboard.

use e2e::scenarios;
use e2e::support::*;
use thirtyfour::Key;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![the_whole_way_goes_by_keyboard_alone]
}

async fn the_whole_way_goes_by_keyboard_alone(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    let owner = Owner { cause: "scale" };
    page.open().await?;
    page.tab_to(words::OWN_WORDS).await?;
    let label = page.guide.label("scale-light")?;
    page.press(label).await?;
    page.sees(&list(words::MATCHING)).await?;
    page.tab_to(label).await?;
    page.press_key(Key::Space).await?;
    ensure!(page.is_ticked(&checkbox(label)).await?, "Space does not tick “{label}”");
    page.tab_to(words::FIND).await?;
    page.press_key(Key::Enter).await?;

    let mut now = page.moved_on_from(&Now::Start).await?;
    let mut said = Vec::new();
    while !matches!(now, Now::Fixed | Now::Support) {
        ensure!(said.len() < 15, "still at {now:?} after {said:?}");
        page.focus_is_on_heading(&now).await?;
        let answer = owner.says(&now, &said, &page.guide)?;
        if let Now::Do(id) = &now
            && page.guide.action(id)?.risk
        {
            page.tab_to(words::CONFIRM_RISK).await?;
            page.press_key(Key::Space).await?;
        }
        page.tab_to(&answer).await?;
        // Both keys press a button.
        page.press_key(if said.len() % 2 == 0 { Key::Enter } else { Key::Space })
            .await?;
        let next = page.moved_on_from(&now).await?;
        said.push((now, answer));
        now = next;
    }
    page.stands_at(&Now::Fixed).await?;
    page.focus_is_on_heading(&Now::Fixed).await?;

    let (last, answer) = said.last().context("something was done")?;
    page.tab_to(&words::change(&page.entry(last, answer)?)).await?;
    page.press_key(Key::Enter).await?;
    page.tab_to(words::FAILING).await?;
    page.press_key(Key::Space).await?;
    let now = page.moved_on_from(&Now::Fixed).await?;
    page.focus_is_on_heading(&now).await?;
    page.sees_entry(&page.entry(last, words::FAILING)?).await
}
