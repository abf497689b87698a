/** A technology manager weighs a match: the list, why it fits, the sum, and the paper for the first call. */

import { shot } from "./helpers/shots";
import { desktop_width, expect, type Page, phone_width, test } from "./helpers/test";
import { complaintsOf, expectNoSidewaysScrolling } from "./helpers/watch";

test.use({ demo: true });

const manager = { login: "manager", password: "jiqiao-demo-2026" };

for (const width of [desktop_width, phone_width]) {
  test(`a match says why, how much, and what stands in the way at ${width} px`, async ({ actAs }) => {
    const page = await actAs(manager, { width });
    const complaints = complaintsOf(page);
    await page.goto("/app/matches");
    const cards = page.getByRole("list", { name: "匹配", exact: true });
    await expect(cards.getByRole("list", { name: "匹配理由" }).first()).toContainText("技术领域");
    await expectNoSidewaysScrolling(page);
    // Whatever else a near miss has, one limit stands in the way and one line says so.
    const near = cards.getByRole("listitem").filter({ has: page.getByText("差一点", { exact: true }) }).first();
    await near.getByRole("link", { name: "并排比较" }).click();
    await expectTheSum(page);
    await expect(page.getByRole("alert").filter({ hasText: "差一点" })).toBeVisible();
    await expect(page.getByRole("table", { name: "条件对照" }).getByRole("row")).toHaveCount(8);
    await expectNoSidewaysScrolling(page);
    await shot(page, `match-${width}`);
    expect(complaints).toEqual([]);
  });
}

test("near misses are a list of their own", async ({ actAs }) => {
  const page = await actAs(manager);
  await page.goto("/app/matches");
  const asked = page.waitForRequest((request) => request.url().includes("near_miss=true"));
  await page.getByText("差一点", { exact: true }).first().click();
  expect((await asked).url()).toContain("state=suggested");
  await expect(page).toHaveURL(/state=near_miss/);
});

test("the gap is asked about with an introduction that is already written", async ({ actAs }) => {
  const page = await actAs(manager);
  await page.goto("/app/matches");
  const question = page.getByText(/可以请对方提出中试方案/).first();
  await page.getByRole("listitem").filter({ has: question }).getByRole("link", { name: "并排比较" }).click();
  await page.getByRole("button", { name: "请双方谈中试" }).click();
  const dialog = page.getByRole("dialog", { name: "请双方谈中试" });
  await expect(dialog.getByLabel("给双方的说明")).toHaveValue(/^成果 TRL \d，比要求的 TRL \d 低 \d 级。/);
  await dialog.getByRole("button", { name: "发起引荐" }).click();
  await expect(page).toHaveURL(/\/app\/deals\/[0-9a-f-]{36}$/);
});

test("on paper stand the reasons, both sides and lines for the call, and no navigation", async ({ actAs }) => {
  const page = await actAs(manager);
  await page.goto("/app/matches");
  await page.getByRole("link", { name: "并排比较" }).first().click();
  await expect(page.getByRole("button", { name: "打印" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const text of [/^打印日期 \d{4}-\d\d-\d\d$/, "通话记录", "条件对照"]) await expect(page.getByText(text).first()).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  for (const button of await page.getByRole("button", { includeHidden: true }).all()) await expect(button).toBeHidden();
  await shot(page, "match-paper");
});

/** The rows of the table add up to its total, and the total is the score of the page. */
async function expectTheSum(page: Page) {
  const points = page.getByRole("table", { name: "匹配理由" }).locator(".points");
  await expect(points.first()).toBeVisible();
  const tenths = (await points.allInnerTexts()).map((text) => Math.round(Number.parseFloat(text) * 10));
  const total = tenths.pop() ?? 0;
  expect(tenths.reduce((sum, value) => sum + value, 0)).toBe(total);
  await expect(page.getByText(`匹配分 ${(total / 10).toFixed(1)} ·`)).toBeVisible();
}
