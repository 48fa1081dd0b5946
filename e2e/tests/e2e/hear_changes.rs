//! Listens to the page: what changes is said, once.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![what_moved_is_said_once_after_each_answer]
}

async fn what_moved_is_said_once_after_each_answer(page: Page) -> Result<()> {
    let (spanish, _) = page.in_language("es")?;
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    says(&page, 1).await?;
    for n in 2..4 {
        page.goes_through(1).await?;
        says(&page, n).await?;
    }
    // Two answers that move nothing are two changes.
    for n in 4..6 {
        let now = page.now().await?;
        let answer = if matches!(now, Now::Do(_)) {
            words::CANT
        } else {
            words::NOT_SURE
        };
        page.answer(&now, answer).await?;
        says(&page, n).await?;
        page.announces(words::FINE).await?;
    }
    // Putting off tells nothing.
    let now = page.now().await?;
    let next = page.answer(&now, words::LATER).await?;
    says(&page, 5).await?;
    page.go_back().await?;
    page.stands_at(&now).await?;
    says(&page, 5).await?;
    page.go_forward().await?;
    page.stands_at(&next).await?;
    page.goes_through(1).await?;
    says(&page, 6).await?;

    let now = page.now().await?;
    page.click(&button("Español")).await?;
    spanish.stands_at(&now).await?;
    says(&page, 6).await?;
    page.reload().await?;
    spanish.stands_at(&now).await?;
    says(&page, 0).await
}

/// Waits until it was said `n` times, and no more, how the belief moved.
async fn says(page: &Page, n: usize) -> Result<()> {
    page.until(&format!("it was said {n} times what moved"), async || {
        Ok((page.heard_moves().await?.len() == n).then_some(()))
    })
    .await
}
